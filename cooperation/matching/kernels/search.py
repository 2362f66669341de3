"""The best of every posting: bound every block, then look into the best ones until it is enough."""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import ID_BITS, SIZE, Array, Side, Tables, Weights, Whole
from cooperation.matching.jit import inlined, lean

from .bounds import answers, bound
from .lanes import evaluate
from .numbers import int64
from .pairs import FULL, apart, excluded, key, points, serves

ACTOR = 0xFFFFF


@inlined
def insert(best: Any, found: Any, alone: Any) -> None:
    """Put a key in a list sorted from the greatest; ``alone``: one for each organisation."""
    place = len(best) - 1
    if alone:
        for other in range(len(best)):
            if best[other] >= 0 and ((best[other] ^ found) >> ID_BITS) & ACTOR == 0:
                if best[other] >= found:
                    return
                place = other
    while place > 0 and best[place - 1] < found:
        best[place] = best[place - 1]
        place -= 1
    best[place] = found


@inlined
def shared(offered: Any, near: Any, tables: Any, weights: Any) -> Any:
    """Give the points that only depend on the resources."""
    worth = weights.environment * int64(tables.worth[offered]) // FULL
    return int64(worth + weights.closeness * int64(near) // FULL)


@inlined
def sift(row: Any, rows: Any, first: Any, last: Any, tables: Any, chosen: Any) -> Any:
    """Choose the postings of a range that no constraint excludes; give how many they are."""
    count = 0
    for place in range(first, last):
        chosen[count] = place
        count += not excluded(row, rows[place], apart(row, rows[place]), tables.areas)
    return count


@inlined
def look(row: Any, rows: Any, first: Any, last: Any, gives: Any, alone: Any, offered: Any,
         near: Any, tables: Any, weights: Any, chosen: Any, best: Any) -> None:  # fmt: skip
    """Compare a posting with a range of others, all of one resource."""
    known = shared(offered, near, tables, weights)
    season, hazard = int64(tables.season[offered]), tables.hazard[offered]
    for place in range(sift(row, rows, first, last, tables, chosen)):
        other = rows[chosen[place]]
        offer, need = (row, other) if gives else (other, row)
        if hazard >= 0 and tables.permits[need["gate"], hazard] == 0:
            continue
        score = points(offer, need, known, season, apart(row, other), weights)
        found = key(score, other)
        if found > best[-1]:
            insert(best, found, alone)


@inlined
def confirmed(row: Any, other: Any, gives: Any, hazard: Any, tables: Any) -> Any:
    """Check what the lanes leave aside: lists of communes and hazardous waste."""
    if hazard >= 0 and tables.permits[(other if gives else row)["gate"], hazard] == 0:
        return False
    if (row["area"] >= 0) | (other["area"] >= 0):
        square = apart(row, other)
        return bool(
            serves(row, other, square, tables.areas) and serves(other, row, square, tables.areas)
        )
    return True


@inlined
def look_into(row: Any, side: Any, block: Any, gives: Any, alone: Any, offered: Any, near: Any,
              tables: Any, weights: Any, chosen: Any, best: Any) -> None:  # fmt: skip
    """Compare a posting with a block, all at once."""
    first, size = block["first"], block["last"] - block["first"]
    known = shared(offered, near, tables, weights)
    season, hazard = int64(tables.season[offered]), tables.hazard[offered]
    evaluate(row, gives, side, first, size, known, season, weights, chosen)
    for step in range(size):
        if chosen[step] > best[-1] and confirmed(
            row, side.rows[first + step], gives, hazard, tables
        ):
            insert(best, chosen[step], alone)


@inlined
def gather(row: Any, others: Any, gives: Any, least: Any, tables: Any, weights: Any,
           bounds: Any, blocks: Any, nears: Any) -> Any:  # fmt: skip
    """Bound the blocks that may hold something for a posting; give how many are worth it."""
    found = 0
    mine = row["resource"]
    common = answers(row, weights)
    for place in range(tables.near_index[mine], tables.near_index[mine + 1]):
        other = tables.near_resource[place]
        offered = mine if gives else other
        season = int64(tables.season[offered])
        known = common + shared(offered, tables.near_share[place], tables, weights)
        for segment in range(others.index[other], others.index[other + 1]):
            group = others.segments[segment]["group"]
            if group != 0 and row["group"] != 0 and group != row["group"]:
                continue
            for block in range(others.segments[segment]["first"], others.segments[segment]["last"]):
                top = bound(row, others.blocks[block], gives, known, season, weights)
                if top > least:
                    bounds[found], blocks[found], nears[found] = top, block, place
                    found += 1
    return found


@inlined
def sink(bounds: Any, blocks: Any, nears: Any, start: Any, left: Any) -> None:
    """Let a block sink to its place in a heap of ``left`` blocks, the greatest bound on top."""
    top, block, near, place = bounds[start], blocks[start], nears[start], start
    while 2 * place + 1 < left:
        child = 2 * place + 1
        if child + 1 < left and bounds[child + 1] > bounds[child]:
            child += 1
        if bounds[child] <= top:
            break
        bounds[place], blocks[place], nears[place] = bounds[child], blocks[child], nears[child]
        place = child
    bounds[place], blocks[place], nears[place] = top, block, near


@inlined
def search(row: Any, others: Any, gives: Any, alone: Any, tables: Any, weights: Any,
           bounds: Any, blocks: Any, nears: Any, chosen: Any, best: Any) -> None:  # fmt: skip
    """Complete the list of one posting."""
    left = gather(row, others, gives, best[-1], tables, weights, bounds, blocks, nears)
    for place in range(left // 2 - 1, -1, -1):
        sink(bounds, blocks, nears, place, left)
    while left > 0 and bounds[0] > best[-1]:
        block, place = others.blocks[blocks[0]], nears[0]
        offered = row["resource"] if gives else tables.near_resource[place]
        look_into(row, others, block, gives, alone, offered,
                  tables.near_share[place], tables, weights, chosen, best)  # fmt: skip
        left -= 1
        bounds[0], blocks[0], nears[0] = bounds[left], blocks[left], nears[left]
        sink(bounds, blocks, nears, 0, left)


@lean
def fill(rows: Any, others: Any, gives: Any, alone: Any, tables: Any, weights: Any,
         bounds: Any, blocks: Any, nears: Any, chosen: Any, lists: Any) -> None:  # fmt: skip
    """Complete every list, with some room to work."""
    for place in range(len(rows)):
        search(rows[place], others, gives, alone, tables, weights, bounds, blocks, nears,
               chosen, lists[place])  # fmt: skip


def search_all(
    rows: Array,
    others: Side,
    gives: bool,
    alone: bool,
    tables: Tables,
    weights: Weights,
    lists: Whole,
) -> None:
    """Complete the list of every posting of a side.

    Parameters
    ----------
    rows : array of ROW
        The postings that look.
    others : Side
        What they look at.
    gives : bool
        Whether they are offers.
    alone : bool
        Whether a list holds one posting of each organisation at most.
    tables, weights : Tables, Weights
        What the records refer to, and the points.
    lists : 2-D array of int64
        One list of keys a row, sorted from the greatest, -1 where empty; filled in place.
    """
    room = [np.empty(max(1, len(others.blocks)), np.int64) for _ in range(3)]
    chosen = np.empty(SIZE + 1, np.int64)
    complete: Any = fill
    complete(rows, others, gives, alone, tables, weights, *room, chosen, lists)
