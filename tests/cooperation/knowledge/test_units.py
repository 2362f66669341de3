from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import UnitError, load


@pytest.mark.parametrize(
    ("code", "quantity", "start", "end", "expected"),
    [
        ("food.vegetable", 2, "t", "kg", 2000),
        ("food.vegetable", 500, "g", "kg", Fraction(1, 2)),
        ("food.egg", 2, "dozen", "piece", 24),
        ("food.egg", 2, "kg", "piece", 34),
        ("food.egg", 34, "piece", "g", 2000),
        ("material.container.glass_jar_used", 1, "t", "piece", 4000),
        ("food.dairy.milk", Decimal("1.5"), "hl", "l", 150),
        ("prepared.dish.soup", 4, "piece", "l", 3),
        ("material.compost", 2, "m3", "kg", 1200),
    ],
)
def test_converts_exactly(
    code: str, quantity: Decimal, start: str, end: str, expected: int
) -> None:
    assert load().convert(code, quantity, start, end) == expected


@pytest.mark.parametrize("unit", ["hour", "m2", "meal", "stone"])
def test_refuses_what_nothing_links(unit: str) -> None:
    with pytest.raises(UnitError, match=unit):
        load().rate("food.vegetable.carrot", unit)


@given(
    st.sampled_from([(code, unit) for code, row in load().resources.items() for unit in row.units]),
    st.fractions(min_value=Fraction(1, 1000), max_value=1000),
)
def test_there_and_back_is_the_same(found: tuple[str, str], quantity: Fraction) -> None:
    code, unit = found
    knowledge = load()
    canonical = knowledge.resources[code].unit
    try:
        there = knowledge.convert(code, quantity, unit, canonical)
    except UnitError:
        return
    assert knowledge.convert(code, there, canonical, unit) == quantity
