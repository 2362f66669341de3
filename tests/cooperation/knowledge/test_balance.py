"""Nothing makes more than matter allows."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.knowledge import KnowledgeError, load
from cooperation.knowledge.balance import ENERGY, MASS, greatest_yield, size
from cooperation.knowledge.loading import parse

from .files import with_cell, with_row

KNOWLEDGE = load()


@pytest.mark.parametrize(
    ("code", "dimension", "expected"),
    [
        ("food.vegetable", MASS, 1),
        ("prepared.drink.beer", MASS, 1),
        ("material.container.glass_jar_used", MASS, Fraction(1, 4)),
        ("energy.heat", MASS, None),
        ("energy.heat", ENERGY, 1),
        ("energy.wood", ENERGY, 4),
        ("service.cleaning", MASS, None),
    ],
)
def test_what_a_unit_weighs(code: str, dimension: str, expected: Fraction | None) -> None:
    assert size(KNOWLEDGE.units, KNOWLEDGE.resources[code], dimension) == expected


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        ("bread_to_beer", Fraction(17, 2)),  # six kilograms of water, one and a half of malt
        ("vegetable_to_cut", Fraction(1)),
        ("fruit_to_jam", Fraction(9, 2)),  # 0.8 kg of sugar, jars of 400 g
        ("heat_recovery", Fraction(1)),
        ("heat_pumping", Fraction(7, 5)),
        ("wood_chip_heat", Fraction(4)),
        ("organic_to_biogas", None),  # a mass makes an energy: nothing links them
        ("heat_to_greenhouse", None),
    ],
)
def test_what_matter_allows(code: str, limit: Fraction | None) -> None:
    known = KNOWLEDGE.transformations[code]
    assert greatest_yield(KNOWLEDGE.units, KNOWLEDGE.resources, known) == limit


@given(st.sampled_from(sorted(KNOWLEDGE.transformations)))
def test_no_know_how_makes_more_than_it_takes(code: str) -> None:
    known = KNOWLEDGE.transformations[code]
    taken = size(KNOWLEDGE.units, KNOWLEDGE.resources[known.inputs[0]], MASS)
    made = size(KNOWLEDGE.units, KNOWLEDGE.resources[known.outputs[0]], MASS)
    if taken is not None and made is not None:
        added = sum(share for _, share in known.added)
        assert made * known.yield_ratio <= taken * (1 + added)


@pytest.mark.parametrize(
    ("contents", "field", "problem"),
    [
        (with_cell("transformations.csv", ",6,hygiene", ",7.1,hygiene"), "yield", "71/10 is above"),
        (with_cell("transformations.csv", "eau=6", ""), "yield", "6 is above 1"),
        (with_cell("transformations.csv", "eau=6", "eau=8|malt=3"), "added", "more than 10 kg"),
        (with_cell("transformations.csv", "eau=6", "eau=lots"), "added", "not a number"),
        (with_cell("transformations.csv", "eau=6", "eau"), "added", "key=value"),
        (with_cell("transformations.csv", ",food.beer,", ",waste.bread,"), "outputs", "an input"),
    ],
)
def test_a_know_how_against_matter_is_named(
    contents: dict[str, str], field: str, problem: str
) -> None:
    with pytest.raises(KnowledgeError, match=problem) as caught:
        parse(contents)
    error = caught.value
    assert (error.file, error.row, error.field) == ("transformations.csv", 3, field)


def test_energy_is_bounded_too() -> None:
    row = "pump,Relever,heat,heat.hot,1.3,,,électricité=0.4,Métier,,"
    hot = "heat.hot,Chaud,eau chaude,,,,,,,,,,,"
    contents = with_row("transformations.csv", row) | {
        "resources/all.csv": with_row("resources/all.csv", hot)["resources/all.csv"]
    }
    assert parse(contents).transformations["pump"].yield_ratio == Fraction(13, 10)
    contents["transformations.csv"] = contents["transformations.csv"].replace("=0.4", "=0.2")
    with pytest.raises(KnowledgeError, match="above 6/5"):
        parse(contents)
