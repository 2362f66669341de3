"""Suggestions computed by the core and written as rows."""

import datetime as dt

import pytest
from django.db import transaction

from cooperation.matching.points import TABLE_VERSION
from cooperation.models import EngineEvent, EngineState, Suggestion
from cooperation.services import suggestions
from cooperation.services.outbox import record_network, record_posting
from cooperation.services.suggestions import computing, refreshing
from cooperation.tasks import refresh_suggestions
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db
LATER = showcase.NOW + dt.timedelta(days=1)


def stored():
    return list(Suggestion.objects.order_by("pk").values_list("pk", "score", "criteria"))


@pytest.mark.parametrize("make", showcase.CASES.values(), ids=showcase.CASES)
def test_each_showcase_gives_one_circular_suggestion(make):
    case = make()
    showcase.refresh()
    row = Suggestion.objects.get(kind="circular")
    assert (row.giver, row.receiver) == (case.giver, case.receiver)
    assert (row.offer, row.need) == (case.offer, None)
    assert row.score == sum(line["points"] for line in row.criteria)
    assert sum(line["maximum"] for line in row.criteria) == 1000


def test_a_need_that_an_offer_meets_gives_a_direct_suggestion():
    offer, need = PostingFactory(), PostingFactory(need=True)
    showcase.refresh()
    row = Suggestion.objects.get()
    assert (row.kind, row.offer, row.need, row.transformation) == ("direct", offer, need, "")


def test_refreshing_again_changes_nothing_but_the_date():
    showcase.bread()
    showcase.refresh()
    before = stored()
    report = suggestions.refresh_all(now=showcase.NOW + dt.timedelta(hours=1))
    assert (report.created, report.updated, report.deleted, report.unchanged) == (0, 0, 0, 1)
    assert stored() == before
    assert Suggestion.objects.get().computed_at == showcase.NOW + dt.timedelta(hours=1)


def test_what_changes_keeps_its_identifier():
    case = showcase.bread()
    showcase.refresh()
    before = Suggestion.objects.get()
    case.offer.quantity = 5
    case.offer.save()
    report = showcase.refresh()
    after = Suggestion.objects.get()
    assert (report.created, report.updated, report.deleted) == (0, 1, 0)
    assert (after.pk, after.criteria != before.criteria) == (before.pk, True)


def test_a_posting_that_leaves_takes_its_suggestions_away():
    case = showcase.bread()
    showcase.refresh()
    case.offer.status = "withdrawn"
    case.offer.save()
    assert showcase.refresh().deleted == 1
    assert not Suggestion.objects.exists()


def test_a_posting_that_is_over_gives_nothing():
    case = showcase.bread()
    case.offer.ends_on = LATER.date()
    case.offer.save()
    assert showcase.refresh().total == 1
    assert suggestions.refresh_all(now=LATER + dt.timedelta(days=1)).deleted == 1


def test_drafts_give_nothing():
    PostingFactory(draft=True)
    PostingFactory(organisation=OrganisationFactory(draft=True))
    CapabilityFactory(transformation="bread_to_beer")
    assert showcase.refresh().total == 0


def test_each_organisation_keeps_its_best_ones(monkeypatch):
    monkeypatch.setattr(computing, "TOP", 2)
    case = showcase.bread()
    for _ in range(3):
        PostingFactory(organisation=case.giver)
    assert showcase.refresh().total == 2


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    showcase.bread()
    for _ in range(5):
        CapabilityFactory(transformation="bread_to_beer")
    with django_assert_max_num_queries(35):
        assert showcase.refresh().created == 6
    with django_assert_max_num_queries(31):
        showcase.refresh()


def test_the_task_refreshes_and_says_how_many():
    showcase.bread()
    assert refresh_suggestions.call() == 1
    assert refresh_suggestions.call() == 1


def test_a_posting_that_changes_asks_for_a_refresh_on_commit(django_capture_on_commit_callbacks):
    case = showcase.bread()
    with django_capture_on_commit_callbacks(execute=True):
        record_posting(posting_id=case.offer.pk, organisation_id=case.giver.pk)
        assert not Suggestion.objects.exists()
    assert Suggestion.objects.count() == 1


def test_a_profile_published_or_withdrawn_asks_for_a_refresh(django_capture_on_commit_callbacks):
    case = showcase.bread()
    revision = case.receiver.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        revision.publish()
    assert Suggestion.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        case.giver.unpublish()
    assert not Suggestion.objects.exists()


def test_a_bulk_load_pauses_refreshes(django_capture_on_commit_callbacks):
    case = showcase.bread()
    with suggestions.paused(), django_capture_on_commit_callbacks(execute=True):
        record_posting(posting_id=case.offer.pk, organisation_id=case.giver.pk)
    assert not Suggestion.objects.exists()
    assert not suggestions.is_paused()


def test_a_change_waits_until_it_is_followed_whatever_happens(monkeypatch):
    case = showcase.bread()
    record_posting(posting_id=case.offer.pk, organisation_id=case.giver.pk)
    record_network()
    assert EngineEvent.objects.count() == 2

    def fail(**options):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(refreshing, "compute", fail)
        with pytest.raises(RuntimeError):
            suggestions.follow(now=showcase.NOW)
    assert EngineEvent.objects.count() == 2
    assert suggestions.follow(now=showcase.NOW).events == 2
    assert suggestions.follow(now=showcase.NOW).events == 0
    state = EngineState.objects.get()
    assert (state.version, state.refreshed_at) == (TABLE_VERSION, showcase.NOW)
    assert Suggestion.objects.count() == 1


def test_a_full_run_forgets_the_changes_that_it_saw_and_no_other():
    case = showcase.bread()
    record_posting(posting_id=case.offer.pk, organisation_id=case.giver.pk)
    showcase.refresh()
    assert not EngineEvent.objects.exists()
    record_network()
    assert suggestions.follow(now=LATER).events == 1


def test_a_change_that_is_undone_leaves_nothing_to_follow():
    case = showcase.bread()
    with transaction.atomic():
        record_posting(posting_id=case.offer.pk, organisation_id=case.giver.pk)
        transaction.set_rollback(True)
    assert not EngineEvent.objects.exists()
