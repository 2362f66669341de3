"""Every posting of a network as arrays that follow it: pools, faces, and where each posting is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

import numpy as np

from cooperation.matching import flow
from cooperation.matching.columns import Columns, Side, Tables, Weights
from cooperation.matching.columns.layout import Array
from cooperation.matching.columns.sorting import around, cells, is_bounded, order, set_groups, side

from .pools import RECENT, Face, Pool

DIRECT, OFFERED, NEEDED = range(3)
"""Faces: both declared, a probable offer, a probable need."""
SIDES = ((0, 1), (2, 1), (0, 3))
"""Pools of each face: offers, needs, probable offers, probable needs."""
NOBODY = -1
"""Group of a bounded posting that only wide ones can match."""


class Change(NamedTuple):
    """A list that changes: which face, which side (0 offers, 1 needs), which place."""

    face: int
    way: int
    place: int


def _which(reached: tuple[Change, int]) -> tuple[int, int]:
    """Tell the face and the side of a list that is reached."""
    return reached[0].face, reached[0].way


class Store:
    """The arrays.

    Parameters
    ----------
    columns : Columns
        The network at first.
    count : int
        How many at most in a list.
    """

    def __init__(self, columns: Columns, count: int) -> None:
        self.tables: Tables = columns.tables
        self.weights: tuple[Weights, ...] = (columns.direct, columns.deduced, columns.deduced)
        self.count = count
        self.shares = np.zeros(len(columns.tables.worth), np.int16)
        sides = columns.offers, columns.needs, columns.likely_offers, columns.likely_needs
        self.pools = [Pool(each) for each in sides]
        self.faces = [self._face(number) for number in range(len(SIDES))]
        self._index()

    def _face(self, number: int, ways: flow.Ways | None = None) -> Face:
        """Make a face, with its lists or by filling them."""
        offers, needs = (self.pools[place] for place in SIDES[number])
        likely = number == OFFERED, number == NEEDED
        weights = self.weights[number]
        if ways is None:
            ways = flow.face(offers.side, needs.side, likely, self.tables, weights, self.count)
        return Face(offers, needs, weights, likely, ways)

    def _index(self) -> None:
        """Note where every posting is, and the group of every cell."""
        self.where: dict[int, tuple[int, int]] = {}
        self.groups: dict[tuple[int, ...], int] = {}
        for number, pool in enumerate(self.pools):
            rows = pool.side.rows
            for place, ident in enumerate(flow.identifiers(rows["tie"]).tolist()):
                self.where[ident] = number, place
            near = rows[is_bounded(rows)]
            found, first = np.unique(cells(near), axis=0, return_index=True)
            self.groups |= dict(
                zip(map(tuple, found.tolist()), near["group"][first].tolist(), strict=True)
            )

    def group(self, row: Array) -> int:
        """Give the group of a posting that comes: 0 to look everywhere."""
        if not is_bounded(row)[0]:
            return 0
        cell = cells(row)[0].tolist()
        found = {self.groups[near] for near in around(tuple(cell)) if near in self.groups}
        return 0 if len(found) > 1 else next(iter(found), NOBODY)

    def faces_of(self, pool: int) -> list[tuple[int, int]]:
        """Give the faces in which a pool is, and on which side."""
        return [(number, pools.index(pool)) for number, pools in enumerate(SIDES) if pool in pools]

    def lists_reached(self, pool: int, row: Array) -> list[tuple[Change, int]]:
        """Give the lists of others that a posting reaches, with its key in each."""
        return [
            (Change(number, 1 - way, place), key)
            for number, way in self.faces_of(pool)
            for place, key in self.faces[number].reached(way, row, self.tables, self.shares)
        ]

    def add(self, pool: int, row: Array) -> list[tuple[Change, int]]:
        """Add a posting with its own lists; give the lists of others that it reaches."""
        if self.pools[pool].count == RECENT:
            self.rebuild()
        row["group"] = self.group(row)
        reached = self.lists_reached(pool, row)
        place = self.pools[pool].add(row)
        self.where[int(flow.identifiers(row["tie"])[0])] = pool, place
        for number, way in self.faces_of(pool):
            self.faces[number].fill(way, place, self.tables, self.shares)
        return reached

    def put(self, reached: Iterable[tuple[Change, int]]) -> None:
        """Let a posting into the lists of others, by its key in each."""
        for (face, way), some in groupby(reached, key=_which):
            self.faces[face].put(way, [(change.place, key) for change, key in some])

    def holders(self, ident: int) -> list[Change]:
        """Give the lists that hold a posting."""
        pool, place = self.where[ident]
        reached = self.lists_reached(pool, self.pools[pool].row(place).copy())
        return [change for change, key in reached if self._holds(change, key)]

    def _holds(self, change: Change, key: int) -> bool:
        """Tell whether a list holds a key."""
        return self.faces[change.face].holds(change.way, change.place, key)

    def remove(self, ident: int, holders: list[Change]) -> None:
        """Take a posting away, and fill again the lists that held it."""
        pool, place = self.where.pop(ident)
        self.pools[pool].close(place)
        for number, way in self.faces_of(pool):
            self.faces[number].drop(way, place)
        for change in holders:
            self.faces[change.face].fill(change.way, change.place, self.tables, self.shares)

    def rebuild(self) -> None:
        """Sort everything again; the lists stay what they are."""
        rows = [pool.every() for pool in self.pools]
        kept = [part["end"] > 0 for part in rows]
        alive = [part[keep] for part, keep in zip(rows, kept, strict=True)]
        set_groups(alive)
        orders = [order(part) for part in alive]
        lists = [
            [
                half.every()[kept[pool]][orders[pool]]
                for half, pool in zip(face.halves, SIDES[number], strict=True)
            ]
            for number, face in enumerate(self.faces)
        ]
        sides: list[Side] = [
            side(part[new], len(self.tables.worth)) for part, new in zip(alive, orders, strict=True)
        ]
        self.pools = [Pool(each) for each in sides]
        self.faces = [
            self._face(number, self._ways(number, *both)) for number, both in enumerate(lists)
        ]
        self._index()

    def _ways(self, number: int, gives: np.ndarray, takes: np.ndarray) -> flow.Ways:
        """Put lists back beside their postings."""
        offers, needs = (self.pools[place].side.rows for place in SIDES[number])
        return flow.Ways(offers, needs, gives, takes)

    def actor(self, change: Change) -> int:
        """Give the number of the organisation whose list it is."""
        return flow.actor(self.tie(change))

    def tie(self, change: Change) -> int:
        """Give the order among equals of the posting whose list it is: it names it."""
        half = self.faces[change.face].halves[change.way]
        return int(half.pool.row(change.place)["tie"][0])
