"""The same postings for vector instructions, in few bits: enough for a score that cannot be exceeded.

Lanes round towards what keeps a posting: a mask of more than 14 bits loses the others, a reach
grows by a millionth, a smallest lot shrinks by as much. What a kernel finds with them is then
confirmed on the records, which hold everything.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.criteria import FRESH_DAYS, STALE_DAYS
from cooperation.matching.points import TOTAL

from .layout import (
    ALL,
    BOX_REAL,
    BOX_SMALL,
    BOX_TINY,
    BOX_WHOLE,
    CHUNK,
    EVERYWHERE,
    FIRST_DAY,
    FOLDED,
    FURTHEST,
    LAST_DAY,
    NEVER,
    REAL,
    SIZE,
    SMALL,
    TINY,
    WHOLE,
    Array,
    Lanes,
    Whole,
)

KEPT = (1 << FOLDED) - 1
MARGIN = 1e-6
"""Share by which a bound is widened, above the rounding of 32-bit numbers."""
LOOSE, STRICT = 1, 2


def of_postings(rows: Array, blocks: Array) -> Lanes:
    """Write the lanes of postings.

    Parameters
    ----------
    rows : array of ROW
        The postings, sorted.
    blocks : array of BLOCK
        Where each block begins and ends.

    Returns
    -------
    Lanes
        ``x``, ``y``, ``z``, ``months``, ``rate``, ``social``, ``likelihood``,
        ``unit``, ``told``, ``located``, ``amount`` as in the records; ``start``, ``end``, in days since 2000; ``required``, ``allowed``,
        ``kinds``, ``themes`` folded; ``lacks``, the labels that are not held; ``once``, infinite
        when unknown; ``fresh``, 0 to 1000 or :data:`NEVER`; ``strict``, 0 without a unit, 1 with
        one that the resource allows, 2 with another; ``spread``, 1000 divided by how many months
        there are; ``special``, whether lanes cannot tell all that the record says.
    """
    sizes = blocks["last"] - blocks["first"]
    owner = np.repeat(np.arange(len(blocks)), sizes)
    within = np.arange(len(rows)) - blocks["first"][owner]
    bounded = np.where(rows["area"] < 0, rows["reach"], EVERYWHERE)
    unit = rows["unit"]
    values: dict[str, Any] = {name: rows[name] for name in rows.dtype.names or ()}
    values |= {name: folded(rows[name]) for name in ("allowed", "kinds", "themes")}
    values |= {name: days(rows[name]) for name in ("start", "end")}
    values |= {"required": rows["required"] & KEPT, "lacks": ~rows["held"] & KEPT}
    values |= {
        "once": np.where(rows["once"] < 0, np.inf, rows["once"]),
        "lot": rows["lot"] * (1 - MARGIN),
        "reach": bounded * (1 + MARGIN),
        "fresh": freshness(rows["age"]),
        "strict": np.where(unit == 0, 0, np.where(rows["allows"] != 0, LOOSE, STRICT)),
        "spread": TOTAL / np.bitwise_count(rows["months"]),
        "special": is_special(rows),
    }
    shape = len(blocks), SIZE
    return _lanes(shape, (owner, within), values, (WHOLE, REAL, TINY, SMALL))


def days(ordinals: NDArray[np.int32]) -> NDArray[np.int32]:
    """Count days from 2000, as far as lanes do."""
    found: NDArray[np.int32] = np.clip(ordinals - FIRST_DAY, -FURTHEST, FURTHEST)
    return found


def is_special(rows: Array) -> NDArray[np.bool_]:
    """Tell which postings list communes, or hold what lanes lose: some bits, days far away."""
    found: NDArray[np.bool_] = (rows["area"] >= 0) | (rows["required"] >> FOLDED != 0)
    found |= rows["start"] > FIRST_DAY + FURTHEST
    found |= (rows["end"] > FIRST_DAY + FURTHEST) & (rows["end"] != LAST_DAY)
    for name in ("allowed", "kinds", "themes"):
        found |= (rows[name] >> FOLDED != 0) & (rows[name] != ALL)
    return found


def folded(mask: Whole) -> Whole:
    """Keep 14 bits of masks; the next one tells whether any other is set."""
    found: Whole = (mask & KEPT) | (mask >> FOLDED != 0).astype(np.int64) << FOLDED
    return found


def freshness(age: NDArray[np.int16]) -> Whole:
    """Give the freshness of ages in days, :data:`NEVER` when they are unknown."""
    kept = STALE_DAYS - np.maximum(FRESH_DAYS, age.astype(np.int64))
    found: Whole = np.where(age < 0, NEVER, TOTAL * kept // (STALE_DAYS - FRESH_DAYS))
    return found


def _folds(rows: Array) -> tuple[tuple[Any, dict[str, Any]], ...]:
    """Give what a block keeps of its postings: columns, and how they are put together."""
    near = (rows["located"] == 1) & (rows["area"] < 0)
    greatest = {
        "right": rows["x"],
        "high": rows["y"],
        "far": rows["z"],
        "end": days(rows["end"]),
        "most": rows["amount"],
        "reach": np.where(near, rows["reach"], EVERYWHERE) * (1 + MARGIN),
        "social": rows["social"],
        "likelihood": rows["likelihood"],
        "stated": rows["told"],
        "unstated": 1 - rows["told"],
    }
    least = {
        "left": rows["x"],
        "low": rows["y"],
        "near": rows["z"],
        "start": days(rows["start"]),
        "least": np.where(rows["amount"] < 0, np.iinfo(np.int64).max, rows["amount"]),
        "located": rows["located"],
    }
    any_of = {name: folded(rows[name]) for name in ("allowed", "kinds", "themes")}
    any_of["months"] = rows["months"]
    all_of = {"required": rows["required"] & KEPT, "lacks": ~rows["held"] & KEPT}
    return (
        (np.maximum, greatest),
        (np.minimum, least),
        (np.bitwise_or, any_of),
        (np.bitwise_and, all_of),
    )


def of_blocks(rows: Array, first: Any, chunk: Any, within: Any) -> Lanes:
    """Write the lanes of blocks, in the same order.

    Parameters
    ----------
    rows : array of ROW
        The postings, sorted.
    first : array of int
        Where each block begins.
    chunk, within : array of int
        Chunk of each block, and its place there.

    Returns
    -------
    Lanes
        The box of the coordinates; the earliest start and the latest end; the bits of any
        (``allowed``, ``kinds``, ``themes``, ``months``) and of all (``required``, ``lacks``); the
        least and the greatest amount known, -1 when none is; the greatest reach, social worth and
        likelihood; whether one states its months, whether one does not, whether all are located.
    """
    values = {
        name: how.reduceat(column, first)
        for how, columns in _folds(rows)
        for name, column in columns.items()
    }
    shape = int(chunk.max(initial=-1)) + 1, CHUNK
    return _lanes(shape, (chunk, within), values, (BOX_WHOLE, BOX_REAL, BOX_TINY, BOX_SMALL))


def _lanes(
    shape: tuple[int, int],
    places: tuple[Any, Any],
    values: dict[str, Any],
    names: tuple[tuple[str, ...], ...],
) -> Lanes:
    """Put columns one after the other in each row."""
    found = []
    for group, kind in zip(names, (np.int32, np.float32, np.int16, np.int8), strict=True):
        lanes = np.zeros((shape[0], len(group), shape[1]), kind)
        for line, name in enumerate(group):
            lanes[places[0], line, places[1]] = values[name]
        found.append(lanes.reshape(shape[0], len(group) * shape[1]))
    return Lanes(*found)
