"""An introduction from its proposal to its end, through the services."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.models import Introduction, IntroductionMove
from cooperation.services.introductions import (
    IntroductionRefused,
    accept,
    close,
    expire_introductions,
    introduce,
    invite,
    refuse,
    remind_introductions,
    reopen,
    see,
    withdraw,
)
from tests.cooperation.introductions.scene import NOW, ask, scene, side
from tests.factories.cooperation import PostingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def states(introduction):
    return list(introduction.moves.values_list("source", "target"))


def status(introduction):
    introduction.refresh_from_db()
    return introduction.status


def test_asked_seen_accepted(told):
    here = scene()
    assert [row.user for row in told] == [here.author.user]
    assert "du pain" in told[0].body
    see(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    see(introduction_id=here.introduction.pk, **here.author.who, now=NOW)
    accept(introduction_id=here.introduction.pk, **here.author.who, word="Oui !", now=NOW)
    accept(introduction_id=here.introduction.pk, **here.author.who, word="Oui !", now=NOW)
    assert states(here.introduction) == [
        ("", "proposed"),
        ("proposed", "seen"),
        ("seen", "accepted"),
    ]
    here.introduction.refresh_from_db()
    assert here.introduction.accepted_at == NOW
    here.posting.refresh_from_db()
    assert here.posting.status == "in_discussion"
    assert [row.user for row in told] == [here.author.user, here.baker.user]


def test_whoever_asks_second_is_led_to_what_is_open():
    here = scene()
    again = ask(here.posting, here.baker, now=NOW + dt.timedelta(hours=1))
    assert again.pk == here.introduction.pk
    mirror = PostingFactory(organisation=here.baker.organisation)
    other_way = ask(mirror, here.author)
    assert other_way.pk == here.introduction.pk
    assert Introduction.objects.count() == 1


def test_a_refusal_says_why_and_ends_it(told):
    here = scene()
    who = {"introduction_id": here.introduction.pk, **here.author.who, "now": NOW}
    with pytest.raises(IntroductionRefused, match="choisissez une raison"):
        refuse(**who, reason="")
    assert status(here.introduction) == "proposed"
    refuse(**who, reason="too_far", word="Trop loin pour nous.")
    refuse(**who, reason="too_far", word="Trop loin pour nous.")
    assert status(here.introduction) == "refused"
    assert here.introduction.parties.get(organisation=here.author.organisation).reason == "too_far"
    assert "Trop loin pour nous." in told[-1].body
    assert len(told) == 2
    with pytest.raises(IntroductionRefused, match="déjà décliné"):
        accept(**who)
    with pytest.raises(IntroductionRefused, match="30 jours"):
        ask(here.posting, here.baker, now=NOW + dt.timedelta(days=2))
    assert ask(here.posting, here.baker, now=NOW + dt.timedelta(days=31)).pk != here.introduction.pk


def test_the_asker_withdraws_and_the_staff_say_why():
    here = scene()
    with pytest.raises(IntroductionRefused, match="un mot"):
        withdraw(introduction_id=here.introduction.pk, organisation=None,
                 user=UserFactory(curator=True), now=NOW)  # fmt: skip
    withdraw(introduction_id=here.introduction.pk, **here.baker.who, now=NOW)
    withdraw(introduction_id=here.introduction.pk, **here.baker.who, now=NOW)
    assert status(here.introduction) == "withdrawn"
    with pytest.raises(IntroductionRefused, match="Retirée"):
        accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)


def test_closed_without_follow_up_then_reopened():
    here = scene()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    accept(**who, **here.author.who)
    with pytest.raises(IntroductionRefused, match="raison"):
        close(**who, **here.baker.who)
    close(**who, **here.baker.who, reason="price")
    assert status(here.introduction) == "no_follow_up"
    here.posting.refresh_from_db()
    assert here.posting.status == "published"
    reopen(**who, **here.author.who)
    here.posting.refresh_from_db()
    assert (status(here.introduction), here.posting.status) == ("accepted", "in_discussion")


def test_what_is_open_anew_on_the_same_subject_keeps_the_former_closed():
    here = scene()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    accept(**who, **here.author.who)
    close(**who, **here.baker.who, reason="price")
    ask(here.posting, here.baker)
    with pytest.raises(IntroductionRefused, match="même sujet"):
        reopen(**who, **here.author.who)


def test_strangers_and_left_members_do_nothing():
    here, stranger = scene(), side("Étrangère fictive", 9)
    for act in (accept, see):
        with pytest.raises(PermissionDenied):
            act(introduction_id=here.introduction.pk, **stranger.who, now=NOW)
        with pytest.raises(PermissionDenied):
            act(introduction_id=here.introduction.pk, user=stranger.user,
                organisation=here.author.organisation, now=NOW)  # fmt: skip
    here.author.user.memberships.all().delete()
    with pytest.raises(PermissionDenied):
        accept(introduction_id=here.introduction.pk, **here.author.who, now=NOW)


def test_who_may_answer_a_posting():
    author, other = side("Cantine fictive", 1), side("Autre fictive", 2)
    closed = PostingFactory(need=True, organisation=author.organisation, status="withdrawn")
    with pytest.raises(PermissionDenied):
        ask(closed, other)
    mine = PostingFactory(need=True, organisation=author.organisation)
    with pytest.raises(IntroductionRefused, match="la vôtre"):
        ask(mine, author)
    draft = side("Brouillon fictif", 3, live=False)
    with pytest.raises(IntroductionRefused, match="publiée"):
        ask(mine, draft)


def test_the_staff_put_two_in_touch(told):
    first, second = side("Une fictive", 1), side("Deux fictive", 2)
    given = {"first": first.organisation, "second": second.organisation, "resource": "",
             "user": UserFactory(curator=True), "now": NOW}  # fmt: skip
    with pytest.raises(IntroductionRefused, match="Dites pourquoi"):
        introduce(**given, word=" ")
    found = introduce(**given, word="Vous devriez vous parler.")
    assert {row.user for row in told} == {first.user, second.user}
    assert "L’animation du pacte" in told[0].subject
    accept(introduction_id=found.pk, **first.who, now=NOW)
    assert status(found) == "accepted_one"
    accept(introduction_id=found.pk, **second.who, now=NOW)
    assert status(found) == "accepted"
    with pytest.raises(PermissionDenied):
        introduce(**given | {"user": first.user}, word="Moi aussi.")


def test_time_reminds_once_then_ends(told):
    here = scene()
    see(introduction_id=here.introduction.pk, **here.author.who, now=NOW + dt.timedelta(days=5))
    assert remind_introductions(now=NOW + dt.timedelta(days=9)) == 0
    remind_introductions(now=NOW + dt.timedelta(days=10))
    remind_introductions(now=NOW + dt.timedelta(days=11))
    reminders = [row for row in told if row.key.endswith("reminder")]
    assert [row.user for row in reminders] == [here.author.user]
    assert expire_introductions(now=NOW + dt.timedelta(days=29)) == 0
    assert expire_introductions(now=NOW + dt.timedelta(days=30)) == 1
    assert expire_introductions(now=NOW + dt.timedelta(days=30)) == 0
    assert status(here.introduction) == "expired"
    assert {row.user for row in told[-2:]} == {here.author.user, here.baker.user}


def group():
    here = scene(quantity=40)
    one, two = side("Paysanne fictive", 3), side("Minoterie fictive", 4)
    for other in (one, two):
        invite(introduction_id=here.introduction.pk, **here.baker.who, invited=other.organisation,
               now=NOW)  # fmt: skip
    return here, one, two


def test_a_group_answers_each_with_its_part():
    here, one, two = group()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    accept(**who, **one.who, quantity=30, unit="kg")
    accept(**who, **here.author.who)
    assert status(here.introduction) == "accepted_one"
    accept(**who, **two.who, quantity=30, unit="kg")
    assert status(here.introduction) == "accepted"
    parts = here.introduction.parties.exclude(quantity=None)
    assert sum(row.quantity for row in parts) == 100


def test_one_of_a_group_leaves_and_the_rest_stands():
    here, one, two = group()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    accept(**who, **here.author.who)
    accept(**who, **one.who)
    with pytest.raises(IntroductionRefused, match="raison"):
        refuse(**who, **two.who, reason="")
    refuse(**who, **two.who, reason="quantity")
    assert status(here.introduction) == "accepted"
    assert IntroductionMove.objects.filter(target="refused").count() == 0


def test_the_last_of_a_group_ends_it():
    here, one, two = group()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    withdraw(**who, **here.baker.who)
    refuse(**who, **one.who, reason="quantity")
    assert status(here.introduction) == "proposed"
    refuse(**who, **two.who, reason="quantity")
    assert status(here.introduction) == "refused"


def test_the_one_who_is_served_ends_a_group():
    here, _one, _two = group()
    refuse(introduction_id=here.introduction.pk, **here.author.who, reason="other", now=NOW)
    assert status(here.introduction) == "refused"


def test_who_is_invited():
    here, one, _two = group()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    with pytest.raises(IntroductionRefused, match="déjà dans"):
        invite(**who, **here.baker.who, invited=one.organisation)
    with pytest.raises(IntroductionRefused, match="à vous"):
        invite(**who, **here.author.who, invited=side("Encore fictive", 8).organisation)
    with pytest.raises(IntroductionRefused, match="publiée"):
        invite(
            **who, **here.baker.who, invited=side("Brouillon fictif", 7, live=False).organisation
        )
