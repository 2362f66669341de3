"""A posting that comes, changes or goes moves its suggestions and the others', as a full run would."""

import random
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from cooperation.models import EngineEvent, EngineState, Posting, Suggestion
from cooperation.services import suggestions
from cooperation.services.outbox import record_network, record_posting
from cooperation.services.suggestions import following, live
from tests.cooperation import showcase
from tests.factories.cooperation import CapabilityFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db
RESOURCES = ("byproduct.food.bread_unsold", "food.vegetable.carrot", "food.vegetable")


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
    rng = random.Random(4)  # noqa: S311
    organisations = OrganisationFactory.create_batch(5)
    rows = [
        PostingFactory(
            organisation=rng.choice(organisations),
            need=rng.random() < 0.5,
            resource=rng.choice(RESOURCES),
            quantity=Decimal(rng.randrange(1, 90)),
            unit="kg",
        )
        for _ in range(count)
    ]
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
        broken.setattr(following, "write_deltas", fail)
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


def test_a_move_takes_few_queries_however_large_the_network(django_assert_max_num_queries):
    rows = network(30)
    changed(rows[0])
    rows[1].quantity = Decimal(3)
    rows[1].save()
    EngineEvent.objects.create(posting_id=rows[1].pk, made_at=now())
    with django_assert_max_num_queries(16):
        following.match(now=now())
