"""Whose absence costs most: by hand, then against a removal from the network itself."""

import dataclasses
from decimal import Decimal

from hypothesis import given, settings

from cooperation.matching import engine
from cooperation.matching.context import build
from cooperation.matching.counterfactual.coverage import Market, MarketKind, active, markets
from cooperation.matching.counterfactual.resilience import losses, resilience
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Network, Period
from tests.cooperation.matching.builders import (
    BREAD,
    CARROT,
    NETWORKS,
    TODAY,
    actor,
    need,
    network,
    offer,
)

JULY = 1 << 6
JANUARY = 1


def kg(number: int) -> dict[str, object]:
    return {"quantity": Decimal(number), "unit": "kg"}


def test_the_only_supplier_of_a_month_is_a_single_point_of_failure() -> None:
    rows = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(
            need(20, 1, CARROT, months=JULY | JANUARY, **kg(100)),
            offer(10, 2, CARROT, months=JULY, **kg(80)),
            offer(11, 3, CARROT, months=JULY | JANUARY, **kg(30)),
        ),
    )
    first, second = resilience(rows, today=TODAY)
    assert (first.actor_id, first.postings) == (3, (20,))
    assert [(row.month, row.covered, row.lost, row.share) for row in first.losses] == [
        (1, 30_000, 30_000, 1000),
        (7, 100_000, 20_000, 200),
    ]
    assert [row.is_single for row in first.losses] == [True, False]
    assert first.weight == 1200
    assert (second.actor_id, second.weight, second.postings) == (2, 700, ())
    assert second.losses[0].lost == 70_000


def test_a_need_without_a_quantity_still_counts() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(
            need(20, 1, CARROT, period=Period.ONE_OFF),
            offer(10, 2, CARROT, months=JULY, **kg(80)),
        ),
    )
    (only,) = resilience(rows, today=TODAY)
    (loss,) = only.losses
    assert (loss.kind, loss.month, loss.dimension) == (MarketKind.NEED, 0, "")
    assert (loss.lost, loss.alone, loss.answered, loss.share) == (0, 1, 1, 1000)


def test_a_by_product_that_one_know_how_takes() -> None:
    rows = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(offer(10, 1, BREAD, **kg(30)), need(20, 3, BREAD, months=JULY, **kg(10))),
        capabilities=(
            Capability(
                actor_id=2,
                transformation="bread_to_beer",
                yearly_capacity=Decimal(240),
                unit="kg",
            ),
        ),
    )
    by_actor = {row.actor_id: row for row in resilience(rows, today=TODAY)}
    brewery = {row.month: row for row in by_actor[2].losses}
    assert {row.kind for row in brewery.values()} == {MarketKind.OUTLET}
    assert (brewery[7].covered, brewery[7].lost) == (30_000, 20_000)
    assert (brewery[8].covered, brewery[8].lost, brewery[8].postings) == (20_000, 20_000, (10,))
    assert [row.kind for row in by_actor[1].losses] == [MarketKind.NEED]
    assert [(row.month, row.lost) for row in by_actor[3].losses] == [(7, 10_000)]


def test_its_own_demand_does_not_count() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(
            need(20, 1, CARROT, **kg(10)),
            need(21, 2, CARROT, **kg(10)),
            offer(10, 1, CARROT, **kg(10)),
            offer(11, 2, CARROT, **kg(10)),
        ),
    )
    for row in resilience(rows, today=TODAY):
        assert {(loss.covered, loss.lost, loss.answered) for loss in row.losses} == {
            (10_000, 10_000, 1)
        }


def test_who_can_be_replaced_costs_nothing() -> None:
    rows = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(
            need(20, 1, CARROT, **kg(10)),
            offer(10, 2, CARROT, **kg(10)),
            offer(11, 3, CARROT, **kg(10)),
        ),
    )
    assert resilience(rows, today=TODAY) == ()


def test_a_deduced_posting_does_not_count() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(need(20, 1, CARROT), offer(-1, 2, CARROT, likelihood=700)),
    )
    assert resilience(rows, today=TODAY) == ()


def test_the_months_of_a_posting() -> None:
    context = build(network(), TODAY, TABLE)

    def months(**values: object) -> tuple[int, ...]:
        return active(context, need(1, 1, CARROT, **values))

    year = tuple(range(1, 13))
    assert months(period=Period.ONE_OFF) == (0,)
    assert months(months=JULY) == (7,)
    season = context.knowledge.resources[CARROT].months
    assert months() == tuple(m for m in year if not season or season >> (m - 1) & 1)
    everything = {"months": 0xFFF}
    assert months(ends=TODAY.replace(month=11), **everything) == (9, 10, 11)
    assert (
        months(starts=TODAY.replace(year=2027), ends=TODAY.replace(year=2029), **everything) == year
    )
    start, end = TODAY.replace(month=12), TODAY.replace(year=2027, month=1)
    assert months(starts=start, ends=end, **everything) == (1, 12)
    assert months(starts=start, ends=end, months=JULY) == (7,)


def test_a_one_off_offer_serves_a_need_that_comes_back_once() -> None:
    def served(**values: object) -> list[int]:
        rows = network(
            actors=(actor(1), actor(2)),
            postings=(
                need(20, 1, CARROT, months=0xFFF, **kg(10)),
                offer(10, 2, CARROT, period=Period.ONE_OFF, **kg(10), **values),
            ),
        )
        (only,) = resilience(rows, today=TODAY)
        return [row.month for row in only.losses]

    assert served() == [9]
    assert served(months=JANUARY | JULY) == [1]
    assert served(ends=TODAY.replace(month=11), starts=TODAY.replace(month=10)) == [10]


@settings(max_examples=80, deadline=None)
@given(NETWORKS)
def test_a_loss_is_what_a_removal_costs(rows: Network) -> None:
    """The slow way: leave an organisation out of the network, and read its markets again."""
    context = build(rows, TODAY, TABLE)
    whole = markets(context, engine.suggest_all(rows, today=TODAY))
    told = {
        (row.actor_id, str(row.kind), row.resource, row.dimension, row.month): row
        for row in losses(whole)
    }
    expected = {}
    for gone in sorted(context.actors):
        absent = dataclasses.replace(
            rows,
            postings=tuple(p for p in rows.postings if p.actor_id != gone),
            capabilities=tuple(c for c in rows.capabilities if c.actor_id != gone),
        )
        for kind in MarketKind:
            before = _read(_quiet(rows, gone, kind), kind)
            after = _read(absent, kind)
            for key, market in before.items():
                other = after.get(key)
                lost = market.flow().served - (other.flow().served if other else 0)
                alone = market.answered - (other.answered if other else 0)
                if lost or alone:
                    expected[gone, *key] = (lost, alone)
    assert {key: (row.lost, row.alone) for key, row in told.items()} == expected


def _quiet(rows: Network, gone: int, kind: MarketKind) -> Network:
    """Leave out what an organisation asks: its needs, or its own by-products."""
    way = "need" if kind is MarketKind.NEED else "offer"
    kept = tuple(p for p in rows.postings if p.actor_id != gone or p.direction != way)
    return dataclasses.replace(rows, postings=kept)


def _read(rows: Network, kind: MarketKind) -> dict[tuple[str, str, str, int], Market]:
    context = build(rows, TODAY, TABLE)
    every = markets(context, engine.suggest_all(rows, today=TODAY))
    return {row.key: row for row in every if row.kind is kind}
