"""A posting that comes, changes or goes moves its suggestions and the others', as a full run would."""

import random
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cooperation.models import EngineEvent, EngineState, Posting, Suggestion
from cooperation.services import suggestions
from cooperation.services.outbox import record_network, record_posting
from cooperation.services.suggestions import following, live, state, statements
from tests.cooperation import showcase
from tests.cooperation.crowd import RESOURCES, crowd
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    """Start with no matcher; do at once what waits for a commit, which a test never sees."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())
    live.forget()
    yield
    live.forget()


def now():
    return timezone.now()


def changed(row):
    record_posting(posting_id=row.pk, organisation_id=row.organisation_id)


def same_as_a_full_run():
    return not suggestions.check(now=now()).differences


def network(count=12):
    """Make postings of three resources, and refresh; return them."""
    organisations = OrganisationFactory.create_batch(5)
    rows = crowd(organisations, count)
    CapabilityFactory(transformation="bread_to_beer")
    suggestions.refresh_all(now=now())
    return rows


def test_publishing_shows_at_once_and_the_rest_follows():
    rows = network()
    first = next(row for row in rows if row.direction == "need")
    row = PostingFactory(resource=first.resource)
    EngineEvent.objects.all().delete()
    EngineEvent.objects.create(posting_id=row.pk, made_at=now())
    assert following.match(now=now())
    assert Suggestion.objects.filter(offer=row, kind="direct").exists()
    assert EngineEvent.objects.get().is_matched
    following.derive(now=now())
    assert not EngineEvent.objects.exists()
    assert same_as_a_full_run()


def test_any_sequence_of_changes_gives_what_a_full_run_gives():
    rows = network()
    rng = random.Random(7)  # noqa: S311
    for number in range(14):
        row = rng.choice(rows)
        action = rng.choice(["withdraw", "publish", "quantity", "resource"])
        row.status = "withdrawn" if action == "withdraw" else "published"
        if action == "quantity":
            row.quantity = Decimal(rng.randrange(1, 90))
        if action == "resource":
            row.resource = rng.choice(RESOURCES)
        row.save()
        held_before = live._Held.live
        changed(row)
        if number:
            assert live._Held.live is held_before  # the same matcher followed
        assert not EngineEvent.objects.exists()
        assert same_as_a_full_run(), (number, action)


def test_what_is_probable_comes_and_goes_with_what_is_posted():
    brewery = OrganisationFactory(summary="Brasserie artisanale de bière", naf="11.05Z")
    farm = OrganisationFactory()
    PostingFactory(organisation=farm, need=True, resource="byproduct.organic.spent_grain")
    other = PostingFactory(organisation=farm, need=True, resource="byproduct.food.bread_unsold")
    suggestions.refresh_all(now=now())
    changed(other)
    assert Suggestion.objects.filter(kind="deduced", giver=brewery).exists()
    row = PostingFactory(organisation=brewery, resource="byproduct.organic.spent_grain")
    changed(row)
    grain = Suggestion.objects.filter(giver=brewery, resource="byproduct.organic.spent_grain")
    assert [found.kind for found in grain] == ["direct"]
    assert same_as_a_full_run()
    row.status = "withdrawn"
    row.save()
    changed(row)
    assert [found.kind for found in grain.all()] == ["deduced"]
    assert same_as_a_full_run()


def test_a_posting_that_moves_to_another_organisation_is_followed():
    rows = network()
    changed(rows[0])
    rows[0].organisation = OrganisationFactory()
    rows[0].save()
    changed(rows[0])
    suggestions.refresh_all(now=now())  # the new organisation was not known to the matcher
    assert same_as_a_full_run()


def test_a_change_missed_by_a_process_has_its_matcher_built_again():
    rows = network()
    changed(rows[0])
    held = live._Held.live
    EngineState.objects.update(serial=99)
    changed(rows[1])
    assert live._Held.live is not held
    assert same_as_a_full_run()


def test_a_change_of_the_network_asks_for_a_full_run(monkeypatch):
    rows = network()
    changed(rows[0])
    monkeypatch.setattr(following, "_move", None)
    monkeypatch.setattr(following, "derive", None)
    record_network()
    assert not EngineEvent.objects.exists()
    assert same_as_a_full_run()


def test_what_fails_half_way_waits_and_nothing_stale_is_kept(monkeypatch):
    rows = network()
    changed(rows[0])
    assert live._Held.live is not None

    def fail(*args, **options):
        raise RuntimeError

    rows[1].status = "withdrawn"
    rows[1].save()
    EngineEvent.objects.create(posting_id=rows[1].pk, made_at=now())
    with monkeypatch.context() as broken:
        broken.setattr(statements, "write", fail)
        with pytest.raises(RuntimeError):
            suggestions.follow(now=now())
    assert live._Held.live is None
    assert EngineEvent.objects.count() == 1
    assert suggestions.follow(now=now()).events == 1
    assert same_as_a_full_run()


def test_a_network_too_large_for_the_columns_is_computed_whole(monkeypatch):
    rows = network()
    monkeypatch.setattr(live, "build", lambda *args: None)
    changed(rows[0])
    assert not EngineEvent.objects.exists()
    assert same_as_a_full_run()


def test_nothing_to_follow_is_nothing_done():
    assert suggestions.follow(now=now()).events == 0
    showcase.refresh()
    assert Posting.objects.count() == 0


def another(rows):
    """Offer again what somebody needs, by an organisation that the matcher knows."""
    need = next(row for row in rows if row.direction == "need")
    giver = next(row.organisation for row in rows if row.organisation != need.organisation)
    return PostingFactory(organisation=giver, resource=need.resource)


def written(*rows):
    """Note that postings changed, without following them."""
    for row in rows:
        EngineEvent.objects.create(posting_id=row.pk, made_at=now())


@pytest.mark.parametrize("count", [10, 30])
def test_a_new_posting_takes_as_few_queries_however_large_the_network(
    count, django_assert_num_queries
):
    rows = network(count)
    changed(rows[0])
    row = another(rows)
    written(row)
    with django_assert_num_queries(7):  # a savepoint and its release, as tests are in a transaction
        assert following.match(now=now())
    assert Suggestion.objects.filter(offer=row).exists()


@pytest.mark.parametrize("count", [10, 30])
def test_a_posting_that_changes_takes_as_few(count, django_assert_max_num_queries):
    rows = network(count)
    changed(rows[0])
    rows[1].quantity = Decimal(3)
    rows[1].save()
    written(rows[1])
    with django_assert_max_num_queries(10):
        assert following.match(now=now())


def test_a_suggestion_that_stays_keeps_its_number():
    rows = network(30)
    changed(rows[0])
    before = dict(Suggestion.objects.filter(kind="direct").values_list("pk", "score"))
    row = next(row for row in rows if Suggestion.objects.filter(offer=row).exists())
    row.quantity = Decimal(1)
    row.save()
    changed(row)
    after = dict(Suggestion.objects.filter(offer=row).values_list("pk", "score"))
    assert set(after) <= set(before)
    assert any(after[pk] != before[pk] for pk in after)


def test_sorting_everything_again_at_leisure_changes_nothing(monkeypatch):
    rows = network(30)
    changed(rows[0])
    assert live._Held.live.matcher.store.pools[0].count < live.FULL
    monkeypatch.setattr(live, "FULL", 1)
    changed(another(rows))
    assert not any(pool.count for pool in live._Held.live.matcher.store.pools)
    changed(another(rows))
    assert same_as_a_full_run()


def test_the_collector_leaves_a_large_network_alone(monkeypatch):
    frozen = []
    monkeypatch.setattr(live.gc, "freeze", lambda: frozen.append(1))
    monkeypatch.setattr(live.gc, "set_threshold", frozen.append)
    rows = network()
    changed(rows[0])
    assert not frozen
    live.forget()
    monkeypatch.setattr(live, "LARGE", 5)
    changed(rows[0])
    assert frozen == [1, live.ROUND]


def test_the_first_change_ever_makes_the_state():
    row = PostingFactory()
    EngineState.objects.all().delete()
    changed(row)
    assert EngineState.objects.get().serial > 0


def test_a_serial_number_lost_with_the_power_is_never_given_again():
    drawn = {state.next_serial(7) for _ in range(50)}
    assert min(drawn) > 7
    assert len(drawn) > 1


def test_only_a_transaction_of_its_own_does_not_wait_for_the_disk():
    alone = statements.claiming("postgresql", is_outermost=True)
    assert "synchronous_commit" in alone
    assert "FOR UPDATE" in alone
    assert "synchronous_commit" not in statements.claiming("postgresql", is_outermost=False)
    assert "FOR UPDATE" not in statements.claiming("sqlite", is_outermost=True)


def test_one_statement_tells_everything_in_documents_whatever_the_number_of_rows():
    assert statements.WRITING.count("json_populate_recordset(NULL::cooperation_suggestion, %s") == 3
    assert statements.WRITING.count("%s") == 5


def test_what_is_of_no_posting_or_organisation_any_more_is_shown_nowhere_and_mended():
    network()
    row = Suggestion.objects.filter(kind="direct").first()
    for field in ("offer_id", "giver_id"):
        Suggestion.objects.create(
            **{field: 10**9, **{
                name: getattr(row, name)
                for name in ("kind", "giver_id", "receiver_id", "offer_id", "need_id", "resource",
                             "score", "version", "computed_at")
                if name != field
            }}
        )  # fmt: skip
    orphans = Suggestion.objects.filter(Q(offer_id=10**9) | Q(giver_id=10**9))
    assert orphans.count() == 2
    assert not orphans.standing().exists()
    assert len(suggestions.check(now=now(), repair=True).differences) == 2
    assert not orphans.exists()


def test_what_goes_takes_its_suggestions_away():
    rows = network(30)
    gone = next(row for row in rows if Suggestion.objects.filter(offer=row).exists())
    number, organisation = gone.pk, gone.organisation
    gone.delete()
    assert not Suggestion.objects.filter(offer_id=number).exists()
    assert Suggestion.objects.concerning(organisation.pk).exists()
    number = organisation.pk
    organisation.delete()
    assert not Suggestion.objects.concerning(number).exists()
