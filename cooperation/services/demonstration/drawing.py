"""Draws that never change: the same seed and key give the same values, whatever else is added."""

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from cooperation import knowledge

SEED = "pacte-2026"
SMALL = 10
MEASURED = frozenset({"mass", "volume", "energy", "area", "length"})
ValueT = TypeVar("ValueT")


def draw_for(*key: str) -> random.Random:
    """Return the generator of one row."""
    return random.Random("/".join((SEED, *key)))  # noqa: S311 - a demonstration, not a secret


def pick(rng: random.Random, weighted: Sequence[tuple[ValueT, float]]) -> ValueT:
    """Return a value, the heavier the likelier."""
    values, weights = zip(*weighted, strict=True)
    return rng.choices(values, weights)[0]  # type: ignore[no-any-return]


def round_quantity(rng: random.Random, least: Decimal, most: Decimal, unit: str) -> Decimal:
    """Return a quantity that people would write: two significant digits, and no half piece."""
    drawn = Decimal(str(rng.uniform(float(least), float(most))))
    step = Decimal(1).scaleb(drawn.adjusted() - 1)
    rounded = (drawn / step).quantize(Decimal(1)) * step
    dimension = knowledge.load().units[unit].dimension
    finer = rounded < SMALL and least < SMALL and dimension in MEASURED
    return rounded.quantize(Decimal("0.1") if finer else Decimal(1))
