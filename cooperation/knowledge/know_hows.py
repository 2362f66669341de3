"""Reading of the transformations, each checked against what matter, food and the law require."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from . import balance
from .parsing import NAF
from .tables import Row, read
from .types import Resource, ResourceKind, Rule, Transformation, Unit

COLUMNS = ("code", "label", "inputs", "outputs", "yield", "rules", "naf")
OPTIONAL = ("added", "source", "scale", "words")
FOOD_SAFETY = "food_safety"
EATEN = frozenset({ResourceKind.FOOD, ResourceKind.PREPARED_FOOD})


def parse_transformations(
    file: str,
    content: str,
    resources: Mapping[str, Resource],
    rules: Mapping[str, Rule],
    units: Mapping[str, Unit],
) -> dict[str, Transformation]:
    """Read the transformations, sorted by code.

    Raises
    ------
    KnowledgeError
        At the first fault; among others a know-how that makes its own input, that makes more
        than matter allows, or that makes food without its food safety rule.
    """
    found = {}
    for row in read(file, content, COLUMNS, OPTIONAL):
        found[row.text("code")] = known = _transformation(row, resources, rules)
        if again := set(known.inputs) & set(known.outputs):
            row.fail("outputs", f"{min(again)!r} is an input too")
        limit = balance.greatest_yield(units, resources, known)
        if limit is not None and known.yield_ratio > limit:
            row.fail("yield", f"{known.yield_ratio} is above {limit}, all that matter allows")
    return {code: found[code] for code in sorted(found)}


def _transformation(
    row: Row, resources: Mapping[str, Resource], rules: Mapping[str, Rule]
) -> Transformation:
    """Read a transformation; one that makes food names its food safety rule."""
    inputs = row.known("inputs", resources.__contains__)
    outputs = row.known("outputs", resources.__contains__)
    named = tuple(rules[key] for key in row.known("rules", rules.__contains__))
    for field, codes in (("inputs", inputs), ("outputs", outputs)):
        if not codes:
            row.fail(field, "missing")
    if makes_food(resources[code] for code in outputs) and FOOD_SAFETY not in {
        rule.code for rule in named
    }:
        row.fail("rules", "a food transformation names its food safety rule")
    return Transformation(
        code=row.text("code"),
        label=row.text("label"),
        inputs=inputs,
        outputs=outputs,
        yield_ratio=row.number_of("yield", row.text("yield")),
        rules=named,
        naf=row.matching("naf", NAF),
        added=_added(row),
        source=row.values["source"],
        scale=row.values["scale"],
        words=row.parts("words"),
    )


def makes_food(outputs: Iterable[Resource]) -> bool:
    """Tell whether something among the outputs is eaten or drunk."""
    return any(row.kind in EATEN for row in outputs)


def _added(row: Row) -> tuple[tuple[str, Fraction], ...]:
    """Read what is added, bounded."""
    found = tuple((key, row.number_of("added", value)) for key, value in row.pairs("added"))
    if sum(share for _, share in found) > balance.MOST_ADDED:
        row.fail("added", f"more than {balance.MOST_ADDED} kg added to each kilogram")
    return found
