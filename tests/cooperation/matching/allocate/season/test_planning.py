"""A season small enough to be planned by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from cooperation.knowledge import load
from cooperation.matching.allocate.season import planning, quantities, stocks
from cooperation.matching.allocate.season.families import families
from cooperation.matching.allocate.season.places import metres_table
from cooperation.matching.allocate.season.request import Month, Request, months_from
from cooperation.matching.types import Period, Posting
from tests.cooperation.matching.allocate.season.drawing import (
    APPLE,
    CARROT,
    EGG,
    VEGETABLE,
    place,
    request,
)
from tests.cooperation.matching.builders import actor, need, network, offer

KITCHEN = frozenset({"catering"})


def kilos(number: int, **values: Any) -> dict[str, Any]:
    return {"quantity": Decimal(number), "unit": "kg", **values}


def flows(asked: Request, *rows: Any) -> list[tuple[int, int, int, int | None]]:
    """Who gives whom how many kilos, and from how far, in the first month."""
    actors = tuple(row for row in rows if not isinstance(row, Posting))
    postings = tuple(row for row in rows if isinstance(row, Posting))
    found = stocks.build(network(actors=actors, postings=postings), asked)
    return [
        (
            found.offers.postings[start].actor_id,
            found.needs.postings[end].actor_id,
            quantity // quantities.GRAMS,
            metres,
        )
        for solved in planning.solve(found, asked)
        if solved.month == 0
        for start, end, quantity, metres in solved.deliveries
    ]


def test_the_most_is_served_before_the_nearest() -> None:
    rows = (
        actor(1, place=place("38001")),
        actor(2, place=place("38002")),
        actor(3, place=place("38001"), kinds=KITCHEN),
        actor(4, place=place("38003"), kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(5)),
        offer(11, 2, CARROT, **kilos(5, max_distance_km=12)),
        need(20, 3, CARROT, **kilos(5)),
        need(21, 4, CARROT, **kilos(5)),
    )
    assert flows(request(), *rows) == [(1, 4, 5, 19_657), (2, 3, 5, 10_008)]


def test_quotas_come_before_kilometres_and_stop_where_they_are_met() -> None:
    rows = (
        actor(1, place=place("38001")),
        actor(2, place=place("38002"), labels=frozenset({"ab"})),
        actor(3, place=place("38003"), labels=frozenset({"hve3"})),
        actor(4, place=place("38001"), kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(100)),
        offer(11, 2, CARROT, **kilos(100)),
        offer(12, 3, CARROT, **kilos(100)),
        need(20, 4, CARROT, **kilos(100)),
    )
    organic_is_nearer = [(1, 4, 50, 0), (2, 4, 50, 10_008)]
    assert flows(request(), *rows) == organic_is_nearer
    assert flows(request(organic_share=0, quality_share=0), *rows) == [(1, 4, 100, 0)]
    assert flows(request(radius_m=5_000), *rows) == [(1, 4, 100, 0)]


def test_a_close_product_may_stand_for_another_and_is_given_once() -> None:
    rows = (
        actor(1),
        actor(2, kinds=KITCHEN),
        actor(3, kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(10)),
        need(20, 2, CARROT, **kilos(8)),
        need(21, 3, VEGETABLE, **kilos(8)),
    )
    found = flows(request(), *rows)
    assert sum(row[2] for row in found) == 10
    assert {row[0] for row in found} == {1}


def test_neighbours_of_one_commune_share_alike() -> None:
    rows = (
        actor(1),
        actor(2),
        actor(3, kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(30)),
        offer(11, 2, CARROT, **kilos(10)),
        need(20, 3, CARROT, **kilos(20)),
    )
    assert flows(request(), *rows) == [(1, 3, 15, 0), (2, 3, 5, 0)]


def test_only_the_kitchens_products_and_territories_asked_are_planned() -> None:
    rows = (
        actor(1),
        actor(2, kinds=frozenset({"craft"})),
        actor(3, kinds=KITCHEN, place=place("38001")),
        actor(4, kinds=KITCHEN, place=None),
        offer(10, 1, CARROT, **kilos(90)),
        offer(11, 1, APPLE, **kilos(90)),
        need(20, 2, CARROT, **kilos(1)),
        need(21, 3, CARROT, **kilos(2)),
        need(22, 4, CARROT, **kilos(3)),
        need(23, 3, APPLE, **kilos(4)),
        need(24, 3, CARROT, **kilos(50, likelihood=600)),
        need(25, 3, "material.container", **kilos(50)),
    )
    everything = {row[1:3] for row in flows(request(), *rows)}
    assert everything == {(3, 2), (4, 3), (3, 4)}
    here = request(epcis=frozenset({"200040715"}))
    assert {row[1:3] for row in flows(here, *rows)} == {(3, 2), (3, 4)}
    apples = request(products=frozenset({"food.fruit"}))
    assert {row[1:3] for row in flows(apples, *rows)} == {(3, 4)}


def test_what_nobody_quantified_is_told_apart() -> None:
    rows = (
        offer(10, 1, CARROT),
        offer(11, 1, CARROT, quantity=Decimal(3), unit="h"),
        need(20, 2, CARROT, **kilos(4)),
    )
    found = stocks.build(
        network(actors=(actor(1), actor(2, kinds=KITCHEN)), postings=rows), request()
    )
    assert [row.id for row in found.unquantified] == [10, 11]
    assert [solved.served for solved in planning.solve(found, request())] == [0, 0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"period": Period.MONTH}, 120_000),
        ({"period": Period.WEEK}, 520_000),
        ({"period": Period.YEAR, "months": 0b11}, 60_000),
        ({"period": Period.ONE_OFF, "months": 0b111}, 40_000),
        ({"period": Period.YEAR}, 10_000),
    ],
)
def test_a_quantity_is_brought_to_a_month(values: dict[str, Any], expected: int) -> None:
    posting = offer(1, 1, EGG, **kilos(120, **values))
    assert quantities.monthly_quantity(load(), posting) == expected


def test_everything_is_weighed() -> None:
    knowledge = load()
    eggs = offer(1, 1, EGG, quantity=Decimal(17), unit="piece")
    assert quantities.monthly_quantity(knowledge, eggs) == 1000
    assert quantities.monthly_quantity(knowledge, replace(eggs, unit="h")) is None


def test_a_posting_runs_in_its_months_between_its_days() -> None:
    knowledge = load()
    posting = offer(1, 1, CARROT, months=0b11, starts=date(2027, 1, 31), ends=date(2027, 2, 1))
    found = [
        str(month)
        for month in months_from(Month(2026, 1), 26)
        if quantities.is_open(knowledge, posting, month)
    ]
    assert found == ["2027-01", "2027-02"]


def test_february_has_its_last_day() -> None:
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert Month(2027, 12).last == date(2027, 12, 31)


def test_families_are_what_offers_link() -> None:
    found = families(load(), [CARROT, APPLE, VEGETABLE], [VEGETABLE, EGG])
    assert found[CARROT] == found[VEGETABLE]
    assert len({found[APPLE], found[EGG], found[CARROT]}) == 3
    linked = families(load(), [VEGETABLE], [CARROT, "food.vegetable.leek"])
    assert len(set(linked.values())) == 1


def test_an_unknown_position_has_no_distance() -> None:
    table = metres_table([(45.0, 5.0), None, (46.0, 5.0)])
    assert table.tolist() == [[0, -1, 111_194], [-1, -1, -1], [111_194, -1, 0]]
    assert np.array_equal(table, table.T)


def test_one_family_does_not_make_everything_close() -> None:
    rows = (
        actor(1),
        actor(2, kinds=KITCHEN),
        offer(10, 1, VEGETABLE, **kilos(5)),
        offer(11, 1, CARROT, **kilos(5)),
        need(20, 2, "food.vegetable.leek", **kilos(10)),
        need(21, 2, CARROT, **kilos(1)),
    )
    assert sum(row[2] for row in flows(request(), *rows)) == 6


def test_one_farm_may_serve_several_communes() -> None:
    rows = (
        actor(1, place=place("38001")),
        actor(2, place=place("38002"), kinds=KITCHEN),
        actor(3, place=place("38003"), kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(10)),
        need(20, 2, CARROT, **kilos(3)),
        need(21, 3, CARROT, **kilos(7)),
    )
    assert flows(request(), *rows) == [(1, 2, 3, 10_008), (1, 3, 7, 19_657)]


def test_two_kitchens_of_one_commune_share_what_comes() -> None:
    rows = (
        actor(1),
        actor(2, kinds=KITCHEN),
        actor(3, kinds=KITCHEN),
        offer(10, 1, CARROT, **kilos(10)),
        need(20, 2, CARROT, **kilos(5)),
        need(21, 3, CARROT, **kilos(15)),
    )
    assert {row[1:3] for row in flows(request(), *rows)} == {(2, 2), (3, 7)}
