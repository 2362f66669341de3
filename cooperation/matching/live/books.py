"""What each organisation keeps, one way, in one kind: read from the lists of its postings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import itemgetter
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
Lists: TypeAlias = list[tuple[int, list[int]]]
"""Postings of one organisation, each with the keys of its list, best first."""
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
        return self._best(owner, self._lists(owner))

    def reached(self, owner: Owner, key: int) -> list[Entry] | None:
        """Give what an organisation keeps if a key that comes may be among it, else nothing."""
        lists = self._lists(owner)
        if owner[0]:
            bound = ((key >> ID_BITS) + 1) << ID_BITS
            if _count(lists, bound) >= self.count:
                return None
        return self._best(owner, lists)

    def _best(self, owner: Owner, lists: Lists) -> list[Entry]:
        """Give the best of the lists of an organisation."""
        is_direct, way, _ = owner
        floor = self._floor(lists) if is_direct else 0
        found = [entry for ident, keys in lists for entry in entries(keys, ident, way, floor)]
        found.sort()
        if is_direct:
            return found[: self.count]
        best: dict[tuple[int, int, int], Entry] = {}
        for entry in found:
            best.setdefault(told(entry), entry)
        return list(best.values())[: self.count]

    def _lists(self, owner: Owner) -> Lists:
        """Give the lists of an organisation, with whose posting each is."""
        is_direct, way, number = owner
        where, found = self.store.where, []
        mine = [(*where[ident], ident) for ident in self.of_actor[self.idents[number]]]
        for face in FACES[is_direct]:
            wanted, half = SIDES[face][way], self.store.faces[face].halves[way]
            found += [
                (ident, half.list_of(place).tolist())
                for pool, place, ident in mine
                if pool == wanted
            ]
        return found

    def _floor(self, lists: Lists) -> int:
        """Give a key under which nothing is kept."""
        if len(lists) < 2:
            return 0
        every = sorted(chain.from_iterable(keys for _, keys in lists), reverse=True)
        return max(0, every[self.count - 1] >> ID_BITS << ID_BITS)

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
        better, least = (_count(lists, bound) for bound in (level + LOW + 1, level))
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


def _count(lists: Lists, bound: int) -> int:
    """Count the keys that reach a bound."""
    return sum(sum(map(bound.__le__, keys)) for _, keys in lists)


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


pair: Callable[[Entry], Pair] = itemgetter(3, 4)
"""Give the offer and the need of an entry."""
