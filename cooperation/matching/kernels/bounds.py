"""What no posting of a block can exceed, whatever it is: the block is then left alone."""

from __future__ import annotations

from typing import Any

from cooperation.matching.columns.layout import EVERYWHERE, TIE_BITS
from cooperation.matching.criteria import ONE_THEME
from cooperation.matching.jit import inlined

from .numbers import int64
from .pairs import FULL, by_distance, by_ratio, count, freshness


@inlined
def shut(row: Any, block: Any) -> Any:
    """Tell whether a constraint excludes every posting of a block."""
    time = (row["start"] > block["end"]) | (block["start"] > row["end"])
    kinds = (row["allowed"] & block["kinds"] == 0) | (block["allowed"] & row["kinds"] == 0)
    labels = (row["required"] & ~block["held"]) | (block["required"] & ~row["held"])
    found: Any = time | kinds | (labels != 0) | (row["months"] & block["months"] == 0)
    return found


@inlined
def gap(row: Any, block: Any) -> Any:
    """Give the squared distance to the box of a block, in steps; -1 when a place is unknown."""
    x = max(int64(block["left"]) - row["x"], int64(row["x"]) - block["right"], 0)
    y = max(int64(block["low"]) - row["y"], int64(row["y"]) - block["high"], 0)
    z = max(int64(block["near"]) - row["z"], int64(row["z"]) - block["far"], 0)
    known = (row["located"] != 0) & (block["located"] != 0)
    return int64(x * x + y * y + z * z) if known else int64(-1)


@inlined
def reach(row: Any) -> Any:
    """Give the squared distance from which a posting excludes what is located."""
    return int64(row["reach"] if row["area"] < 0 else EVERYWHERE)


@inlined
def quantity(row: Any, block: Any, gives: Any, weights: Any) -> Any:
    """Bound the points of the quantities."""
    amount = max(int64(row["amount"]), 0)
    if gives:
        found = by_ratio(amount, block["least"], weights.quantity)
    else:
        found = by_ratio(block["most"], amount, weights.quantity)
    unknown = int64(weights.no_quantity)
    known = (row["amount"] >= 0) & (block["most"] >= 0)
    return int64(max(found, unknown) if known else unknown)


@inlined
def months(row: Any, block: Any, gives: Any, season: Any, weights: Any) -> Any:
    """Bound the points of the months."""
    share = FULL
    if not gives:
        share = FULL * count(row["months"] & block["months"]) // max(count(row["months"]), 1)
    best = max(int64(weights.months * share // FULL), int64(weights.no_months))
    if row["told"] != 0:
        possible = block["stated"] != 0
    else:
        possible = (season == 0) & (block["unstated"] != 0)
    return best if possible else int64(weights.no_months)


@inlined
def answers(row: Any, weights: Any) -> Any:
    """Bound the points of freshness and answers: by a perfect other side."""
    rate, fresh = int64(row["rate"]), freshness(max(0, row["age"]))
    if row["age"] < 0:
        share = (rate + FULL + FULL) // 3 if rate >= 0 else int64(FULL)
    elif rate < 0:
        share = (fresh + FULL) // 2
    else:
        share = max((rate + fresh) // 2, (rate + fresh + FULL) // 3)
    return int64(max(weights.responsiveness * share // FULL, weights.no_responsiveness))


@inlined
def bound(row: Any, block: Any, gives: Any, known: Any, season: Any, weights: Any) -> Any:
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
        return int64(-1)
    near = by_distance(square, weights)
    mixed = (row["located"] != 0) & (block["located"] == 0)
    best = max(weights.distance, weights.no_distance)
    social = max(int64(row["social"]), int64(block["social"]))
    likelihood = min(int64(row["likelihood"]), int64(block["likelihood"]))
    themes = min(FULL, ONE_THEME * count(row["themes"] & block["themes"]))
    score = (
        known
        + quantity(row, block, gives, weights)
        + (best if mixed else near)
        + months(row, block, gives, season, weights)
        + weights.social * social // FULL
        + weights.themes * themes // FULL
        + weights.likelihood * likelihood // FULL
    )
    return int64((int64(score) << TIE_BITS) | block["tie"])
