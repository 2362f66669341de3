"""Every posting of a network as arrays that follow it: pools, faces, and where each posting is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from cooperation.matching import flow
from cooperation.matching.columns import Columns, Side, Tables, Weights
from cooperation.matching.columns.layout import Array, Whole
from cooperation.matching.columns.sorting import around, cells, is_bounded, order, set_groups, side

from .pools import RECENT, Face, Pool, Source

DIRECT, OFFERED, NEEDED = range(3)
"""Faces: both declared, a probable offer, a probable need."""
SIDES = ((0, 1), (2, 1), (0, 3))
"""Pools of each face: offers, needs, probable offers, probable needs."""
READ = ((DIRECT, 0), (DIRECT, 1), (OFFERED, 0), (NEEDED, 0), (OFFERED, 1), (NEEDED, 1))
"""Sides of faces, in the order in which kernels read what organisations keep."""
NOBODY = -1
"""Group of a bounded posting that only wide ones can match."""


class Reached(NamedTuple):
    """Lists of others that a posting reaches, or that hold it.

    Attributes
    ----------
    face, way : int
        Which face, which side (0 offers, 1 needs).
    places, keys : arrays of int64
        Which postings of that side, and the key of the posting in the list of each.
    """

    face: int
    way: int
    places: Whole
    keys: Whole


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

    def sources(self) -> tuple[Source, ...]:
        """Give the lists of every side of every face, as :data:`READ` orders them."""
        return tuple(self.faces[number].halves[way].source() for number, way in READ)

    def reached(self, pool: int, row: Array) -> list[Reached]:
        """Give the lists of others that a posting that comes reaches, with its key in each.

        Its group is written; when there is no room left for it, everything is sorted again first.
        """
        if self.pools[pool].count == RECENT:
            self.rebuild()
        row["group"] = self.group(row)
        return self._reached(pool, row)

    def _reached(self, pool: int, row: Array) -> list[Reached]:
        """Give the lists of others that a posting, be it there or not, reaches."""
        return [
            Reached(
                number, 1 - way, *self.faces[number].reached(way, row, self.tables, self.shares)
            )
            for number, way in self.faces_of(pool)
        ]

    def add(self, pool: int, row: Array, reached: Iterable[Reached]) -> None:
        """Add a posting with its own lists, and let it into the lists of others that it reaches."""
        place = self.pools[pool].add(row)
        self.where[int(flow.identifiers(row["tie"])[0])] = pool, place
        for number, way in self.faces_of(pool):
            self.faces[number].fill(way, place, self.tables, self.shares)
        for found in reached:
            self.faces[found.face].put(found.way, found.places, found.keys)

    def holders(self, ident: int) -> list[Reached]:
        """Give the lists of others that hold a posting."""
        pool, place = self.where[ident]
        return [
            self._held(found) for found in self._reached(pool, self.pools[pool].row(place).copy())
        ]

    def _held(self, found: Reached) -> Reached:
        """Leave the lists that do not hold the key that reaches them."""
        half = self.faces[found.face].halves[found.way]
        held = half.holding(found.places, found.keys)
        return found._replace(places=found.places[held], keys=found.keys[held])

    def remove(self, ident: int, holders: Iterable[Reached]) -> None:
        """Take a posting away, and fill again the lists that held it."""
        pool, place = self.where.pop(ident)
        self.pools[pool].close(place)
        for number, way in self.faces_of(pool):
            self.faces[number].drop(way, place)
        for found in holders:
            for other in found.places.tolist():
                self.faces[found.face].fill(found.way, other, self.tables, self.shares)

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

    def owners(self, found: Reached) -> Whole:
        """Give the numbers of the organisations whose lists these are, each once, sorted."""
        owners: Whole = np.unique(self.pools[SIDES[found.face][found.way]].owners(found.places))
        return owners
