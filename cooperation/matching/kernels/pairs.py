"""One offer in front of one need: the same answer as the constraints and the criteria, compiled.

Only imported lazily, because numba takes a second to import. Conditions are combined without
branches, which a processor could not guess; every number is brought to 64 bits before it is used,
so that the compiled and the interpreted functions agree.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

from cooperation.matching.columns.layout import NOWHERE, TIE_BITS
from cooperation.matching.criteria import FRESH_DAYS, ONE_THEME, REACH_M, STALE_DAYS
from cooperation.matching.jit import inlined

from .numbers import int64

ID_BITS = 32
FULL = 1000
KEPT_DAYS = STALE_DAYS - FRESH_DAYS
METRES_A_POINT = REACH_M // FULL


@inlined
def apart(one: Any, two: Any) -> Any:
    """Give the squared distance in steps, -1 when a place is unknown."""
    x = int64(one["x"]) - int64(two["x"])
    y = int64(one["y"]) - int64(two["y"])
    z = int64(one["z"]) - int64(two["z"])
    known = (one["located"] != 0) & (two["located"] != 0)
    return int64(x * x + y * y + z * z) if known else int64(-1)


@inlined
def comparable(one: Any, two: Any) -> Any:
    """Tell whether two units are of one dimension."""
    found: Any = (one["unit"] > 0) & (one["unit"] == two["unit"])
    return found


@inlined
def apart_in_time(one: Any, two: Any) -> Any:
    """Tell whether two postings share no day, or no month."""
    shut = max(one["start"], two["start"]) > min(one["end"], two["end"])
    found: Any = shut | (one["months"] & two["months"] == 0)
    return found


@inlined
def unwelcome(one: Any, two: Any) -> Any:
    """Tell whether a kind or a label that one asks is not that of the other."""
    kinds = (one["allowed"] & two["kinds"] == 0) | (two["allowed"] & one["kinds"] == 0)
    labels = (one["required"] & ~two["held"]) | (two["required"] & ~one["held"])
    found: Any = kinds | (labels != 0)
    return found


@inlined
def uneven(one: Any, two: Any) -> Any:
    """Tell whether units contradict each other, or a smallest lot is not reached."""
    same = comparable(one, two)
    short = ((two["once"] >= 0) & (one["lot"] > two["once"])) | (
        (one["once"] >= 0) & (two["lot"] > one["once"])
    )
    both = (one["unit"] != 0) & (two["unit"] != 0)
    allowed = (one["allows"] != 0) & (two["allows"] != 0)
    found: Any = (same & short) | (~same & both & ~allowed)
    return found


@inlined
def serves(one: Any, two: Any, square: Any, areas: Any) -> Any:
    """Tell whether the area of one holds the place of the other, or may hold it."""
    if one["area"] < 0:
        return bool(square < one["reach"])
    if (square >= 0) & (square < one["reach"]):
        return True
    if two["insee"] == NOWHERE or areas[one["area"], two["insee"]] != 0:
        return True
    return bool((one["reach"] >= 0) & (square < 0))


@inlined
def excluded(one: Any, two: Any, square: Any, areas: Any) -> Any:
    """Tell whether a constraint excludes a pair (the hazard apart)."""
    same = one["tie"] >> ID_BITS == two["tie"] >> ID_BITS
    wrong = same | apart_in_time(one, two) | unwelcome(one, two) | uneven(one, two)
    if (one["area"] >= 0) | (two["area"] >= 0):
        served = serves(one, two, square, areas) and serves(two, one, square, areas)
        return bool(wrong | (not served))
    return bool(wrong | (square >= min(one["reach"], two["reach"])))


@inlined
def metres(square: Any) -> Any:
    """Give the metres of a squared distance in steps; the root is exact under 2**52."""
    return (int64(sqrt(square)) + 2) >> 2


@inlined
def by_distance(square: Any, weights: Any) -> Any:
    """Give the points of a squared distance."""
    share = max(0, FULL - metres(max(0, square)) // METRES_A_POINT)
    return int64(weights.no_distance if square < 0 else weights.distance * share // FULL)


@inlined
def by_ratio(part: Any, whole: Any, maximum: Any) -> Any:
    """Give the points of a part of a whole; all of them when the whole is nothing.

    The quotient is found in floating point, three times faster, then set right by its remainder.
    """
    least: Any = min(int64(part), int64(whole))
    most: Any = max(int64(whole), 1)
    share = int64(FULL * (float(least) / float(most)))
    left = FULL * least - share * most
    share = share - (left < 0) + (left >= most)
    return int64(maximum if whole == 0 else maximum * share // FULL)


@inlined
def by_quantity(offer: Any, need: Any, weights: Any) -> Any:
    """Give the points of the share of a need that an offer covers."""
    given, asked = max(int64(offer["amount"]), 0), max(int64(need["amount"]), 0)
    known = comparable(offer, need) & (offer["amount"] >= 0) & (need["amount"] >= 0)
    found = by_ratio(given, asked, weights.quantity)
    return int64(found if known else weights.no_quantity)


@inlined
def count(mask: Any) -> Any:
    """Count the bits of a mask that is not negative."""
    found = 0
    left = int64(mask)
    while left != 0:
        left &= left - 1
        found += 1
    return found


@inlined
def by_months(offer: Any, need: Any, season: Any, weights: Any) -> Any:
    """Give the points of the months shared."""
    shared = count(offer["months"] & need["months"])
    share = int64(FULL * shared / max(count(need["months"]), 1))
    both = (offer["told"] != 0) & (need["told"] != 0)
    none = (season == 0) & (offer["told"] == 0) & (need["told"] == 0)
    return int64(weights.months * share // FULL if both | none else weights.no_months)


@inlined
def freshness(age: Any) -> Any:
    """Give the freshness of an age in days, 0 to 1000."""
    return int64(FULL * (STALE_DAYS - max(FRESH_DAYS, int64(age))) // KEPT_DAYS)


@inlined
def by_answers(one: Any, two: Any, weights: Any) -> Any:
    """Give the points of how fresh both are and how often their organisations answer."""
    rate, other = int64(one["rate"]), int64(two["rate"])
    age: Any = max(int64(one["age"]), int64(two["age"]))
    known = int64(rate >= 0) + int64(other >= 0) + int64(age >= 0)
    total: Any = max(rate, 0) + max(other, 0) + (freshness(age) if age >= 0 else 0)
    share = int64(total / max(known, 1))
    nothing = weights.no_responsiveness
    return int64(nothing if known == 0 else weights.responsiveness * share // FULL)


@inlined
def points(offer: Any, need: Any, known: Any, season: Any, square: Any, weights: Any) -> Any:
    """Add up the points of a pair that no constraint excludes.

    ``known`` holds those of the closeness and of the environmental worth.
    """
    social = max(int64(offer["social"]), int64(need["social"]))
    likelihood = min(int64(offer["likelihood"]), int64(need["likelihood"]))
    themes = min(FULL, ONE_THEME * count(offer["themes"] & need["themes"]))
    return int64(
        known
        + by_quantity(offer, need, weights)
        + by_distance(square, weights)
        + by_months(offer, need, season, weights)
        + weights.social * social // FULL
        + by_answers(offer, need, weights)
        + weights.themes * themes // FULL
        + weights.likelihood * likelihood // FULL
    )


@inlined
def key(score: Any, tie: Any) -> Any:
    """Put a score above the order among equals: the greatest key comes first."""
    return int64((int64(score) << TIE_BITS) | tie)


@inlined
def shared(offered: Any, near: Any, tables: Any, weights: Any) -> Any:
    """Give the points that only depend on the resources."""
    worth = weights.environment * int64(tables.worth[offered]) // FULL
    return int64(worth + weights.closeness * int64(near) // FULL)


@inlined
def score(row: Any, other: Any, gives: Any, near: Any, tables: Any, weights: Any) -> Any:
    """Give the score of a posting in front of another, -1 when a constraint excludes it.

    Parameters
    ----------
    row, other : records of ROW
        Both postings; ``row`` is the offer when it gives.
    gives : bool
        Whether ``row`` is an offer.
    near : int
        How close their resources are, 0 to 1000.
    tables, weights : Tables, Weights
        What the records refer to, and the points.
    """
    offer, need = (row, other) if gives else (other, row)
    square = apart(row, other)
    if excluded(row, other, square, tables.areas):
        return int64(-1)
    offered = offer["resource"]
    hazard = tables.hazard[offered]
    if hazard < 0:
        hazard = tables.hazard[need["resource"]]
    if hazard >= 0 and tables.permits[need["gate"], hazard] == 0:
        return int64(-1)
    known = shared(offered, near, tables, weights)
    season = int64(tables.season[offered])
    return int64(points(offer, need, known, season, square, weights))
