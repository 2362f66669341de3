"""Postings that come and go, and the lists that they hold, as arrays.

A *pool* is a side with, beside it, at most 1,024 recent postings, in the order in which they came.
A posting that goes is closed in place (its last day is before every other day). A *face* is two
pools that look at each other, with the list of every posting: after any sequence of changes they
are those that a full run would give.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.columns import Side, Tables, Weights
from cooperation.matching.columns.layout import (
    EMPTY,
    FURTHEST,
    GONE,
    ROW,
    SIZE,
    TINY,
    Array,
    Whole,
)
from cooperation.matching.flow import Ways
from cooperation.matching.kernels import update_module
from cooperation.matching.ways import actor, actors

RECENT = 1024
"""Recent postings from which everything is sorted again."""
NOBODY = -1
"""Number of the organisation of a recent posting that went."""


class Source(NamedTuple):
    """The lists of one side of a face, and where those of each organisation are.

    Attributes
    ----------
    lists, extra : 2-D arrays of int64
        Keys of the sorted postings, and of the recent ones.
    ties, late : arrays of int64
        Their order among equals.
    first, order : arrays of int32
        Where the places of each organisation begin, by its number, one more than there are; and
        these places.
    numbers : array of int32
        The organisation of each recent posting.
    taken : int
        How many recent ones there are.
    """

    lists: Whole
    extra: Whole
    ties: Whole
    late: Whole
    first: NDArray[np.int32]
    order: NDArray[np.int32]
    numbers: NDArray[np.int32]
    taken: int


class Pool:
    """Postings of one direction, all declared or all deduced.

    Parameters
    ----------
    side : Side
        The postings at first.

    Attributes
    ----------
    side : Side
        The sorted ones.
    owner : array of int
        Block of each of them.
    recent : array of ROW
        Room for the others.
    late, numbers : arrays of int64, of int32
        Their order among equals, and the number of their organisation.
    count : int
        How many recent ones there are.
    first, order : arrays of int32
        Where the sorted ones of each organisation begin in ``order``, which gives their places.
    """

    def __init__(self, side: Side) -> None:
        self.side = side
        self.owner = np.repeat(
            np.arange(len(side.blocks)), side.blocks["last"] - side.blocks["first"]
        )
        self.recent = np.zeros(RECENT, ROW)
        self.late = np.zeros(RECENT, np.int64)
        self.numbers = np.full(RECENT, NOBODY, np.int32)
        self.count = 0
        whose = actors(side.ties)
        self.order = np.argsort(whose, kind="stable").astype(np.int32)
        self.first = np.zeros(whose.max(initial=NOBODY) + 2, np.int32)
        np.cumsum(np.bincount(whose), out=self.first[1:])

    def __len__(self) -> int:
        """Tell how many places are taken, those of gone postings included."""
        return len(self.side.rows) + self.count

    def row(self, place: int) -> Array:
        """Give the posting at a place, as an array of one, which may be written."""
        total = len(self.side.rows)
        if place < total:
            return self.side.rows[place : place + 1]
        return self.recent[place - total : place - total + 1]

    def add(self, row: Array) -> int:
        """Add a recent posting; give its place."""
        self.recent[self.count] = row[0]
        self.late[self.count] = tie = int(row["tie"][0])
        self.numbers[self.count] = actor(tie)
        self.count += 1
        return len(self) - 1

    def close(self, place: int) -> Array:
        """Close a posting in place; give it as it was."""
        row = self.row(place)
        before = row.copy()
        row["end"] = 0
        if place < len(self.side.rows):
            block = self.owner[place]
            step = place - int(self.side.blocks["first"][block])
            self.side.lanes.tiny[block, TINY.index("end") * SIZE + step] = -FURTHEST
        else:
            self.numbers[place - len(self.side.rows)] = NOBODY
        return before

    def owners(self, places: Whole) -> Whole:
        """Give the numbers of the organisations whose postings are at some places."""
        total = len(self.side.rows)
        sorted_ones = places[places < total]
        return np.concatenate(
            [actors(self.side.ties[sorted_ones]), self.numbers[places[places >= total] - total]]
        )

    def every(self) -> Array:
        """Give all the postings, sorted ones first."""
        return np.concatenate([self.side.rows, self.recent[: self.count]])


class Half:
    """The lists of one pool of a face.

    Parameters
    ----------
    pool : Pool
        Whose lists these are.
    lists : 2-D array of int64
        Keys of its sorted postings.
    """

    def __init__(self, pool: Pool, lists: Whole) -> None:
        self.pool = pool
        self.lists = lists
        self.recent = np.full((RECENT, lists.shape[1]), EMPTY, np.int64)
        self.floors = np.zeros(len(pool.side.blocks), np.int64)
        update_module().lowest(lists, pool.side.blocks, self.floors)

    def list_of(self, place: int) -> Whole:
        """Give the list of a posting, which may be written."""
        total = len(self.lists)
        found: Whole = self.lists[place] if place < total else self.recent[place - total]
        return found

    def source(self) -> Source:
        """Give the lists with where those of each organisation are."""
        pool = self.pool
        return Source(
            self.lists, self.recent, pool.side.ties, pool.late, pool.first, pool.order,
            pool.numbers, pool.count,
        )  # fmt: skip

    def holding(self, places: Whole, keys: Whole) -> NDArray[np.bool_]:
        """Tell which of some lists hold a key, one each."""
        total = len(self.lists)
        lists = np.empty((len(places), self.lists.shape[1]), np.int64)
        is_sorted = places < total
        lists[is_sorted] = self.lists[places[is_sorted]]
        lists[~is_sorted] = self.recent[places[~is_sorted] - total]
        found: NDArray[np.bool_] = (lists == keys[:, None]).any(axis=1)
        return found

    def settle(self, place: int) -> None:
        """Bring the least last key of a block up to date."""
        if place < len(self.lists):
            at = self.pool.owner[place]
            block = self.pool.side.blocks[at]
            self.floors[at] = self.lists[block["first"] : block["last"], -1].min()

    def every(self) -> Whole:
        """Give all the lists, those of sorted postings first."""
        return np.concatenate([self.lists, self.recent[: self.pool.count]])


class Face:
    """Two pools that look at each other.

    Parameters
    ----------
    offers, needs : Pool
        Who they are.
    weights : Weights
        Points.
    likely : tuple of bool
        Whether the offers, and the needs, are deduced.
    ways : Ways
        The lists at first.
    """

    def __init__(
        self, offers: Pool, needs: Pool, weights: Weights, likely: tuple[bool, bool], ways: Ways
    ) -> None:
        self.halves = Half(offers, ways.gives), Half(needs, ways.takes)
        self.weights, self.likely = weights, likely
        self._scratch()

    def _scratch(self) -> None:
        """Make room to work."""
        blocks = max(1, *(len(half.pool.side.blocks) for half in self.halves))
        self.room = update_module().room(blocks)
        most = RECENT + max(len(half.lists) for half in self.halves)
        self.places, self.keys = np.empty(most, np.int64), np.empty(most, np.int64)

    def fill(self, way: int, place: int, tables: Tables, shares: NDArray[np.int16]) -> None:
        """Fill the list of a posting from nothing."""
        mine = self.halves[way]
        best = mine.list_of(place)
        best[:] = EMPTY
        self.ask(way, mine.pool.row(place), tables, shares, best)
        mine.settle(place)

    def ask(
        self, way: int, row: Array, tables: Tables, shares: NDArray[np.int16], best: Whole
    ) -> None:
        """Fill an empty list with what one posting of a side, be it there or not, matches."""
        others = self.halves[1 - way].pool
        update_module().own(
            row, others.side, others.recent, others.count, way == 0,
            self.likely[1 - way], tables, self.weights, *self.room, shares, best,
        )  # fmt: skip

    def reached(
        self, way: int, row: Array, tables: Tables, shares: NDArray[np.int16]
    ) -> tuple[Whole, Whole]:
        """Give the places of the other side whose lists a posting reaches, and its key in each."""
        there = self.halves[1 - way]
        found = update_module().reached(
            row, there.pool.side, there.floors, there.lists, there.pool.recent, there.pool.count,
            there.recent, way == 0, tables, self.weights, shares, self.room[0], self.room[-1],
            self.places, self.keys,
        )  # fmt: skip
        return self.places[:found].copy(), self.keys[:found].copy()

    def put(self, way: int, places: Whole, keys: Whole) -> None:
        """Put a posting, by its key, in lists of a side, each given by its place."""
        half = self.halves[way]
        update_module().put(
            places, keys, half.lists, half.recent, self.likely[1 - way], half.pool.owner,
            half.pool.side.blocks, half.floors,
        )  # fmt: skip

    def drop(self, way: int, place: int) -> None:
        """Leave the list of a posting that went."""
        self.halves[way].list_of(place)[:] = GONE
        self.halves[way].settle(place)

    def alive(self) -> Iterator[tuple[Array, Whole]]:
        """Give the postings that are still there, offers first, with their lists."""
        for half in self.halves:
            rows, lists = half.pool.every(), half.every()
            kept = rows["end"] > 0
            yield rows[kept], lists[kept]

    def ways(self) -> Ways:
        """Give the lists of what is still there, in no particular order."""
        (offers, gives), (needs, takes) = self.alive()
        return Ways(offers, needs, gives, takes)
