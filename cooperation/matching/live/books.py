"""What each organisation keeps, one way, in one kind: read from the lists of its postings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from cooperation.matching.columns.encoding import HALF, LAST_ACTOR
from cooperation.matching.columns.layout import ID_BITS
from cooperation.matching.ways import LOW

from .store import DIRECT, SIDES, Change, Store

Pair: TypeAlias = tuple[int, int]
Owner: TypeAlias = tuple[bool, int, int]
"""Whether it is about declared matches, the way (0 gives, 1 receives), the organisation's number."""
Entry: TypeAlias = tuple[int, int, int, int, int]
"""In their order: minus the score and the other organisation together, the offer and the need as
shown (0 when probable), the offer and the need."""
FACES = {True: (DIRECT,), False: tuple(face for face in range(len(SIDES)) if face != DIRECT)}


class Books:
    """What organisations keep.

    Parameters
    ----------
    store : Store
        The lists.
    of_actor : mapping
        Organisation → identifiers of its postings, kept up to date by who moves them.
    idents : mapping
        Number of an organisation → its identifier.
    count : int
        How many an organisation keeps each way, in each kind.
    """

    def __init__(
        self,
        store: Store,
        of_actor: Mapping[int, set[int]],
        idents: Mapping[int, int],
        count: int,
    ) -> None:
        self.store, self.of_actor, self.idents, self.count = store, of_actor, idents, count

    def kept(self, owner: Owner) -> list[Entry]:
        """Give what an organisation keeps, best first."""
        is_direct, way, _ = owner
        lists = self._lists(owner)
        floor = self._floor([keys for _, keys in lists]) if is_direct else 0
        found = [entry for ident, keys in lists for entry in entries(keys, ident, way, floor)]
        found.sort()
        if is_direct:
            return found[: self.count]
        best: dict[tuple[int, int, int], Entry] = {}
        for entry in found:
            best.setdefault(told(entry), entry)
        return list(best.values())[: self.count]

    def _lists(self, owner: Owner) -> list[tuple[int, list[int]]]:
        """Give the lists of an organisation, with whose posting each is."""
        is_direct, way, number = owner
        halves = {SIDES[face][way]: self.store.faces[face].halves[way] for face in FACES[is_direct]}
        found = []
        for ident in self.of_actor[self.idents[number]]:
            pool, place = self.store.where[ident]
            if pool in halves:
                found.append((ident, halves[pool].list_of(place).tolist()))
        return found

    def _floor(self, lists: list[list[int]]) -> int:
        """Give a key under which nothing is kept."""
        if len(lists) < 2:
            return 0
        every = sorted(chain.from_iterable(lists), reverse=True)
        return max(0, every[self.count - 1] >> ID_BITS << ID_BITS)

    def reaches(self, owner: Owner, key: int) -> bool:
        """Tell whether a key that comes may be among what an organisation keeps."""
        if not owner[0]:
            return True
        bound = ((key >> ID_BITS) + 1) << ID_BITS
        better = (sum(held >= bound for held in keys) for _, keys in self._lists(owner))
        return sum(better) < self.count

    def keeps(self, owner: Owner, both: Pair) -> bool:
        """Tell whether a pair is among what an organisation keeps.

        For a declared one, counting what is better is enough, but where equals are on both sides of
        the last place.
        """
        if not owner[0]:
            return both in map(pair, self.kept(owner))
        way, lists = owner[1], self._lists(owner)
        wanted = HALF - 1 - both[1 - way]
        mine = (keys for ident, keys in lists if ident == both[way])
        found = next((key for keys in mine for key in keys if key >= 0 and key & LOW == wanted), -1)
        if found < 0:
            return False
        level = found >> ID_BITS << ID_BITS
        better, least = (
            sum(sum(map(bound.__le__, keys)) for _, keys in lists)
            for bound in (level + LOW + 1, level)
        )
        if better < self.count < least:
            return both in map(pair, self.kept(owner))
        return better < self.count

    def listed(self, ident: int, change: Change) -> list[Entry]:
        """Give the list of a posting."""
        half = self.store.faces[change.face].halves[change.way]
        return entries(half.list_of(change.place).tolist(), ident, change.way)

    def with_more(self, owner: Owner, before: list[Entry], more: Iterable[Entry]) -> list[Entry]:
        """Give what an organisation keeps, from what it kept before some entries came.

        The same list when that changes nothing. A probable entry may take the place of one that
        says the same: then everything is read.
        """
        after = before
        for entry in more:
            if not owner[0] and any(told(entry) == told(row) for row in after):
                return self.kept(owner)
            place = bisect_left(after, entry)
            if place < self.count:
                after = [*after[:place], entry, *after[place : self.count - 1]]
        return after


def entries(keys: Iterable[int], ident: int, way: int, floor: int = 0) -> list[Entry]:
    """Read the list of a posting, down to a key."""
    mine = max(ident, 0)
    others = [(-(key >> ID_BITS), HALF - 1 - (key & LOW)) for key in keys if key >= floor]
    if way:
        return [(rank, max(0, other), mine, other, ident) for rank, other in others]
    return [(rank, mine, max(0, other), ident, other) for rank, other in others]


def told(entry: Entry) -> tuple[int, int, int]:
    """Give what an entry shows: its postings and the other organisation, one of each is kept."""
    return entry[1], entry[2], -entry[0] & LAST_ACTOR


def pair(entry: Entry) -> Pair:
    """Give the offer and the need of an entry."""
    return entry[3], entry[4]
