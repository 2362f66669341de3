"""What is left of a posting, as the engine, the pages and the API read it."""

import datetime as dt
import random
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from cooperation import snapshot
from cooperation.models import Cooperation, Introduction, Posting
from tests.factories.cooperation import CooperationFactory, PostingFactory
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def load():
    return snapshot.load(today=TODAY)


def placed(posting, quantity, unit="kg", period="week", *, by_suggestion=False, **more):
    """Have something of a posting flow, whose introduction is its own or a suggestion's."""
    ends = {"giver" if posting.direction == "offer" else "receiver": posting.organisation}
    row = CooperationFactory(
        quantity=quantity, unit=unit, period=period, resource=posting.resource, **ends | more
    )
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    row.introduction = Introduction.objects.create(
        key=f"left-{row.pk}",
        posting=None if by_suggestion else posting,
        evidence={"postings": [posting.pk]} if by_suggestion else {},
        created_at=now,
        changed_at=now,
    )
    row.save()
    return row


def hundred(**more):
    return PostingFactory(**{"quantity": 100, "unit": "kg", "period": "week"} | more)


def both(posting):
    """Return what both ways of reading give: they are one."""
    network = load()
    whole = {row.id: row for row in network.postings}.get(posting.pk)
    assert snapshot.posting(posting.pk, network) == whole
    if whole is not None:
        assert str(snapshot.posting(posting.pk, network).quantity) == str(whole.quantity)
    return whole


class TestSnapshot:
    """The engine is given what is left."""

    @pytest.mark.parametrize("need", [True, False])
    @pytest.mark.parametrize("by_suggestion", [True, False])
    def test_the_engine_is_given_what_is_left(self, need, by_suggestion):
        row = hundred(need=need)
        placed(row, 40, by_suggestion=by_suggestion)
        assert str(both(row).quantity) == "60.000"
        placed(row, Decimal("0.5"), by_suggestion=by_suggestion)
        assert str(both(row).quantity) == "59.500"

    def test_what_is_all_placed_is_given_to_nobody(self):
        row = hundred()
        placed(row, 100)
        assert both(row) is None

    def test_what_cannot_be_measured_leaves_the_whole(self):
        row = hundred()
        placed(row, 40)
        placed(row, 3, "m2")
        assert str(both(row).quantity) == "100.000"

    def test_nothing_else_takes_of_it(self):
        row = hundred()
        other = hundred(organisation=row.organisation)
        placed(other, 40)
        placed(row, 40, giver=OrganisationFactory(), receiver=row.organisation)
        CooperationFactory(giver=row.organisation, posting=row, quantity=40, unit="kg")
        assert str(both(row).quantity) == "100.000"
        assert str(both(other).quantity) == "60.000"

    def test_without_a_quantity_it_is_given_as_it_is(self):
        row = PostingFactory()
        placed(row, 40)
        assert both(row).quantity is None

    def test_any_mix_is_read_alike_both_ways(self):
        rng = random.Random(4)  # noqa: S311
        rows = [hundred(need=rng.random() < 0.5, quantity=rng.randrange(1, 90)) for _ in range(6)]
        for _ in range(12):
            row = rng.choice(rows)
            number = Decimal(rng.randrange(1, 20_000)).scaleb(-3)
            unit, period = rng.choice(["kg", "g", "m2"]), rng.choice(["week", "month", "one_off"])
            placed(row, number, unit, period, by_suggestion=rng.random() < 0.5)
            for seen in rows:
                both(seen)

    def test_one_query_however_many_cooperations(self, django_assert_num_queries):
        row = hundred()
        for quantity in (1, 2, 3):
            placed(row, quantity)
        network = load()
        with django_assert_num_queries(1):
            assert snapshot.posting(row.pk, network).quantity == 94

    def test_the_whole_network_costs_the_same_however_many_flow(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                load()
            return len(queries)

        placed(hundred(), 1)
        before = cost()
        for _ in range(4):
            placed(hundred(), 2)
        assert cost() == before


class TestAttribute:
    """``posting.left``, read once or for many."""

    def test_it_is_read_once_and_for_many_in_one_query(self, django_assert_num_queries):
        rows = [hundred(), hundred(need=True), PostingFactory()]
        placed(rows[0], 40)
        placed(rows[1], 10)
        one = Posting.objects.get(pk=rows[0].pk)
        with django_assert_num_queries(1):
            assert [one.left.quantity, one.left.quantity] == [60, 60]
        found = list(Posting.objects.order_by("pk"))
        with django_assert_num_queries(1):
            prefetch_related_objects(found, "flows")
            prefetch_related_objects(found, "flows")
            assert [row.left.quantity for row in found] == [60, 90, None]

    def test_nothing_is_asked_where_nothing_can_be_left(self, django_assert_num_queries):
        found = [PostingFactory()]
        with django_assert_num_queries(0):
            prefetch_related_objects(found, "flows")
            assert found[0].left.quantity is None
            assert Posting(direction="offer", period="week").left.quantity is None

    def test_it_is_read_again_with_the_row(self):
        row = hundred()
        assert row.left.quantity == 100
        placed(row, 40)
        assert row.left.quantity == 100
        row.refresh_from_db()
        assert row.left.quantity == 60
        Cooperation.objects.all().delete()
        row.refresh_from_db()
        assert row.left.quantity == 100
