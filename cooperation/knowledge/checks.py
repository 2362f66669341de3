"""What the knowledge must be, told as problems that name the row and the field at fault.

Reading refuses a broken file at its first fault; this looks at a whole knowledge, however it was
made, and tells every problem: an orphan, a cycle, a unit that nothing converts, a waste code that
the European list lacks or whose star differs, a know-how that makes more than matter allows, that
nobody can reach or that forgets a rule of the law, a code that nobody knows.

A know-how is *reachable* when somebody may give its first input: a trade gives that resource,
another know-how makes it, or one of them does so for a resource under it or above it (a root
says nothing, so it does not count).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from . import balance, taxonomy, units
from .facade import Knowledge
from .know_hows import FOOD_SAFETY, makes_food
from .types import Resource, ResourceKind, Transformation, UnitError

RESOURCE: Final = "resource"
TRANSFORMATION: Final = "transformation"
TRADE: Final = "trade"
DEPTH = 4
ANIMAL_RULE = "1069/2009"
AUTHORISED = "authorised_receiver"
WASTE_RULES = frozenset({AUTHORISED, "traceability", FOOD_SAFETY, "feed_safety", "food_contact"})
"""A waste is traced, reaches an authorised receiver, or never was one: it is still food, or a
container in use."""
WEIGHED = frozenset({ResourceKind.FOOD, ResourceKind.PREPARED_FOOD, ResourceKind.BYPRODUCT})
"""Kinds whose mass, or energy, must be known when a know-how takes or makes them first."""
ANIMAL = (
    "byproduct.food.meat_offcut",
    "byproduct.organic.kitchen_waste",
    "byproduct.organic.manure",
    "byproduct.organic.whey",
    "byproduct.organic.buttermilk",
    "byproduct.organic.wool",
    "byproduct.organic.feather",
    "byproduct.organic.fish_waste",
    "byproduct.organic.animal_fat",
    "byproduct.organic.hide",
    "byproduct.organic.eggshell",
    "byproduct.organic.blood",
)
"""Animal by-products: a know-how that takes one first, to make what nobody eats, names the rule
on them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in the knowledge.

    Attributes
    ----------
    table : str
        ``resource``, ``transformation`` or ``trade``.
    code : str
        Row at fault.
    field : str
        Column at fault.
    problem : str
        What is wrong, in a few words.
    """

    table: str
    code: str
    field: str
    problem: str


Found = Iterator[tuple[str, str, str]]
"""Code, field and problem."""


def problems(knowledge: Knowledge) -> tuple[Problem, ...]:
    """Tell every problem of a knowledge.

    Parameters
    ----------
    knowledge : Knowledge
        Read from files, or made otherwise.

    Returns
    -------
    tuple of Problem
        Sorted; empty when all is well.
    """
    checks: tuple[tuple[str, Callable[[Knowledge], Found]], ...] = (
        (RESOURCE, _taxonomy),
        (RESOURCE, _units),
        (RESOURCE, _low),
        (RESOURCE, _substitutes),
        (RESOURCE, _wordings),
        (TRANSFORMATION, _transformations),
        (TRANSFORMATION, _reachable),
        (TRADE, _trades),
    )
    return tuple(
        sorted(Problem(table, *row) for table, check in checks for row in check(knowledge))
    )


def _taxonomy(knowledge: Knowledge) -> Found:
    """Look for orphans, cycles and branches that are too deep."""
    for code, row in knowledge.resources.items():
        if row.parent is not None and row.parent not in knowledge.resources:
            yield code, "code", f"its parent {row.parent!r} is unknown"
        elif row.parent != next(iter(taxonomy.ancestors(code)), None):
            yield code, "code", f"its parent is not {row.parent!r}"
        if _in_cycle(knowledge, row):
            yield code, "code", "it is above itself"
        if row.depth > DEPTH:
            yield code, "code", f"more than {DEPTH} levels"


def _in_cycle(knowledge: Knowledge, row: Resource) -> bool:
    """Tell whether going up from a resource comes back to it."""
    seen = {row.code}
    above = row.parent
    while above is not None and above in knowledge.resources and above not in seen:
        seen.add(above)
        above = knowledge.resources[above].parent
    return above == row.code


def _units(knowledge: Knowledge) -> Found:
    """Look for units that nothing converts into the canonical one."""
    for code, row in knowledge.resources.items():
        if not row.units or row.units[0] != row.unit:
            yield code, "units", "the canonical unit must come first"
        for unit in row.units:
            try:
                units.rate(knowledge.units, row, unit)
            except (UnitError, KeyError):
                yield code, "units", f"nothing converts {unit!r} into {row.unit!r}"


def _low(knowledge: Knowledge) -> Found:
    """Look for waste codes that the European list lacks, or whose star differs."""
    for code, row in knowledge.resources.items():
        known = knowledge.low.get(row.low_code)
        if row.low_code and known is None:
            yield code, "low", f"{row.low_code!r} is not in the European list of waste"
        elif row.hazardous != (known is not None and known.hazardous):
            yield code, "low", "its star is not that of the European list of waste"


def _substitutes(knowledge: Knowledge) -> Found:
    """Look for substitutes that are unknown, or that replace themselves."""
    for code, row in knowledge.resources.items():
        for other, _ in row.substitutes:
            if other not in knowledge.resources or other == code:
                yield code, "substitutes", f"{other!r} cannot replace it"


def _wordings(knowledge: Knowledge) -> Found:
    """Look for resources without everyday words, or with the label of another."""
    labels: dict[str, str] = {}
    for code, row in knowledge.resources.items():
        if not row.synonyms:
            yield code, "synonyms", "no everyday word"
        first = labels.setdefault(row.label.casefold(), code)
        if first != code:
            yield code, "label", f"it is already that of {first!r}"


def _transformations(knowledge: Knowledge) -> Found:
    """Look at each know-how: its codes, then its balance, rules and source."""
    for code, row in knowledge.transformations.items():
        unknown = [
            (field, part)
            for field, parts in (("inputs", row.inputs), ("outputs", row.outputs))
            for part in parts
            if part not in knowledge.resources
        ]
        yield from ((code, field, f"{part!r} is unknown") for field, part in unknown)
        if not row.inputs or not row.outputs:
            yield code, "inputs", "a know-how takes and makes something"
        elif not unknown:
            found = (*_balance(knowledge, row), *_rules(knowledge, row))
            yield from ((code, field, problem) for field, problem in found)
        if not row.source:
            yield code, "source", "missing"


def _balance(knowledge: Knowledge, row: Transformation) -> Iterator[tuple[str, str]]:
    """Compare a know-how with what matter allows."""
    if again := set(row.inputs) & set(row.outputs):
        yield "outputs", f"{min(again)!r} is an input too"
    for field, code in (("inputs", row.inputs[0]), ("outputs", row.outputs[0])):
        resource = knowledge.resources[code]
        if resource.kind in WEIGHED and not balance.size(knowledge.units, resource, balance.MASS):
            yield field, f"nothing tells the mass of {code!r}"
    limit = balance.greatest_yield(knowledge.units, knowledge.resources, row)
    if row.yield_ratio <= 0 or (limit is not None and row.yield_ratio > limit):
        yield "yield", f"{row.yield_ratio} is not between 0 and {limit}, all that matter allows"


def _rules(knowledge: Knowledge, row: Transformation) -> Iterator[tuple[str, str]]:
    """Look for the rules that a know-how must name."""
    taken = [knowledge.resources[code] for code in row.inputs]
    eaten = makes_food(knowledge.resources[code] for code in row.outputs)
    named = {rule.code for rule in row.rules}
    if eaten and FOOD_SAFETY not in named:
        yield "rules", "a food know-how names its food safety rule"
    if any(resource.hazardous for resource in taken) and AUTHORISED not in named:
        yield "rules", "hazardous waste reaches an authorised receiver"
    if taken[0].low_code and not named & WASTE_RULES:
        yield "rules", "waste is traced, or reaches an authorised receiver"
    if not eaten and _is_animal(row.inputs[0]) and not _names(row, ANIMAL_RULE):
        yield "rules", f"animal by-products fall under regulation (EC) {ANIMAL_RULE}"


def _is_animal(code: str) -> bool:
    """Tell whether a resource is an animal by-product."""
    return any(code == root or code.startswith(f"{root}.") for root in ANIMAL)


def _names(row: Transformation, text: str) -> bool:
    """Tell whether one of the rules of a know-how names a text of law."""
    return any(text in rule.name for rule in row.rules)


def _reachable(knowledge: Knowledge) -> Found:
    """Look for know-hows whose first input nobody may give."""
    given = {code for row in knowledge.trades.values() for code, _ in row.gives}
    for code, row in knowledge.transformations.items():
        others = (t.outputs for t in knowledge.transformations.values() if t.code != code)
        made = {output for outputs in others for output in outputs}
        if row.inputs and not _supplied(row.inputs[0], given | made):
            yield code, "inputs", f"nobody gives nor makes {row.inputs[0]!r}"


def _supplied(code: str, supply: Iterable[str]) -> bool:
    """Tell whether a resource, one under it or one above it is supplied; a root does not count."""
    line = {code, *(above for above in taxonomy.ancestors(code) if "." in above)}
    return any(given in line or given.startswith(f"{code}.") for given in supply)


def _trades(knowledge: Knowledge) -> Found:
    """Look for trades that take or give what nobody knows."""
    for code, row in knowledge.trades.items():
        for field, parts in (("takes", row.takes), ("gives", row.gives)):
            for other, _ in parts:
                if other not in knowledge.resources:
                    yield code, field, f"{other!r} is unknown"
