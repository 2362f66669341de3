"""The posting that looks, read once for all those that it looks at."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from cooperation.matching.columns.lanes import KEPT, LOOSE, MARGIN, STRICT
from cooperation.matching.columns.layout import (
    EVERYWHERE,
    FIRST_DAY,
    FOLDED,
    FURTHEST,
    LAST_DAY,
    NEVER,
)
from cooperation.matching.jit import inlined

from .numbers import float32, int32, int64
from .pairs import FULL, count, freshness

NO_UNIT = -2
"""What no unit equals."""


class Looking(NamedTuple):
    """What the lanes of a posting would hold (``columns.lanes``), widened where it is a bound.

    ``limit`` is its reach, ``bearable`` how strict the unit of another may not be when it is not
    its own, and a unit that compares with none is :data:`NO_UNIT`.
    """

    x: Any
    y: Any
    z: Any
    start: Any
    end: Any
    required: Any
    lacks: Any
    allowed: Any
    kinds: Any
    themes: Any
    amount: Any
    once: Any
    lot: Any
    limit: Any
    spread: Any
    months: Any
    fresh: Any
    rate: Any
    social: Any
    likelihood: Any
    unit: Any
    bearable: Any
    told: Any
    located: Any


@inlined
def fold(mask: Any) -> Any:
    """Keep 14 bits of a mask; the next one tells whether any other is set."""
    return int32((mask & KEPT) | (int64(mask >> FOLDED != 0) << FOLDED))


@inlined
def day(ordinal: Any) -> Any:
    """Count days from 2000, as far as lanes do."""
    return int32(max(min(int64(ordinal) - FIRST_DAY, FURTHEST), -FURTHEST))


@inlined
def bearable(row: Any) -> Any:
    """Give how strict the unit of another may not be, when it is not the same."""
    found = STRICT if row["allows"] != 0 else LOOSE
    return int32(found if row["unit"] != 0 else STRICT + 1)


@inlined
def starred(one: Any, two: Any, tables: Any) -> Any:
    """Tell whether a resource or another is a hazardous waste."""
    return int32((tables.hazard[one] >= 0) | (tables.hazard[two] >= 0))


@inlined
def looking(row: Any) -> Any:
    """Read a record."""
    bounded = EVERYWHERE if row["area"] >= 0 else row["reach"]
    return Looking(
        int32(row["x"]),
        int32(row["y"]),
        int32(row["z"]),
        day(row["start"]),
        day(row["end"]),
        int32(row["required"] & KEPT),
        int32(~row["held"] & KEPT),
        fold(row["allowed"]),
        fold(row["kinds"]),
        fold(row["themes"]),
        float32(row["amount"]),
        float32(np.inf if row["once"] < 0 else row["once"]),
        float32(row["lot"] * (1 - MARGIN)),
        float32(bounded * (1 + MARGIN)),
        float32(FULL / count(row["months"])),
        int32(row["months"]),
        int32(NEVER if row["age"] < 0 else freshness(row["age"])),
        int32(row["rate"]),
        int32(row["social"]),
        int32(row["likelihood"]),
        int32(row["unit"] if row["unit"] > 0 else NO_UNIT),
        bearable(row),
        int32(row["told"]),
        int32(row["located"]),
    )


@inlined
def beyond(mask: Any) -> Any:
    """Tell whether folding a mask loses bits."""
    return (mask >> FOLDED != 0) & (mask != -1)


@inlined
def is_special(row: Any) -> Any:
    """Tell whether a posting lists communes, or holds what lanes lose: some bits, days far away."""
    masks = beyond(row["allowed"]) | beyond(row["kinds"]) | beyond(row["themes"])
    furthest = FIRST_DAY + FURTHEST
    late = (row["start"] > furthest) | ((row["end"] > furthest) & (row["end"] != LAST_DAY))
    return (row["area"] >= 0) | (row["required"] >> FOLDED != 0) | masks | late
