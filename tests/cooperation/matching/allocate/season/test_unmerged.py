"""The slow truth of a plan, on a month solved by hand, and the fast one beside it."""

from decimal import Decimal

import pytest

from cooperation.matching.allocate.season import planning, stocks
from cooperation.matching.allocate.season.request import OFF_QUOTA, UNSERVED, Request
from cooperation.matching.allocate.season.unmerged import reference
from tests.cooperation.matching.allocate.season.drawing import APPLE, CARROT, place, request
from tests.cooperation.matching.builders import actor, need, network, offer

KITCHEN = frozenset({"catering"})
ROWS = network(
    actors=(
        actor(1, place=place("38001")),
        actor(2, place=place("38002"), labels=frozenset({"ab"})),
        actor(3, place=place("38001"), kinds=KITCHEN),
        actor(4, place=place("38003"), kinds=KITCHEN),
    ),
    postings=(
        offer(10, 1, CARROT, quantity=Decimal(5), unit="kg"),
        offer(11, 2, CARROT, quantity=Decimal(5), unit="kg", max_distance_km=12),
        offer(12, 1, APPLE, quantity=Decimal(1), unit="kg", service_communes=frozenset({"38001"})),
        need(20, 3, CARROT, quantity=Decimal(5), unit="kg"),
        need(21, 4, CARROT, quantity=Decimal(8), unit="kg"),
        need(22, 4, APPLE, quantity=Decimal(2), unit="kg"),
    ),
)


def truth(asked: Request) -> set[tuple[int, int]]:
    """Solve each family of the first month, both ways, and give what both agree on."""
    found = stocks.build(ROWS, asked)
    solved = [planning.solve_one(found, asked, family, 0) for family in range(found.families)]
    slowly = [reference(found, asked, row.family, 0) for row in solved]
    assert [(row.served, row.cost) for row in solved] == slowly
    return set(slowly)


@pytest.mark.parametrize(
    ("quality", "organic", "missed"),
    [
        (0, 0, 2 * 10_000),  # nothing counts: each gram misses both quotas
        (1000, 1000, 2 * 5_000),  # the organic half counts twice
        (500, 200, 2 * 5_000 + 2_400),  # 200 ‰ of the 13 kg wanted are enough: 2.4 kg count once
    ],
)
def test_the_most_is_served_then_the_quotas_then_the_fewest_metres(
    quality: int, organic: int, missed: int
) -> None:
    way = 5_000 * 19_657 + 5_000 * 10_008  # the nearest farm goes far, where the other cannot
    carrots = way + missed * OFF_QUOTA + 3_000 * UNSERVED
    apples = 2_000 * UNSERVED  # their farm only delivers at home
    asked = request(quality_share=quality, organic_share=organic)
    assert truth(asked) == {(10_000, carrots), (0, apples)}
