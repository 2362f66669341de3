"""What is left of a posting moves with its cooperations, and the engine is told at once."""

from decimal import Decimal

import pytest

from cooperation import snapshot
from cooperation.models import (
    Cooperation,
    CooperationEffect,
    EngineEvent,
    Introduction,
    Posting,
    Suggestion,
)
from cooperation.services import suggestions
from cooperation.services.agreements_undoing import undo_by_staff
from cooperation.services.cooperations import delete_cooperations, follow_edit
from cooperation.services.effects import count_cooperation
from cooperation.services.introductions import accept
from cooperation.services.postings import move_posting
from pacte.models import IndicatorValue, Organisation
from tests.cooperation.introductions.scene import NOW, ask, side
from tests.cooperation.introductions.test_agreements import confirm, declare, status
from tests.cooperation.introductions.test_left import TODAY
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import ActionFactory, IndicatorFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return UserFactory(curator=True)


def conclude(here, **given):
    return confirm(declare(here, here.baker, **given), here.author)


def recorded(act):
    """Return the postings that an act records for the engine."""
    EngineEvent.objects.all().delete()
    act()
    rows = EngineEvent.objects.exclude(posting_id=None)
    return list(rows.values_list("posting_id", flat=True))


def seen(posting):
    """Return what the engine reads of a posting, one by one and in the whole network."""
    network = snapshot.load(today=TODAY)
    found = snapshot.posting(posting.pk, network)
    assert found == {row.id: row for row in network.postings}.get(posting.pk)
    return found and found.quantity


def edit(flow, curator, **changes):
    Cooperation.objects.filter(pk=flow.pk).update(**changes)
    flow.refresh_from_db()
    follow_edit(cooperation=flow, user=curator, changed=set(changes), now=NOW)


def test_it_follows_what_is_confirmed_corrected_and_removed(here, curator):
    assert recorded(lambda: conclude(here, quantity=40)) == [here.posting.pk]
    assert seen(here.posting) == 60
    flow = Cooperation.objects.get()
    assert recorded(lambda: edit(flow, curator, quantity=Decimal(70))) == [here.posting.pk]
    assert seen(here.posting) == 30
    gone = recorded(lambda: delete_cooperations(pks=[flow.pk], user=curator, now=NOW))
    assert gone == [here.posting.pk]
    assert seen(here.posting) == 100


def test_a_correction_that_moves_no_quantity_tells_nothing(here, curator):
    conclude(here, quantity=40)
    assert recorded(lambda: edit(Cooperation.objects.get(), curator, source="Saisie")) == []


def test_undone_it_is_left_again(here, curator):
    first = conclude(here, quantity=40)
    conclude(here, quantity=20, resource="food.bakery.bread")
    assert seen(here.posting) == 40
    word = {"user": curator, "word": "Non.", "now": NOW}
    assert recorded(lambda: undo_by_staff(agreement_id=first.pk, **word)) == [here.posting.pk]
    assert seen(here.posting) == 80


def test_a_correction_settles_it_and_opens_it_again(here, curator):
    conclude(here, quantity=40)
    flow = Cooperation.objects.get()
    edit(flow, curator, quantity=Decimal(100))
    assert (status(here.posting), seen(here.posting)) == ("agreed", None)
    edit(flow, curator, quantity=Decimal(50))
    assert (status(here.posting), seen(here.posting)) == ("in_discussion", 50)


def test_a_correction_opens_nothing_that_its_author_closed(here, curator):
    conclude(here, quantity=40)
    move_posting(posting_id=here.posting.pk, target="agreed", user=here.author.user, now=NOW)
    edit(Cooperation.objects.get(), curator, quantity=Decimal(50))
    assert status(here.posting) == "agreed"


def test_all_placed_but_back_in_line_it_is_matched_with_nobody(here):
    conclude(here, quantity=100)
    Posting.objects.update(status="published")
    assert seen(here.posting) is None


def test_the_offer_of_a_suggestion_is_followed_too(here):
    offer = PostingFactory(
        organisation=here.baker.organisation, quantity=60, unit="kg", period="week"
    )
    kept = {"postings": sorted([here.posting.pk, offer.pk])}
    Introduction.objects.filter(pk=here.introduction.pk).update(evidence=kept)
    told = recorded(lambda: conclude(here, quantity=40))
    assert sorted(told) == sorted([here.posting.pk, offer.pk])
    assert (seen(offer), seen(here.posting)) == (20, 60)


@pytest.fixture
def matched(here):
    """Give an offer that answers the need, so that the engine has a row to move."""
    PostingFactory(resource=here.posting.resource, quantity=90, unit="kg", period="week")
    suggestions.refresh_all(now=NOW)
    return here


def asked():
    """Return what the rows say is wanted."""
    rows = Suggestion.objects.filter(kind="direct")
    [evidence] = [c["evidence"] for r in rows for c in r.criteria if c["code"] == "quantity"]
    return evidence["wanted"]


def test_the_rows_say_what_is_left_and_a_full_run_agrees(matched, curator):
    assert asked() == 433
    agreement = conclude(matched, quantity=40)
    suggestions.follow(now=NOW)
    assert asked() == 260
    assert not suggestions.check(now=NOW).differences
    undo_by_staff(agreement_id=agreement.pk, user=curator, word="Non.", now=NOW)
    suggestions.follow(now=NOW)
    assert asked() == 433
    assert not suggestions.check(now=NOW).differences


def test_the_live_matcher_reads_what_is_left_pair_by_pair(matched):
    """No change of the network here: the matcher held in memory follows the posting alone."""
    EngineEvent.objects.all().delete()
    EngineEvent.objects.create(posting_id=matched.posting.pk, made_at=NOW)
    suggestions.follow(now=NOW)
    conclude(matched, quantity=40)
    EngineEvent.objects.filter(posting_id=None).delete()
    assert suggestions.follow(now=NOW).events == 1
    assert asked() == 260


class TestDeparture:
    """An organisation that is deleted takes back what its cooperations did."""

    @pytest.fixture
    def action(self):
        return ActionFactory(title="Sauver le pain")

    @pytest.mark.parametrize("one_by_one", [True, False])
    def test_indicators_and_postings_go_back(self, here, action, one_by_one):
        counted = IndicatorFactory(action=action, counts="cooperations", baseline=3)
        conclude(here, quantity=100, action=action)
        assert status(here.posting) == "agreed"
        assert IndicatorValue.objects.filter(indicator=counted).last().value == 4
        EngineEvent.objects.all().delete()
        baker = Organisation.objects.filter(pk=here.baker.organisation.pk)
        baker.get().delete() if one_by_one else baker.delete()
        assert IndicatorValue.objects.filter(indicator=counted).last().value == 3
        assert sum(CooperationEffect.objects.values_list("by", flat=True)) == 0
        assert set(CooperationEffect.objects.values_list("cooperation", "agreement")) == {
            (None, None)
        }
        assert (status(here.posting), seen(here.posting)) == ("in_discussion", 100)
        events = set(EngineEvent.objects.values_list("posting_id", flat=True))
        assert events == {here.posting.pk, None}

    def test_the_author_may_go_too(self, here, action):
        counted = IndicatorFactory(action=action, counts="cooperations", baseline=3)
        conclude(here, quantity=40, action=action)
        pks = [here.author.organisation.pk, here.baker.organisation.pk]
        Organisation.objects.filter(pk__in=pks).delete()
        assert IndicatorValue.objects.filter(indicator=counted).last().value == 3
        assert not Posting.objects.filter(pk=here.posting.pk).exists()

    def test_what_the_staff_entered_goes_back_too(self, action):
        counted = IndicatorFactory(action=action, counts="cooperations", baseline=3)
        flow = CooperationFactory(action=action)
        count_cooperation(cooperation=flow, source="Saisie", now=NOW)
        flow.receiver.delete()
        assert IndicatorValue.objects.filter(indicator=counted).last().value == 3

    def test_without_a_cooperation_nothing_moves(self):
        gone = CooperationFactory().giver
        gone.delete()
        assert not CooperationEffect.objects.exists()


def test_another_introduction_on_the_same_posting_is_counted_together(here, curator):
    """Each takes half: the second one ends the posting."""
    conclude(here, quantity=50)
    other = side("Second fournil fictif", 3)
    introduction = ask(here.posting, other)
    accept(introduction_id=introduction.pk, **here.author.who, now=NOW)
    here.introduction, here.baker = introduction, other
    conclude(here, quantity=50)
    assert status(here.posting) == "agreed"
