"""What no posting of a block can exceed, whatever it is: the block is then left alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import EVERYWHERE, TIE_BITS
from cooperation.matching.criteria import ONE_THEME
from cooperation.matching.jit import inlined

from .pairs import FULL, by_distance, by_ratio, count, freshness


@inlined
def shut(row: Any, block: Any) -> bool:
    """Tell whether a constraint excludes every posting of a block."""
    time = (row["start"] > block["end"]) | (block["start"] > row["end"])
    kinds = (row["allowed"] & block["kinds"] == 0) | (block["allowed"] & row["kinds"] == 0)
    labels = (row["required"] & ~block["held"]) | (block["required"] & ~row["held"])
    found: bool = time | kinds | (labels != 0) | (row["months"] & block["months"] == 0)
    return found


@inlined
def gap(row: Any, block: Any) -> int:
    """Give the squared distance to the box of a block, in steps; -1 when a place is unknown."""
    x = max(np.int64(block["left"]) - row["x"], np.int64(row["x"]) - block["right"], 0)
    y = max(np.int64(block["low"]) - row["y"], np.int64(row["y"]) - block["high"], 0)
    z = max(np.int64(block["near"]) - row["z"], np.int64(row["z"]) - block["far"], 0)
    known = (row["located"] != 0) & (block["located"] != 0)
    return np.int64(x * x + y * y + z * z) if known else np.int64(-1)


@inlined
def reach(row: Any) -> int:
    """Give the squared distance from which a posting excludes what is located."""
    return np.int64(row["reach"] if row["area"] < 0 else EVERYWHERE)


@inlined
def quantity(row: Any, block: Any, gives: bool, weights: Any) -> int:
    """Bound the points of the quantities."""
    amount = max(np.int64(row["amount"]), 0)
    if gives:
        found = by_ratio(amount, block["least"], weights.quantity)
    else:
        found = by_ratio(block["most"], amount, weights.quantity)
    unknown = np.int64(weights.no_quantity)
    known = (row["amount"] >= 0) & (block["most"] >= 0)
    return np.int64(max(found, unknown) if known else unknown)


@inlined
def months(row: Any, block: Any, gives: bool, season: int, weights: Any) -> int:
    """Bound the points of the months."""
    share = FULL
    if not gives:
        share = FULL * count(row["months"] & block["months"]) // max(count(row["months"]), 1)
    best = max(np.int64(weights.months * share // FULL), np.int64(weights.no_months))
    if row["told"] != 0:
        possible = block["stated"] != 0
    else:
        possible = (season == 0) & (block["unstated"] != 0)
    return best if possible else np.int64(weights.no_months)


@inlined
def answers(row: Any, weights: Any) -> int:
    """Bound the points of freshness and answers: by a perfect other side."""
    rate, fresh = np.int64(row["rate"]), freshness(max(0, row["age"]))
    if row["age"] < 0:
        share = (rate + FULL + FULL) // 3 if rate >= 0 else np.int64(FULL)
    elif rate < 0:
        share = (fresh + FULL) // 2
    else:
        share = max((rate + fresh) // 2, (rate + fresh + FULL) // 3)
    return np.int64(max(weights.responsiveness * share // FULL, weights.no_responsiveness))


@inlined
def bound(row: Any, block: Any, gives: bool, known: int, season: int, weights: Any) -> int:
    """Bound the keys of a block in the list of a posting; -1 when nothing of it can match.

    Parameters
    ----------
    row : record of ROW
        The posting.
    block : record of BLOCK
        The block.
    gives : bool
        Whether the posting is an offer.
    known : int
        Points that all the block shares: closeness, worth, and the bound of the answers.
    season : int
        Months of the season of what is offered.
    weights : Weights
        Maxima.
    """
    square = gap(row, block)
    if shut(row, block) | (square >= min(reach(row), block["reach"])):
        return np.int64(-1)
    near = by_distance(square, weights)
    far = np.int64(weights.no_distance)
    social = max(np.int64(row["social"]), np.int64(block["social"]))
    likelihood = min(np.int64(row["likelihood"]), np.int64(block["likelihood"]))
    themes = min(FULL, ONE_THEME * count(row["themes"] & block["themes"]))
    score = (
        known
        + quantity(row, block, gives, weights)
        + (max(near, far) if block["located"] == 0 else near)
        + months(row, block, gives, season, weights)
        + weights.social * social // FULL
        + weights.themes * themes // FULL
        + weights.likelihood * likelihood // FULL
    )
    return np.int64((np.int64(score) << TIE_BITS) | block["tie"])
