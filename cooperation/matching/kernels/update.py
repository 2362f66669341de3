"""One posting that comes or goes: its own list, and the lists of others that it reaches."""

from __future__ import annotations

from typing import Any

from cooperation.matching.columns.layout import CHUNK
from cooperation.matching.jit import inlined, lean

from .bounds import answers, ceilings
from .lanes import evaluate
from .looking import is_special, looking, starred
from .numbers import int32, int64
from .pairs import key, score, shared
from .search import insert, room, search, settled


@inlined
def mark(row: Any, tables: Any, shares: Any, on: Any) -> None:
    """Write how close each resource is to that of a posting, or wipe it."""
    mine = row["resource"]
    for place in range(tables.near_index[mine], tables.near_index[mine + 1]):
        shares[tables.near_resource[place]] = tables.near_share[place] if on else 0


@lean
def own(rows: Any, others: Any, extra: Any, count: Any, gives: Any, alone: Any, tables: Any,
        weights: Any, tops: Any, blocks: Any, nears: Any, queue: Any, codes: Any, shares: Any,
        best: Any) -> None:  # fmt: skip
    """Fill the list of one posting (the first of ``rows``), recent postings included."""
    row = rows[0]
    search(row, others, gives, alone, tables, weights, tops, blocks, nears, queue, codes, best)
    mark(row, tables, shares, True)
    for place in range(count):
        near = shares[extra[place]["resource"]]
        if near > 0:
            points = score(row, extra[place], gives, near, tables, weights)
            found = key(points, extra[place]["tie"])
            if points >= 0 and found > best[-1]:
                insert(best, found, alone)
    mark(row, tables, shares, False)


@inlined
def reach_rows(row: Any, rows: Any, count: Any, lists: Any, gives: Any, tables: Any, weights: Any,
               shares: Any, start: Any, places: Any, keys: Any, found: Any) -> Any:  # fmt: skip
    """Note the recent postings whose lists a posting reaches; give how many are noted in all."""
    mark(row, tables, shares, True)
    for place in range(count):
        near = int64(shares[rows[place]["resource"]])
        if near > 0:
            points = score(row, rows[place], gives, near, tables, weights)
            there = key(points, row["tie"])
            if points >= 0 and there >= lists[place, -1]:
                places[found], keys[found] = start + place, there
                found += 1
    mark(row, tables, shares, False)
    return found


@inlined
def reach_block(row: Any, me: Any, wary: Any, side: Any, at: Any, lists: Any, gives: Any,
                offered: Any, near: Any, tables: Any, weights: Any, codes: Any, places: Any,
                keys: Any, found: Any) -> Any:  # fmt: skip
    """Note the postings of a block whose lists a posting reaches; give how many are noted in all."""
    first, size = side.blocks[at]["first"], side.blocks[at]["last"] - side.blocks[at]["first"]
    known, season = shared(offered, near, tables, weights), int64(tables.season[offered])
    evaluate(me, gives, side.lanes, at, size, known, season, weights, codes)
    for step in range(size):
        place, code = int64(first + step), codes[step]
        if code >= 0 and key(code >> 1, row["tie"]) >= lists[place, -1]:
            points = settled(row, side, place, code | wary, gives, near, tables, weights)
            there = key(points, row["tie"])
            if points >= 0 and there >= lists[place, -1]:
                places[found], keys[found] = place, there
                found += 1
    return found


@lean
def reached(rows: Any, others: Any, floors: Any, lists: Any, extra: Any, count: Any,
            extra_lists: Any, gives: Any, tables: Any, weights: Any, shares: Any, tops: Any,
            codes: Any, places: Any, keys: Any) -> Any:  # fmt: skip
    """Note every list that one posting (the first of ``rows``) reaches, and its key there.

    Recent postings are noted after the others: their place is added to the number of these. A list
    is reached when the key is at least its last one, be it there already or not.
    """
    row = rows[0]
    me, wary, common = looking(row), is_special(row), answers(row, weights)
    found, mine = 0, row["resource"]
    for at in range(tables.near_index[mine], tables.near_index[mine + 1]):
        other, near = tables.near_resource[at], int64(tables.near_share[at])
        offered = mine if gives else other
        doubt = int32(wary | starred(mine, other, tables))
        known = common + shared(offered, near, tables, weights)
        season = int64(tables.season[offered])
        for number in range(others.index[other], others.index[other + 1]):
            segment = others.segments[number]
            if segment["group"] != 0 and row["group"] != 0 and segment["group"] != row["group"]:
                continue
            chunk = segment["chunk"]
            for first in range(segment["first"], segment["last"], CHUNK):
                size = min(CHUNK, segment["last"] - first)
                ceilings(me, gives, others.boxes, chunk, size, known, season, weights, tops, 0)
                for step in range(size):
                    top, block = tops[step], first + step
                    if top >= 0 and key(top, row["tie"]) >= floors[block]:
                        found = reach_block(row, me, doubt, others, block, lists, gives, offered,
                                            near, tables, weights, codes, places, keys, found)  # fmt: skip
                chunk += 1
    return reach_rows(row, extra, count, extra_lists, gives, tables, weights, shares,
                      len(others.rows), places, keys, found)  # fmt: skip


@lean
def put(places: Any, keys: Any, lists: Any, extra: Any, alone: Any, owner: Any, blocks: Any,
        floors: Any) -> None:  # fmt: skip
    """Put a posting, by its key there, in lists that it reaches and that do not hold it yet.

    The least last key of each block is brought up to date; places are those of :func:`reached`.
    """
    for at in range(len(places)):
        place = places[at]
        if place >= len(lists):
            insert(extra[place - len(lists)], keys[at], alone)
            continue
        insert(lists[place], keys[at], alone)
        block = owner[place]
        floor = lists[place, -1]
        for other in range(blocks[block]["first"], blocks[block]["last"]):
            floor = min(floor, lists[other, -1])
        floors[block] = floor


@lean
def lowest(lists: Any, blocks: Any, floors: Any) -> None:
    """Give the least last key of the lists of each block."""
    for at in range(len(blocks)):
        floor = lists[blocks[at]["first"], -1]
        for place in range(blocks[at]["first"], blocks[at]["last"]):
            floor = min(floor, lists[place, -1])
        floors[at] = floor


__all__ = ["lowest", "own", "put", "reached", "room"]
