"""The flow graph keeps the best hops, whatever their order."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cooperation.matching import flows
from cooperation.matching.context import build
from cooperation.matching.flows import FANOUT, Stage
from cooperation.matching.flows.sides import givers
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Place
from tests.cooperation.matching.builders import BREAD, TODAY, actor, need, network, offer

BEER = "prepared.drink.beer"
SIZE = FANOUT + 4
CAFES = range(20, 20 + SIZE)
BREWERIES = range(50, 50 + SIZE)
ROWS = network(
    actors=(
        actor(1),
        *(
            actor(ident, place=Place(insee="38001", latitude=45 + number / 100, longitude=5.7))
            for idents in (CAFES, BREWERIES)
            for number, ident in enumerate(idents)
        ),
    ),
    postings=(
        offer(10, 1, BREAD, quantity=Decimal(30), unit="kg"),
        *(need(100 + ident, ident, BEER) for ident in CAFES),
        need(300, CAFES[0], BEER, max_distance_km=200),
    ),
    capabilities=tuple(
        Capability(actor_id=ident, transformation="bread_to_beer") for ident in BREWERIES
    ),
)


@pytest.mark.parametrize("fanout", [1, 3, FANOUT])
def test_the_nearest_of_equals_are_followed(fanout: int) -> None:
    graph = flows.build(build(ROWS, TODAY, TABLE), fanout)
    assert [hop.target.actor_id for hop in graph.first[10]] == list(BREWERIES)[:fanout]
    kept = graph.onward[Stage(BREWERIES[0], "bread_to_beer")]
    assert [hop.target for hop in kept] == [Stage(ident) for ident in CAFES[:fanout]]
    assert [hop.points for hop in kept] == sorted((hop.points for hop in kept), reverse=True)


def test_each_target_is_reached_by_its_best_hop() -> None:
    graph = flows.build(build(replace(ROWS, postings=ROWS.postings[::-1]), TODAY, TABLE))
    kept = graph.onward[Stage(BREWERIES[0], "bread_to_beer")]
    assert len({hop.target for hop in kept}) == len(kept) == FANOUT
    assert kept[0].pair.need.id == 100 + CAFES[0]  # of two equal needs, the first one


def test_nobody_is_its_own_outlet() -> None:
    thirsty = need(400, BREWERIES[0], BEER)
    graph = flows.build(
        build(replace(ROWS, postings=(*ROWS.postings, thirsty)), TODAY, TABLE), SIZE
    )
    others = graph.onward[Stage(BREWERIES[1], "bread_to_beer")]
    own = graph.onward[Stage(BREWERIES[0], "bread_to_beer")]
    assert Stage(BREWERIES[0]) in {hop.target for hop in others}
    assert Stage(BREWERIES[0]) not in {hop.target for hop in own}


@pytest.mark.parametrize(
    ("unit", "beer"),
    [("kg", Decimal(6000)), ("t", Decimal(6_000_000)), ("hour", None), ("", None)],
)
def test_a_know_how_makes_what_its_capacity_allows_when_it_is_counted_like_its_input(
    unit: str, beer: Decimal | None
) -> None:
    capacity = Decimal(12_000)  # a year: a thousand a month, of which one makes six litres
    brewery = replace(ROWS.capabilities[0], yearly_capacity=capacity, unit=unit)
    made = dict(givers(build(replace(ROWS, capabilities=(brewery,)), TODAY, TABLE)))
    outputs = made[Stage(BREWERIES[0], "bread_to_beer")]
    assert [(row.quantity, row.unit) for row in outputs] == [(beer, "l"), (None, "kg")]
