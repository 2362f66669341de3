"""A declared cooperation: confirmed, contested, taken back, undone; on the graph and off it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cooperation.models import Agreement, Cooperation, EngineEvent, Outcome, Suggestion
from cooperation.services import agreements
from cooperation.services.agreements import Terms
from cooperation.services.agreements_undoing import undo, undo_by_staff
from cooperation.services.introductions import (
    IntroductionRefused,
    accept,
    invite,
    propose_introduction,
    refuse,
)
from tests.cooperation.introductions.scene import NOW, scene, side
from tests.factories.cooperation import PostingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def terms(here, giver=None, **given):
    plain = {"giver": (giver or here.baker).organisation, "receiver": here.author.organisation,
             "resource": here.posting.resource, "since": dt.date(2026, 11, 1),
             "period": "week", "quantity": 50, "unit": "kg"}  # fmt: skip
    return Terms(**plain | given)


def declare(here, who, **given):
    return agreements.declare(
        introduction_id=here.introduction.pk, **who.who, terms=terms(here, **given), now=NOW
    )


def confirm(agreement, who):
    return agreements.confirm(agreement_id=agreement.pk, **who.who, now=NOW)


def status(row):
    row.refresh_from_db()
    return row.status


def test_declared_then_confirmed_it_is_on_the_graph(here, told):
    agreement = declare(here, here.baker)
    assert told[-1].user == here.author.user
    assert "50" in told[-1].body
    assert not Cooperation.objects.exists()
    events = EngineEvent.objects.count()
    confirm(agreement, here.author)
    confirm(agreement, here.author)
    flow = Cooperation.objects.get()
    assert (flow.introduction, flow.posting) == (here.introduction, here.posting)
    assert (flow.quantity, flow.unit, flow.period) == (50, "kg", "week")
    assert EngineEvent.objects.count() > events
    assert status(here.introduction) == "agreed"


def test_declaring_twice_is_declaring_once(here):
    assert declare(here, here.baker) == declare(here, here.baker)
    with pytest.raises(IntroductionRefused, match="confirmez-la"):
        declare(here, here.author)
    assert Agreement.objects.count() == 1


def test_the_other_side_contests_with_a_word_then_it_is_declared_right(here, told):
    agreement = declare(here, here.baker)
    given = {"agreement_id": agreement.pk, **here.author.who, "now": NOW}
    with pytest.raises(IntroductionRefused, match="un mot"):
        agreements.contest(**given, word=" ")
    agreements.contest(**given, word="C’est 30 kg.")
    agreements.contest(**given, word="C’est 30 kg.")
    assert "30 kg" in told[-1].body
    assert told[-1].user == here.baker.user
    with pytest.raises(IntroductionRefused, match="entre-temps"):
        confirm(agreement, here.author)
    right = declare(here, here.author, quantity=30)
    confirm(right, here.baker)
    assert Cooperation.objects.get().quantity == 30


def test_nobody_confirms_what_they_declared_nor_takes_back_what_they_did_not(here):
    agreement = declare(here, here.baker)
    with pytest.raises(IntroductionRefused, match="autre partie"):
        confirm(agreement, here.baker)
    with pytest.raises(IntroductionRefused, match="autre partie"):
        agreements.take_back(agreement_id=agreement.pk, **here.author.who, now=NOW)
    agreements.take_back(agreement_id=agreement.pk, **here.baker.who, now=NOW)
    with pytest.raises(IntroductionRefused):
        confirm(agreement, here.author)
    assert not Cooperation.objects.exists()


def test_strangers_declare_and_confirm_nothing(here):
    stranger, agreement = side("Étrangère fictive", 9), declare(here, here.baker)
    for act in (lambda: declare(here, stranger), lambda: confirm(agreement, stranger)):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(IntroductionRefused, match="d’une partie"):
        declare(here, here.baker, giver=stranger)


def test_before_all_have_accepted_nothing_is_declared():
    here = scene()
    with pytest.raises(IntroductionRefused, match="tout le monde a accepté"):
        declare(here, here.baker)


def test_undone_by_both_it_leaves_the_graph_and_the_history_stays(here):
    agreement = confirm(declare(here, here.baker), here.author)
    undo(agreement_id=agreement.pk, **here.author.who, now=NOW)
    undo(agreement_id=agreement.pk, **here.author.who, now=NOW)
    assert status(agreement) == "confirmed"
    assert Cooperation.objects.exists()
    undo(agreement_id=agreement.pk, **here.baker.who, now=NOW)
    assert status(agreement) == "withdrawn"
    assert not Cooperation.objects.exists()
    assert status(here.introduction) == "accepted"
    assert status(here.posting) == "in_discussion"
    assert list(here.introduction.moves.values_list("target", flat=True))[-2:] == [
        "agreed",
        "accepted",
    ]


def test_undone_by_the_staff_with_a_word(here, told):
    agreement = confirm(declare(here, here.baker), here.author)
    staff = {"agreement_id": agreement.pk, "user": UserFactory(curator=True), "now": NOW}
    with pytest.raises(IntroductionRefused, match="pourquoi"):
        undo_by_staff(**staff, word="")
    with pytest.raises(PermissionDenied):
        undo_by_staff(**staff | {"user": here.author.user}, word="Non.")
    undo_by_staff(**staff, word="Déclarée par erreur.")
    assert not Cooperation.objects.exists()
    assert {row.user for row in told[-2:]} == {here.author.user, here.baker.user}


def test_in_a_group_one_for_each_giver():
    here, other = scene(quantity=40), side("Paysanne fictive", 3)
    who = {"introduction_id": here.introduction.pk, "now": NOW}
    invite(**who, **here.baker.who, invited=other.organisation)
    accept(**who, **other.who)
    accept(**who, **here.author.who)
    first = confirm(declare(here, here.author, giver=here.baker), here.baker)
    waiting = declare(here, here.author, giver=other)
    with pytest.raises(PermissionDenied):
        confirm(waiting, here.baker)
    confirm(waiting, other)
    assert Cooperation.objects.count() == 2
    undo_by_staff(agreement_id=first.pk, user=UserFactory(curator=True), word="Non.", now=NOW)
    assert status(here.introduction) == "agreed"
    assert Cooperation.objects.get().giver == other.organisation


def suggested():
    giver, receiver = side("Boulangerie fictive", 1), side("Brasserie fictive", 2)
    offer = PostingFactory(organisation=giver.organisation)
    row = Suggestion.objects.create(
        kind="direct", giver=giver.organisation, receiver=receiver.organisation,
        resource=offer.resource, offer=offer, score=700, version="essai",
        criteria=[{"code": "distance", "points": 100, "maximum": 200, "evidence": {"metres": 1200}}],
        computed_at=NOW, parties=[giver.organisation.pk, receiver.organisation.pk],
    )  # fmt: skip
    introduction = propose_introduction(
        suggestion=row, posting=None, asker=receiver.organisation, user=receiver.user,
        word="", now=NOW,
    )  # fmt: skip
    return giver, receiver, offer, introduction


def test_what_comes_of_a_suggestion_is_learnt_once():
    giver, receiver, offer, introduction = suggested()
    Suggestion.objects.all().delete()
    accept(introduction_id=introduction.pk, **giver.who, now=NOW)
    given = Terms(giver.organisation, receiver.organisation, offer.resource, dt.date(2026, 11, 1),
                  "week")  # fmt: skip
    for _again in range(2):
        row = agreements.declare(introduction_id=introduction.pk, **giver.who, terms=given, now=NOW)
        agreements.confirm(agreement_id=row.pk, **receiver.who, now=NOW)
        undo_by_staff(agreement_id=row.pk, user=UserFactory(curator=True), word="Non.", now=NOW)
    outcome = Outcome.objects.get()
    assert (outcome.outcome, outcome.score, outcome.is_fictitious) == ("concluded", 700, True)


def test_a_refused_suggestion_is_learnt_with_its_reason():
    giver, _receiver, _offer, introduction = suggested()
    refuse(introduction_id=introduction.pk, **giver.who, reason="price", now=NOW)
    outcome = Outcome.objects.get()
    assert (outcome.outcome, outcome.reason) == ("refused", "price")


def test_the_same_subject_from_a_suggestion_and_from_a_posting_is_one():
    _giver, receiver, offer, introduction = suggested()
    again = propose_introduction(suggestion=None, posting=offer, asker=receiver.organisation,
                                 user=receiver.user, word="", now=NOW)  # fmt: skip
    assert again == introduction
    assert introduction.evidence["postings"] == [offer.pk]
    assert introduction.evidence["said"]["reason"]
