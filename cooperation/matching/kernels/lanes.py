"""A posting in front of many at once: the arithmetic of ``pairs``, written for vector instructions.

The columns of a side are read in order, nothing branches, and shares are computed in floating point,
where every number involved is whole and under 2**53: the results are the same integers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import EVERYWHERE, ID_BITS, TIE_BITS
from cooperation.matching.criteria import FRESH_DAYS, ONE_THEME, STALE_DAYS
from cooperation.matching.jit import inlined

from .numbers import float64, int32, int64
from .pairs import FULL, KEPT_DAYS, METRES_A_POINT

TIE, AMOUNT, ONCE, LOT, REQUIRED, HELD, ALLOWED, KINDS, THEMES = range(9)
X, Y, Z, START, END = range(5)
MONTHS, AGE, RATE, SOCIAL, LIKELIHOOD, TOLD, UNIT, ALLOWS, LOCATED = range(9)


@inlined
def bits(mask: Any) -> Any:
    """Count the bits of a mask of months."""
    left = int32(mask)
    left = left - ((left >> 1) & 0x5555)
    left = (left & 0x3333) + ((left >> 2) & 0x3333)
    left = (left + (left >> 4)) & 0x0F0F
    return float64((left + (left >> 8)) & 0x1F)


@inlined
def part(maximum: Any, share: Any) -> Any:
    """Give the points of a share."""
    return np.floor(float64(maximum) * float64(share) / float64(FULL))


@inlined
def quantity(given: Any, asked: Any, known: Any, weights: Any) -> Any:
    """Give the points of the share of a need that an offer covers."""
    some: Any = max(int64(given), 0)
    whole: Any = max(int64(asked), 0)
    least: Any = min(some, whole)
    share = int64(FULL * (float64(least) / max(float64(whole), 1.0)))
    left = FULL * least - share * whole
    share = share - int64(left < 0) + int64(left >= max(whole, 1))
    found = part(weights.quantity, FULL if whole == 0 else share)
    return found if known else float64(weights.no_quantity)


@inlined
def distance(square: Any, known: Any, weights: Any) -> Any:
    """Give the points of a squared distance."""
    metres = np.floor((np.floor(np.sqrt(square)) + 2.0) * 0.25)
    share = max(0.0, FULL - np.floor(metres / METRES_A_POINT))
    return part(weights.distance, share) if known else float64(weights.no_distance)


@inlined
def months(shared: Any, whole: Any, told: Any, other: Any, season: Any, weights: Any) -> Any:
    """Give the points of the months shared."""
    found = part(weights.months, np.floor(FULL * bits(shared) / bits(whole)))
    known = ((told & other) != 0) | ((season == 0) & ((told | other) == 0))
    return found if known else float64(weights.no_months)


@inlined
def answers(age: Any, rate: Any, other: Any, weights: Any) -> Any:
    """Give the points of freshness and answers."""
    fresh = np.floor(FULL * float64(STALE_DAYS - max(FRESH_DAYS, age)) / KEPT_DAYS)
    known = float64(rate >= 0) + float64(other >= 0) + float64(age >= 0)
    total = float64(max(rate, 0)) + float64(max(other, 0)) + (fresh if age >= 0 else 0.0)
    found = part(weights.responsiveness, np.floor(total / max(known, 1.0)))
    return found if known > 0.0 else float64(weights.no_responsiveness)


@inlined
def themes(shared: Any, weights: Any) -> Any:
    """Give the points of the themes shared: two are enough for all of them."""
    one = part(weights.themes, ONE_THEME if shared != 0 else 0)
    return float64(weights.themes) if (shared & (shared - 1)) != 0 else one


@inlined
def wrong(row: Any, wide: Any, at: Any) -> Any:
    """Tell whether it is the same organisation, or a kind or a label is not what is asked."""
    same = (wide[TIE, at] >> ID_BITS) == (row["tie"] >> ID_BITS)
    kinds = ((wide[ALLOWED, at] & row["kinds"]) == 0) | ((wide[KINDS, at] & row["allowed"]) == 0)
    labels = (wide[REQUIRED, at] & ~row["held"]) | (row["required"] & ~wide[HELD, at])
    return same | kinds | (labels != 0)


@inlined
def uneven(row: Any, wide: Any, tiny: Any, at: Any, same: Any) -> Any:
    """Tell whether units contradict each other, or a smallest lot is not reached."""
    short = ((wide[ONCE, at] >= 0) & (row["lot"] > wide[ONCE, at])) | (
        (row["once"] >= 0) & (wide[LOT, at] > row["once"])
    )
    both = (tiny[UNIT, at] != 0) & (row["unit"] != 0)
    return (same & short) | (~same & both & ((tiny[ALLOWS, at] & row["allows"]) == 0))


@inlined
def evaluate(row: Any, gives: Any, side: Any, first: Any, size: Any, known: Any, season: Any,
             weights: Any, keys: Any) -> None:  # fmt: skip
    """Write the key of every posting of a range, -1 where a constraint excludes it.

    Lists of communes and hazardous waste are left aside: :func:`search.confirmed` checks them.
    """
    wide, small, tiny, reach = side.wide, side.small, side.tiny, side.reach
    x, y, z = float64(row["x"]), float64(row["y"]), float64(row["z"])
    told, mine = int32(row["told"]), int32(row["months"])
    start, end = int32(row["start"]), int32(row["end"])
    age, rate = int32(row["age"]), int32(row["rate"])
    social, likelihood = int32(row["social"]), int32(row["likelihood"])
    limit = float64(EVERYWHERE if row["area"] >= 0 else row["reach"])
    unit = int32(row["unit"])
    begin = np.uint64(first)
    for step in range(np.uint64(size)):
        at = begin + np.uint64(step)
        a, b, c = small[X, at] - x, small[Y, at] - y, small[Z, at] - z
        square = a * a + b * b + c * c
        located = (tiny[LOCATED, at] & row["located"]) != 0
        theirs = int32(tiny[MONTHS, at])
        same = (tiny[UNIT, at] == unit) & (unit > 0)
        out = (located & (square >= min(limit, reach[at]))) | wrong(row, wide, at)
        out |= (max(small[START, at], start) > min(small[END, at], end)) | ((theirs & mine) == 0)
        out |= uneven(row, wide, tiny, at, same)
        given, asked = row["amount"], wide[AMOUNT, at]
        counted = same & (given >= 0) & (asked >= 0)
        score = (
            known
            + quantity(given if gives else asked, asked if gives else given, counted, weights)
            + distance(square, located, weights)
            + months(
                theirs & mine,
                theirs if gives else mine,
                told,
                int32(tiny[TOLD, at]),
                season,
                weights,
            )
            + part(weights.social, max(int32(tiny[SOCIAL, at]), social))
            + answers(max(int32(tiny[AGE, at]), age), int32(tiny[RATE, at]), rate, weights)
            + themes(wide[THEMES, at] & row["themes"], weights)
            + part(weights.likelihood, min(int32(tiny[LIKELIHOOD, at]), likelihood))
        )
        keys[step] = -1 if out else (int64(score) << TIE_BITS) | wide[TIE, at]
