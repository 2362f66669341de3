"""Introductions from every kind of suggestion, and what the pages cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperation.models import Suggestion, SuggestionParty
from cooperation.services.introductions import (
    IntroductionRefused,
    accept,
    invite,
    propose_introduction,
    refuse,
)
from cooperation.services.messages import post_message
from tests.cooperation.introductions.scene import NOW, ask, scene, side
from tests.factories.cooperation import LotFactory, PostingFactory
from tests.factories.pacte import KindFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
FAR = [
    {
        "code": "distance",
        "points": 100,
        "maximum": 200,
        "evidence": {"metres": 1200, "steps": [1200, 800]},
    }
]


def suggestion(kind, sides, **given):
    first, *middle, last = [row.organisation for row in sides]
    row = Suggestion.objects.create(
        kind=kind, giver=first, receiver=last, score=600, version="essai", computed_at=NOW,
        parties=[organisation.pk for organisation in (first, *middle, last)],
        **{"resource": "byproduct.food.bread_unsold", "criteria": FAR} | given,
    )  # fmt: skip
    for position, organisation in enumerate(middle, start=1):
        SuggestionParty.objects.create(suggestion=row, organisation=organisation, position=position)
    return row


def take_up(row, who, user=None, word=""):
    return propose_introduction(suggestion=row, posting=None, asker=who.organisation,
                                user=user or who.user, word=word, now=NOW)  # fmt: skip


def status(introduction):
    introduction.refresh_from_db()
    return introduction.status


def social():
    one, two, buyer = (
        side(f"{name} fictive", n) for n, name in enumerate(("Une", "Deux", "Ville"))
    )
    lot = LotFactory(buyer=buyer.organisation, hours=300)
    row = suggestion("social", [one, two, buyer], lot=lot, resource=lot.service)
    return one, two, buyer, row


def test_a_group_of_structures_that_the_engine_suggests():
    one, two, buyer, row = social()
    introduction = take_up(row, buyer)
    who = {"introduction_id": introduction.pk, "now": NOW}
    sides = dict(introduction.parties.values_list("organisation", "side"))
    assert list(sides.values()).count("offer") == 2
    assert introduction.evidence["wanted"] == {"quantity": "300", "unit": "hour"}
    accept(**who, **one.who, quantity=120, unit="hour")
    assert status(introduction) == "accepted_one"
    refuse(**who, **two.who, reason="quantity")
    assert status(introduction) == "accepted"


def test_the_buyer_has_no_part_of_its_own():
    one, two, buyer, row = social()
    introduction = take_up(row, one)
    who = {"introduction_id": introduction.pk, "now": NOW}
    accept(**who, **buyer.who, quantity=99, unit="hour")
    accept(**who, **two.who, quantity=180, unit="hour")
    parts = dict(introduction.parties.values_list("organisation__name", "quantity"))
    assert parts == {"Une fictive": None, "Deux fictive": 180, "Ville fictive": None}
    assert status(introduction) == "accepted"


def test_a_chain_ends_when_any_of_its_links_leaves():
    sides = [side(f"Maillon fictif {n}", n) for n in range(3)]
    row = suggestion("chain", sides)
    introduction = take_up(row, sides[0])
    who = {"introduction_id": introduction.pk, "now": NOW}
    with pytest.raises(IntroductionRefused, match="une seule"):
        invite(**who, **sides[0].who, invited=side("Autre fictive", 7).organisation)
    accept(**who, **sides[1].who)
    refuse(**who, **sides[2].who, reason="timing")
    assert status(introduction) == "refused"


def test_staff_take_a_suggestion_up_for_both(told):
    giver, receiver = side("Une fictive", 1), side("Deux fictive", 2)
    row = suggestion("direct", [giver, receiver])
    staff = UserFactory(curator=True)
    with pytest.raises(IntroductionRefused, match="Dites pourquoi"):
        take_up(row, giver, user=staff)
    introduction = take_up(row, giver, user=staff, word="Parlez-vous.")
    assert introduction.parties.filter(accepted_at=None, role="answerer").count() == 2
    assert {row.user for row in told} == {giver.user, receiver.user}


def test_a_suggestion_that_no_longer_holds_opens_nothing():
    giver, receiver = side("Une fictive", 1), side("Deux fictive", 2)
    suggestion("direct", [giver, receiver])
    type(receiver.organisation).objects.filter(pk=receiver.organisation.pk).update(live=False)
    with pytest.raises(IntroductionRefused, match="plus d’actualité"):
        take_up(Suggestion.objects.get(), giver)


def test_only_the_kinds_that_may_answer_do(client):
    author, baker = side("Cantine fictive", 1), side("Boulangerie fictive", 2)
    posting = PostingFactory(need=True, organisation=author.organisation)
    posting.kinds_may_answer.set([KindFactory(code="siae")])
    posting.save()
    with pytest.raises(IntroductionRefused, match="ne s’adresse pas"):
        ask(posting, baker)
    client.force_login(baker.user)
    page = client.get(f"/annonces/{posting.pk}/repondre/").text
    assert "ne s’adresse pas aux organisations comme" in page  # said before a word is written
    assert "<textarea" not in page


def test_more_than_a_few_together_is_too_many():
    author, baker = side("Cantine fictive", 1), side("Boulangerie fictive", 2)
    posting = PostingFactory(need=True, organisation=author.organisation)
    others = [side(f"Autre fictive {n}", 10 + n).organisation for n in range(8)]
    with pytest.raises(IntroductionRefused, match="8 structures"):
        ask(posting, baker, invited=others)
    with pytest.raises(IntroductionRefused, match="une fois"):
        ask(posting, baker, invited=[baker.organisation])
    assert ask(posting, baker, invited=others[:2]).parties.count() == 4


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_page_costs_the_same_whatever_it_holds(client):
    here = scene()
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    accept(**who, **here.author.who)
    client.force_login(here.author.user)
    address = reverse("cooperation:introduction", args=[here.introduction.pk])
    post_message(**who, **here.baker.who, body="Un", key="1")
    client.get(address)
    few = queries(client, address)
    for number in range(12):
        post_message(**who, **here.baker.who, body="Encore", key=f"x{number}")
    client.get(address)
    assert queries(client, address) == few
    assert few <= 30


def test_the_page_of_the_staff_costs_the_same_whatever_it_holds(client):
    here = scene()
    client.force_login(UserFactory(curator=True))
    address = reverse("cooperation:introductions-staff")
    client.get(address)
    few = queries(client, address)
    for number in range(6):
        posting = PostingFactory(need=True, organisation=here.author.organisation)
        ask(posting, side(f"Autre fictive {number}", 20 + number))
    assert queries(client, address) == few
    assert few <= 20
