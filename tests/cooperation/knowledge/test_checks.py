"""Every fault of a knowledge is told, and the packaged knowledge has none."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from cooperation.knowledge import Knowledge, load
from cooperation.knowledge.checks import Problem, problems
from cooperation.knowledge.loading import parse

from .files import FILES

SMALL = parse(FILES)


def test_the_packaged_knowledge_has_no_problem() -> None:
    assert problems(load()) == ()


def test_the_small_knowledge_has_no_problem() -> None:
    assert problems(SMALL) == ()


def changed(table: str, code: str, **values: Any) -> Knowledge:
    """Give the small knowledge, one row changed."""
    rows = dict(getattr(SMALL, table))
    rows[code] = replace(rows[code], **values)
    return replace(SMALL, **{table: rows})


def without(table: str, *codes: str) -> Knowledge:
    """Give the small knowledge without some rows."""
    rows = {code: row for code, row in getattr(SMALL, table).items() if code not in codes}
    return replace(SMALL, **{table: rows})


def resource(code: str, **values: Any) -> Callable[[], Knowledge]:
    return lambda: changed("resources", code, **values)


def know_how(code: str, **values: Any) -> Callable[[], Knowledge]:
    return lambda: changed("transformations", code, **values)


FAULTS: list[tuple[Callable[[], Knowledge], Problem]] = [
    (
        resource("food.bread", parent="drink"),
        Problem("resource", "food.bread", "code", "its parent 'drink' is unknown"),
    ),
    (
        resource("food.bread", parent="waste"),
        Problem("resource", "food.bread", "code", "its parent is not 'waste'"),
    ),
    (
        resource("food", parent="food.bread"),
        Problem("resource", "food", "code", "it is above itself"),
    ),
    (
        resource("food.bread", units=("piece", "kg")),
        Problem("resource", "food.bread", "units", "the canonical unit must come first"),
    ),
    (
        resource("food.bread", units=()),
        Problem("resource", "food.bread", "units", "the canonical unit must come first"),
    ),
    (
        resource("food.bread", factors=()),
        Problem("resource", "food.bread", "units", "nothing converts 'piece' into 'kg'"),
    ),
    (
        resource("food.bread", units=("kg", "stone")),
        Problem("resource", "food.bread", "units", "nothing converts 'stone' into 'kg'"),
    ),
    (
        resource("waste.bread", low_code="020699"),
        Problem("resource", "waste.bread", "low", "'020699' is not in the European list of waste"),
    ),
    (
        resource("waste.solvent", hazardous=False),
        Problem(
            "resource",
            "waste.solvent",
            "low",
            "its star is not that of the European list of waste",
        ),
    ),
    (
        resource("waste.bread", hazardous=True),
        Problem(
            "resource", "waste.bread", "low", "its star is not that of the European list of waste"
        ),
    ),
    (
        resource("waste.bread", substitutes=(("food.cake", 500),)),
        Problem("resource", "waste.bread", "substitutes", "'food.cake' cannot replace it"),
    ),
    (
        resource("waste.bread", substitutes=(("waste.bread", 500),)),
        Problem("resource", "waste.bread", "substitutes", "'waste.bread' cannot replace it"),
    ),
    (
        resource("food.bread", synonyms=()),
        Problem("resource", "food.bread", "synonyms", "no everyday word"),
    ),
    (
        resource("waste.bread", label="PAIN"),
        Problem("resource", "waste.bread", "label", "it is already that of 'food.bread'"),
    ),
    (
        know_how("brew", inputs=("gold",)),
        Problem("transformation", "brew", "inputs", "'gold' is unknown"),
    ),
    (
        know_how("brew", outputs=("gold",)),
        Problem("transformation", "brew", "outputs", "'gold' is unknown"),
    ),
    (
        know_how("brew", inputs=()),
        Problem("transformation", "brew", "inputs", "a know-how takes and makes something"),
    ),
    (
        know_how("brew", outputs=("waste.bread",)),
        Problem("transformation", "brew", "outputs", "'waste.bread' is an input too"),
    ),
    (
        know_how("brew", yield_ratio=Fraction(8)),
        Problem(
            "transformation", "brew", "yield", "8 is not between 0 and 7, all that matter allows"
        ),
    ),
    (
        know_how("brew", yield_ratio=Fraction(0)),
        Problem(
            "transformation", "brew", "yield", "0 is not between 0 and 7, all that matter allows"
        ),
    ),
    (
        resource("food.beer", factors=()),
        Problem("transformation", "brew", "outputs", "nothing tells the mass of 'food.beer'"),
    ),
    (
        know_how("brew", source=""),
        Problem("transformation", "brew", "source", "missing"),
    ),
    (
        know_how("brew", rules=()),
        Problem("transformation", "brew", "rules", "a food know-how names its food safety rule"),
    ),
    (
        know_how("brew", rules=(), outputs=("waste",)),
        Problem(
            "transformation",
            "brew",
            "rules",
            "waste is traced, or reaches an authorised receiver",
        ),
    ),
    (
        know_how("brew", inputs=("waste.bread", "waste.solvent")),
        Problem(
            "transformation", "brew", "rules", "hazardous waste reaches an authorised receiver"
        ),
    ),
    (
        know_how("brew", inputs=("waste.solvent",)),
        Problem("transformation", "brew", "inputs", "nobody gives nor makes 'waste.solvent'"),
    ),
    (
        lambda: changed("trades", "bakery", gives=(("gold", 500),)),
        Problem("trade", "bakery", "gives", "'gold' is unknown"),
    ),
    (
        lambda: changed("trades", "bakery", takes=(("gold", 500),)),
        Problem("trade", "bakery", "takes", "'gold' is unknown"),
    ),
]


@pytest.mark.parametrize(("broken", "problem"), FAULTS)
def test_each_fault_is_told(broken: Callable[[], Knowledge], problem: Problem) -> None:
    assert problem in problems(broken())


def test_a_branch_that_is_too_deep_is_told() -> None:
    code = "food.bread.a.b.c"
    row = replace(SMALL.resources["food.bread"], code=code, parent="food.bread.a.b")
    found = problems(replace(SMALL, resources={**SMALL.resources, code: row}))
    assert Problem("resource", code, "code", "more than 4 levels") in found


def test_animal_by_products_name_their_regulation() -> None:
    known = load()
    rows = dict(known.transformations)
    rows["manure_to_compost"] = replace(rows["manure_to_compost"], rules=())
    found = {row.problem for row in problems(replace(known, transformations=rows))}
    assert "animal by-products fall under regulation (EC) 1069/2009" in found


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ("waste.solvent", True),
        ("waste.solvent.ink", True),
        ("waste", False),  # a root says nothing
        ("food.bread", False),
    ],
)
def test_what_reaches_a_know_how(given: str, reached: bool) -> None:
    known = changed("transformations", "brew", inputs=("waste.solvent",))
    trades = {"bakery": replace(SMALL.trades["bakery"], gives=((given, 500),))}
    found = [row for row in problems(replace(known, trades=trades)) if "nobody" in row.problem]
    assert ("brew" not in {row.code for row in found}) == reached


def test_another_know_how_may_supply() -> None:
    trades = {"mill": SMALL.trades["mill"]}
    without_bread = replace(SMALL, trades=trades)
    assert "brew" in {row.code for row in problems(without_bread)}
    rows = dict(SMALL.transformations)
    rows["bake"] = replace(rows["bake"], outputs=("food.bread", "waste.bread"))
    assert problems(replace(without_bread, transformations=rows)) == ()


def test_a_missing_trade_leaves_a_know_how_out_of_reach() -> None:
    found = problems(without("trades", "mill", "bakery"))
    assert {row.code for row in found} == {"bake", "brew"}
