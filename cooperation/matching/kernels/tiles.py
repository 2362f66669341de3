"""The same lists with numpy alone: every pair of near resources, tile by tile.

For medium networks, and where numba is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.columns.layout import (
    ACTOR_BITS,
    EMPTY,
    ID_BITS,
    NOWHERE,
    TIE_BITS,
    Array,
    Side,
    Tables,
    Weights,
    Whole,
)
from cooperation.matching.criteria import FRESH_DAYS, ONE_THEME, REACH_M, STALE_DAYS

FULL = 1000
TILE = 256
"""Postings of a tile that look, at most."""
ACTOR = (1 << ACTOR_BITS) - 1
Truth = NDArray[np.bool_]


def search_all(
    rows: Array,
    others: Side,
    gives: bool,
    alone: bool,
    tables: Tables,
    weights: Weights,
    lists: Whole,
) -> None:
    """Complete the list of every posting; the parameters are those of the compiled search."""
    for chunk in _chunks(rows):
        keys = [lists[chunk]]
        mine = int(rows["resource"][chunk.start])
        for place in range(int(tables.near_index[mine]), int(tables.near_index[mine + 1])):
            other = int(tables.near_resource[place])
            there = _rows(others, other)
            near = int(tables.near_share[place])
            codes = (mine, other) if gives else (other, mine)
            looking = rows[chunk][:, None]
            sides = (looking, there[None, :]) if gives else (there[None, :], looking)
            keys.append(_keys(*sides, gives, codes, near, tables, weights))
        lists[chunk] = _first(np.concatenate(keys, axis=1), lists.shape[1], alone)


def _chunks(rows: Array) -> Iterator[slice]:
    """Cut rows into tiles of one resource."""
    changes = np.flatnonzero(np.diff(rows["resource"])) + 1
    for start, end in zip([0, *changes.tolist()], [*changes.tolist(), len(rows)], strict=True):
        for first in range(start, end, TILE):
            yield slice(first, min(first + TILE, end))


def _rows(others: Side, resource: int) -> Array:
    """Give the postings of a resource."""
    first, last = int(others.index[resource]), int(others.index[resource + 1])
    if first == last:
        return others.rows[:0]
    blocks = others.blocks[others.segments["first"][first] : others.segments["last"][last - 1]]
    return others.rows[blocks["first"][0] : blocks["last"][-1]]


def _first(keys: Whole, count: int, alone: bool) -> Whole:
    """Give the greatest keys of each row; ``alone``: one for each organisation."""
    ordered: Whole = -np.sort(-keys, axis=1)
    if not alone:
        return ordered[:, :count]
    found = np.full((len(keys), count), EMPTY, np.int64)
    for place, row in enumerate(ordered):
        chosen = {key >> ID_BITS & ACTOR: key for key in reversed(row[row >= 0].tolist())}
        best = sorted(chosen.values(), reverse=True)[:count]
        found[place, : len(best)] = best
    return found


def _keys(
    offers: Array,
    needs: Array,
    gives: bool,
    codes: tuple[int, int],
    near: int,
    tables: Tables,
    weights: Weights,
) -> Whole:
    """Give the key of every pair of a tile, -1 where a constraint excludes it.

    ``codes``: the resource offered, then the one wanted.
    """
    square = _square(offers, needs)
    offered, wanted = codes
    hazard = int(tables.hazard[offered])
    if hazard < 0:
        hazard = int(tables.hazard[wanted])
    possible = _meet(offers, needs) & _even(offers, needs)
    possible &= _serves(offers, needs, square, tables) & _serves(needs, offers, square, tables)
    if hazard >= 0:
        possible &= tables.permits[needs["gate"], hazard] != 0
    known = weights.closeness * near // FULL
    known += weights.environment * int(tables.worth[offered]) // FULL
    season = int(tables.season[offered])
    score = known + _points(offers, needs, season, square, weights)
    tie = needs["tie"] if gives else offers["tie"]
    found: Whole = np.where(possible, score << TIE_BITS | tie, EMPTY)
    return found


def _square(one: Array, two: Array) -> Whole:
    """Give the squared distances in steps, -1 when a place is unknown."""
    gaps = [one[axis].astype(np.int64) - two[axis].astype(np.int64) for axis in "xyz"]
    known = (one["located"] != 0) & (two["located"] != 0)
    found: Whole = np.where(known, sum(gap * gap for gap in gaps), -1)
    return found


def _meet(one: Array, two: Array) -> Truth:
    """Tell which postings are of two organisations, open together, and welcome each other."""
    found: Truth = one["tie"] >> ID_BITS != two["tie"] >> ID_BITS
    found &= np.maximum(one["start"], two["start"]) <= np.minimum(one["end"], two["end"])
    found &= one["months"] & two["months"] != 0
    found &= (one["allowed"] & two["kinds"] != 0) & (two["allowed"] & one["kinds"] != 0)
    found &= (one["required"] & ~two["held"]) | (two["required"] & ~one["held"]) == 0
    return found


def _comparable(one: Array, two: Array) -> Truth:
    """Tell which units are of one dimension."""
    found: Truth = (one["unit"] > 0) & (one["unit"] == two["unit"])
    return found


def _even(one: Array, two: Array) -> Truth:
    """Tell which units do not contradict each other, smallest lots reached."""
    short = ((two["once"] >= 0) & (one["lot"] > two["once"])) | (
        (one["once"] >= 0) & (two["lot"] > one["once"])
    )
    missing = (one["unit"] == 0) | (two["unit"] == 0)
    allowed = (one["allows"] != 0) & (two["allows"] != 0)
    found: Truth = np.where(_comparable(one, two), ~short, missing | allowed)
    return found


def _serves(one: Array, two: Array, square: Whole, tables: Tables) -> Truth:
    """Tell which areas of one hold the place of the other, or may hold it."""
    near = (square >= 0) & (square < one["reach"])
    unknown = two["insee"] == NOWHERE
    place = np.where(unknown, 0, two["insee"])
    listed = unknown | (tables.areas[one["area"], place] != 0)
    maybe = np.where(one["area"] < 0, square < 0, listed | ((one["reach"] >= 0) & (square < 0)))
    found: Truth = near | maybe
    return found


def _points(offers: Array, needs: Array, season: int, square: Whole, weights: Weights) -> Whole:
    """Give the points that are not those of the resources."""
    metres = (np.sqrt(np.maximum(square, 0)).astype(np.int64) + 2) >> 2
    share = np.maximum(0, FULL - metres * FULL // REACH_M)
    found: Any = np.where(square < 0, weights.no_distance, weights.distance * share // FULL)
    themes = np.bitwise_count(offers["themes"] & needs["themes"]).astype(np.int64)
    social = np.maximum(offers["social"], needs["social"]).astype(np.int64)
    likelihood = np.minimum(offers["likelihood"], needs["likelihood"]).astype(np.int64)
    found = found + _quantity(offers, needs, weights) + _months(offers, needs, season, weights)
    found += weights.social * social // FULL + _answers(offers, needs, weights)
    found += weights.themes * np.minimum(FULL, ONE_THEME * themes) // FULL
    found += weights.likelihood * likelihood // FULL
    return np.asarray(found, np.int64)


def _quantity(offers: Array, needs: Array, weights: Weights) -> Whole:
    """Give the points of the quantities."""
    given, asked = np.maximum(offers["amount"], 0), np.maximum(needs["amount"], 0)
    known = _comparable(offers, needs) & (offers["amount"] >= 0) & (needs["amount"] >= 0)
    share = np.where(asked == 0, FULL, FULL * np.minimum(given, asked) // np.maximum(asked, 1))
    found: Whole = np.where(known, weights.quantity * share // FULL, weights.no_quantity)
    return found


def _months(offers: Array, needs: Array, season: int, weights: Weights) -> Whole:
    """Give the points of the months."""
    shared = np.bitwise_count(offers["months"] & needs["months"]).astype(np.int64)
    whole = np.bitwise_count(needs["months"]).astype(np.int64)
    given, asked = offers["told"] != 0, needs["told"] != 0
    known = (given & asked) | (~given & ~asked & (season == 0))
    found: Whole = np.where(known, weights.months * (FULL * shared // whole) // FULL, weights.no_months)  # fmt: skip
    return found


def _answers(offers: Array, needs: Array, weights: Weights) -> Whole:
    """Give the points of freshness and answers."""
    age = np.maximum(offers["age"], needs["age"]).astype(np.int64)
    fresh = FULL * (STALE_DAYS - np.maximum(FRESH_DAYS, age)) // (STALE_DAYS - FRESH_DAYS)
    rates = [side["rate"].astype(np.int64) for side in (offers, needs)]
    total = sum(np.maximum(rate, 0) for rate in rates) + np.where(age >= 0, fresh, 0)
    known = sum((rate >= 0).astype(np.int64) for rate in rates) + (age >= 0)
    share = total // np.maximum(known, 1)
    found: Whole = np.where(
        known == 0, weights.no_responsiveness, weights.responsiveness * share // FULL
    )
    return found
