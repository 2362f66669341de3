"""The best of every posting: bound every block, then look into the best ones until it is enough."""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.layout import (
    CHUNK,
    ID_BITS,
    SIZE,
    TIE_BITS,
    Array,
    Side,
    Tables,
    Weights,
    Whole,
)
from cooperation.matching.jit import inlined, lean

from .bounds import answers, ceilings
from .lanes import evaluate
from .looking import is_special, looking, starred
from .numbers import int32, int64
from .pairs import key, score, shared

ACTOR = 0xFFFFF
FIRST = 2
"""Blocks looked into before the others are put in order: most are then out of the running."""


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
def settled(row: Any, side: Any, at: Any, code: Any, gives: Any, near: Any, tables: Any,
            weights: Any) -> Any:  # fmt: skip
    """Give the score that a code tells, -1 when it is the same organisation; doubts are looked into."""
    if code & 1:
        return score(row, side.rows[at], gives, near, tables, weights)
    same = (side.ties[at] ^ row["tie"]) >> ID_BITS == 0
    return int64(-1 if same else code >> 1)


@inlined
def look_into(row: Any, me: Any, wary: Any, side: Any, at: Any, gives: Any, alone: Any, offered: Any,
              near: Any, tables: Any, weights: Any, codes: Any, best: Any) -> None:  # fmt: skip
    """Compare a posting with a block: all at once, then one by one those that may enter the list."""
    first, size = side.blocks[at]["first"], side.blocks[at]["last"] - side.blocks[at]["first"]
    known, season = shared(offered, near, tables, weights), int64(tables.season[offered])
    most = evaluate(me, gives, side.lanes, at, size, known, season, weights, codes)
    least = max(best[-1] >> TIE_BITS, 0)
    if most >> 1 < least:
        return
    for step in range(size):
        points = int64(codes[step] >> 1)
        if points >= least and key(points, side.ties[first + step]) > best[-1]:
            code = codes[step] | wary
            points = settled(row, side, first + step, code, gives, near, tables, weights)
            found = key(points, side.ties[first + step])
            if points >= 0 and found > best[-1]:
                insert(best, found, alone)
                least = max(best[-1] >> TIE_BITS, 0)


@inlined
def gather(row: Any, me: Any, others: Any, gives: Any, tables: Any, weights: Any,
           tops: Any, blocks: Any, nears: Any) -> Any:  # fmt: skip
    """Bound the blocks that may hold something for a posting; give how many they are."""
    found, mine, common = 0, row["resource"], answers(row, weights)
    for place in range(tables.near_index[mine], tables.near_index[mine + 1]):
        other = tables.near_resource[place]
        offered = mine if gives else other
        season = int64(tables.season[offered])
        known = common + shared(offered, tables.near_share[place], tables, weights)
        for at in range(others.index[other], others.index[other + 1]):
            segment = others.segments[at]
            if segment["group"] != 0 and row["group"] != 0 and segment["group"] != row["group"]:
                continue
            chunk = segment["chunk"]
            for first in range(segment["first"], segment["last"], CHUNK):
                size = min(CHUNK, segment["last"] - first)
                ceilings(me, gives, others.boxes, chunk, size, known, season, weights, tops, found)
                for step in range(CHUNK):
                    blocks[found + step], nears[found + step] = first + step, place
                found += size
                chunk += 1
    return found


@inlined
def greatest(tops: Any, count: Any) -> Any:
    """Give the place of the greatest of some bounds, the first of equals."""
    most = int32(-1)
    for place in range(count):
        most = max(most, tops[place])
    found = 0
    while tops[found] != most:
        found += 1
    return found


@inlined
def sift(tops: Any, count: Any, least: Any, queue: Any) -> Any:
    """Queue the bounds that are not under a score, each above its place; give how many they are."""
    left = 0
    for place in range(count):
        queue[left] = (int64(tops[place]) << ID_BITS) | place
        left += tops[place] >= least
    return left


@inlined
def sink(queue: Any, start: Any, left: Any) -> None:
    """Let a bound sink to its place in a heap of ``left`` bounds, the greatest on top."""
    top, place = queue[start], start
    while 2 * place + 1 < left:
        child = 2 * place + 1
        if child + 1 < left and queue[child + 1] > queue[child]:
            child += 1
        if queue[child] <= top:
            break
        queue[place] = queue[child]
        place = child
    queue[place] = top


@inlined
def search(row: Any, others: Any, gives: Any, alone: Any, tables: Any, weights: Any,
           tops: Any, blocks: Any, nears: Any, queue: Any, codes: Any, best: Any) -> None:  # fmt: skip
    """Complete the list of one posting."""
    me, wary = looking(row), is_special(row)
    count = gather(row, me, others, gives, tables, weights, tops, blocks, nears)
    if count == 0:
        return
    left, opened = count, 0
    while left > 0:
        place = greatest(tops, count) if opened < FIRST else queue[0] & 0xFFFFFFFF
        block, near = blocks[place], nears[place]
        if tops[place] < max(best[-1] >> TIE_BITS, 0):
            return
        if key(tops[place], others.blocks[block]["tie"]) > best[-1]:
            offered = row["resource"] if gives else tables.near_resource[near]
            doubt = int32(wary | starred(row["resource"], tables.near_resource[near], tables))
            look_into(row, me, doubt, others, block, gives, alone, offered, tables.near_share[near],
                      tables, weights, codes, best)  # fmt: skip
        tops[place] = -1
        opened += 1
        if opened == FIRST:
            left = sift(tops, count, max(best[-1] >> TIE_BITS, 0), queue)
            for start in range(left // 2 - 1, -1, -1):
                sink(queue, start, left)
        elif opened > FIRST:
            left -= 1
            queue[0] = queue[left]
            sink(queue, 0, left)


@lean
def fill(rows: Any, others: Any, gives: Any, alone: Any, tables: Any, weights: Any,
         tops: Any, blocks: Any, nears: Any, queue: Any, codes: Any, lists: Any) -> None:  # fmt: skip
    """Complete every list, with some room to work."""
    for place in range(len(rows)):
        search(rows[place], others, gives, alone, tables, weights, tops, blocks, nears, queue,
               codes, lists[place])  # fmt: skip


def room(blocks: int) -> tuple[Any, ...]:
    """Make room to work on as many blocks at most: bounds, blocks, resources, queue, codes."""
    most = blocks + CHUNK
    kinds = (np.int32, np.int32, np.int32, np.int64)
    return *(np.zeros(most, kind) for kind in kinds), np.zeros(SIZE, np.int32)


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
    complete: Any = fill
    complete(rows, others, gives, alone, tables, weights, *room(len(others.blocks)), lists)
