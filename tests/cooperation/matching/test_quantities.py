"""What a pair converts: with the factors of what is offered, else of what is wanted."""

from fractions import Fraction

import pytest

from cooperation.matching.quantities import converted

from .builders import CARROT, pair

EGG = "food.egg"


@pytest.mark.parametrize(
    ("offered", "wanted", "start", "end", "expected"),
    [
        (CARROT, CARROT, "t", "kg", 2000),
        (EGG, CARROT, "kg", "piece", 34),  # a kilogram holds 17 eggs
        (CARROT, EGG, "kg", "piece", 34),  # carrots are not counted, eggs are
        (CARROT, CARROT, "kg", "piece", None),
        (CARROT, EGG, "hour", "kg", None),
        (CARROT, EGG, "kg", "hour", None),
        (CARROT, EGG, "nonsense", "kg", None),
        (EGG, EGG, "", "kg", None),
        (EGG, EGG, "kg", "", None),
    ],
)
def test_either_resource_converts_or_nothing_does(
    offered: str, wanted: str, start: str, end: str, expected: int | None
) -> None:
    both = pair({"resource": offered}, {"resource": wanted})
    assert converted(both, Fraction(2), start, end) == expected
