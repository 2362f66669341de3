import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import load

CODES = st.sampled_from(list(load().resources))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("food.bakery.bread", "food.bakery.bread", 1000),
        ("food.vegetable.carrot", "food.vegetable", 850),
        ("food.vegetable", "food", 600),
        ("food.vegetable.carrot", "food", 450),
        ("food.vegetable.carrot", "food.vegetable.leek", 300),
        ("food.vegetable", "food.fruit", 0),
        ("food.bakery.bread", "byproduct.food.bread_unsold", 0),
        ("food.pulse.lentil", "food.pulse.chickpea", 600),
        ("material.container.glass_jar_washed", "material.container.glass_jar_new", 800),
        ("food", "material", 0),
    ],
)
def test_closeness(first: str, second: str, expected: int) -> None:
    assert load().closeness(first, second) == expected


@given(CODES, CODES)
def test_closeness_is_symmetric_and_bounded(first: str, second: str) -> None:
    found = load().closeness(first, second)
    assert found == load().closeness(second, first)
    assert 0 <= found <= 1000
    assert (found == 1000) == (first == second)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        load().closeness("food", "nothing")


def test_lineage_helpers() -> None:
    knowledge = load()
    assert knowledge.ancestors("food.bakery.bread") == ("food.bakery", "food")
    assert {"food.bakery.bread", "food.bakery.pastry"} <= set(knowledge.children("food.bakery"))
    assert "food.bakery.bread.special" not in knowledge.children("food.bakery")
    assert "food.bakery.bread.special" in knowledge.descendants("food.bakery")
    assert knowledge.children("food.vegetable.carrot") == ()
    assert knowledge.resources["food.bakery.bread"].depth == 3


def test_neighbours_are_those_close_enough() -> None:
    assert load().neighbours("food.pulse.lentil", 550) == (
        ("food.pulse", 850),
        ("food.pulse.chickpea", 600),
        ("food.pulse.dry_bean", 550),
        ("food.pulse.lentil", 1000),
    )
