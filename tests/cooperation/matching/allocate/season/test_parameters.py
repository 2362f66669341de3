"""The parameters of a plan, written and read back."""

import json
from decimal import Decimal

from cooperation.matching.allocate.season.changes import Newcomer, Trial
from cooperation.matching.allocate.season.parameters import PlanParameters, read_parameters
from cooperation.matching.allocate.season.request import Month

TRIAL = Trial(
    removed=frozenset({3, 1}),
    capacities={7: 500},
    newcomers=(
        Newcomer(
            resource="food.egg",
            insee="38185",
            kilos=Decimal("12.5"),
            months=3,
            labels=frozenset({"ab"}),
        ),
    ),
)


def test_parameters_come_back_as_they_were() -> None:
    asked = PlanParameters(
        start=Month(2026, 12),
        count=3,
        products=("food.egg",),
        epcis=("200040715",),
        radius_km=30,
        trial=TRIAL,
        base="a",
        is_public=True,
    )
    assert read_parameters(json.loads(json.dumps(asked.as_data()))) == asked


def test_the_request_counts_in_metres() -> None:
    asked = PlanParameters(start=Month(2026, 12), count=2, radius_km=30)
    found = asked.request({}, frozenset({"ab", "hve3"}), frozenset({"ab"}))
    assert (found.radius_m, found.local_m) == (30_000, 50_000)
    assert [str(month) for month in found.months] == ["2026-12", "2027-01"]
    assert (
        PlanParameters(start=Month(2026, 12)).request({}, frozenset(), frozenset()).radius_m is None
    )
