"""Who may serve whom, on a table filled in by hand."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from cooperation.matching.allocate.season import reach, stocks
from tests.cooperation.matching.allocate.season.drawing import CARROT, place, request
from tests.cooperation.matching.builders import actor, need, network, offer

LISTED = frozenset({"38002"})
LIMITS: tuple[dict[str, Any], ...] = (
    {},
    {"max_distance_km": 12},
    {"service_communes": LISTED},
    {"service_communes": LISTED, "max_distance_km": 5},
)
"""Four farms of one commune: no limit, a radius, a list of communes, both."""

WHERE = ("38001", "38002", "38003", "38999", "")
"""Kitchens on the spot, 10 km away, 20 km away, in a commune without position, and nowhere known."""


def table(radius_m: int | None = None, **wanted: Any) -> list[str]:
    """Tell, farm by farm, which kitchens it may serve: ``x`` or ``-``."""
    kilos = {"quantity": Decimal(1), "unit": "kg"}
    kitchens = [
        actor(number, kinds=frozenset({"catering"}), place=place(insee))
        for number, insee in enumerate(WHERE, start=2)
    ]
    postings = [offer(10 + row, 1, CARROT, **limit, **kilos) for row, limit in enumerate(LIMITS)]
    postings += [need(20 + row.id, row.id, CARROT, **kilos, **wanted) for row in kitchens]
    rows = network(actors=(actor(1), *kitchens), postings=tuple(postings))
    found = stocks.build(rows, request(radius_m=radius_m))
    sides = [
        reach.points_of(side, np.arange(len(side.postings))) for side in (found.offers, found.needs)
    ]
    allowed = reach.reachable(found, *sides, reach.distances(found, *sides), radius_m)
    return ["".join("x" if held else "-" for held in row) for row in allowed]


def test_a_list_of_communes_adds_to_a_radius_and_what_is_unknown_excludes_nobody() -> None:
    assert table() == [
        "xxxxx",
        "xx-xx",
        "-x--x",  # a commune without position is known not to be on the list
        "xx-xx",  # 10 km is beyond the radius, but on the list
    ]


def test_a_kitchen_may_list_communes_too() -> None:
    assert table(service_communes=LISTED) == ["-----"] * 4  # the farms are elsewhere
    assert table(service_communes=frozenset({"38001"})) == table()


@pytest.mark.parametrize(("radius_m", "everyone"), [(9_000, "x--xx"), (15_000, "xx-xx")])
def test_the_radius_of_a_plan_bounds_every_delivery(radius_m: int, everyone: str) -> None:
    free, *_, both = table(radius_m)
    assert free == both == everyone


def test_what_an_unknown_distance_costs_is_agreed() -> None:
    assert reach.cost_of(np.array([-1, 0, 7])).tolist() == [50_000, 0, 7]
