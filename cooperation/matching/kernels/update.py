"""One posting that comes or goes: its own list, and the lists of others that it reaches."""

from __future__ import annotations

from typing import Any

from cooperation.matching.columns.layout import TIE_BITS
from cooperation.matching.jit import inlined, lean

from .bounds import answers, bound
from .lanes import evaluate
from .numbers import int64
from .pairs import apart, excluded, points
from .search import confirmed, insert, look, search, shared


@inlined
def mark(row: Any, tables: Any, shares: Any, on: Any) -> None:
    """Write how close each resource is to that of a posting, or wipe it."""
    mine = row["resource"]
    for place in range(tables.near_index[mine], tables.near_index[mine + 1]):
        shares[tables.near_resource[place]] = tables.near_share[place] if on else 0


@lean
def own(rows: Any, others: Any, extra: Any, count: Any, gives: Any, alone: Any, tables: Any,
        weights: Any, bounds: Any, blocks: Any, nears: Any, chosen: Any, shares: Any,
        best: Any) -> None:  # fmt: skip
    """Fill the list of one posting (the first of ``rows``), recent postings included."""
    row = rows[0]
    search(row, others, gives, alone, tables, weights, bounds, blocks, nears, chosen, best)
    mark(row, tables, shares, True)
    for place in range(count):
        near = shares[extra[place]["resource"]]
        if near > 0:
            offered = row["resource"] if gives else extra[place]["resource"]
            look(row, extra, place, place + 1, gives, alone, offered, near, tables, weights,
                 chosen, best)  # fmt: skip
    mark(row, tables, shares, False)


@inlined
def score(row: Any, other: Any, gives: Any, near: Any, tables: Any, weights: Any) -> Any:
    """Give the score of a posting in front of another, -1 when a constraint excludes it."""
    offer, need = (row, other) if gives else (other, row)
    square = apart(row, other)
    if excluded(row, other, square, tables.areas):
        return int64(-1)
    offered = offer["resource"]
    hazard = tables.hazard[offered]
    if hazard >= 0 and tables.permits[need["gate"], hazard] == 0:
        return int64(-1)
    known = shared(offered, near, tables, weights)
    season = int64(tables.season[offered])
    return int64(points(offer, need, known, season, square, weights))


@inlined
def reach_rows(row: Any, rows: Any, first: Any, last: Any, lists: Any, gives: Any, near: Any,
               tables: Any, weights: Any, start: Any, places: Any, keys: Any,
               found: Any) -> Any:  # fmt: skip
    """Note the postings of a range whose lists a posting reaches; give how many are noted."""
    for place in range(first, last):
        points_ = score(row, rows[place], gives, near, tables, weights)
        key = (int64(points_) << TIE_BITS) | row["tie"]
        if points_ >= 0 and key >= lists[place, -1]:
            places[found], keys[found] = start + place, key
            found += 1
    return found


@inlined
def reach_block(row: Any, side: Any, block: Any, lists: Any, gives: Any, offered: Any, near: Any,
                tables: Any, weights: Any, chosen: Any, places: Any, keys: Any,
                found: Any) -> Any:  # fmt: skip
    """Note the postings of a block whose lists a posting reaches; give how many are noted."""
    first, size = int64(block["first"]), int64(block["last"]) - block["first"]
    known = shared(offered, near, tables, weights)
    season, hazard = int64(tables.season[offered]), tables.hazard[offered]
    evaluate(row, gives, side, first, size, known, season, weights, chosen)
    for step in range(size):
        key = ((chosen[step] >> TIE_BITS) << TIE_BITS) | row["tie"]
        reaches = (chosen[step] >= 0) & (key >= lists[first + step, -1])
        if reaches and confirmed(row, side.rows[first + step], gives, hazard, tables):
            places[found], keys[found] = first + step, key
            found += 1
    return found


@lean
def reached(rows: Any, others: Any, floors: Any, lists: Any, extra: Any, count: Any,
            extra_lists: Any, gives: Any, tables: Any, weights: Any, shares: Any,
            chosen: Any, places: Any, keys: Any) -> Any:  # fmt: skip
    """Note every list that one posting (the first of ``rows``) reaches, and its key there.

    Recent postings are noted after the others: their place is added to the number of these. A list
    is reached when the key is at least its last one, be it there already or not.
    """
    row = rows[0]
    found, mine, total = 0, row["resource"], len(others.rows)
    common = answers(row, weights)
    for at in range(tables.near_index[mine], tables.near_index[mine + 1]):
        other, near = tables.near_resource[at], int64(tables.near_share[at])
        offered = mine if gives else other
        known = common + shared(offered, near, tables, weights)
        season = int64(tables.season[offered])
        for segment in range(others.index[other], others.index[other + 1]):
            group = others.segments[segment]["group"]
            if group != 0 and row["group"] != 0 and group != row["group"]:
                continue
            for at_block in range(others.segments[segment]["first"], others.segments[segment]["last"]):  # fmt: skip
                block = others.blocks[at_block]
                top = bound(row, block, gives, known, season, weights) >> TIE_BITS
                if top >= 0 and ((top << TIE_BITS) | row["tie"]) >= floors[at_block]:
                    found = reach_block(row, others, block, lists, gives, offered, near, tables,
                                        weights, chosen, places, keys, found)  # fmt: skip
    mark(row, tables, shares, True)
    for at_extra in range(count):
        near = int64(shares[extra[at_extra]["resource"]])
        if near > 0:
            found = reach_rows(row, extra, at_extra, at_extra + 1, extra_lists, gives, near,
                               tables, weights, total, places, keys, found)  # fmt: skip
    mark(row, tables, shares, False)
    return found


@lean
def put(best: Any, key: Any, alone: Any) -> None:
    """Put a key in a list that it reaches and does not hold yet."""
    insert(best, key, alone)


@lean
def lowest(lists: Any, blocks: Any, floors: Any) -> None:
    """Give the least last key of the lists of each block."""
    for at in range(len(blocks)):
        floor = lists[blocks[at]["first"], -1]
        for place in range(blocks[at]["first"], blocks[at]["last"]):
            floor = min(floor, lists[place, -1])
        floors[at] = floor
