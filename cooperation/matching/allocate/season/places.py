"""Where offers and needs are: communes, and metres from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from cooperation.matching.allocate.network import Ints
from cooperation.matching.context import Context
from cooperation.matching.distance import metres_between
from cooperation.matching.types import Place, Posting

UNKNOWN = -1
"""In a table of metres, a distance that nobody knows."""


def place_of(shared: Context, posting: Posting) -> Place | None:
    """Give the place of a posting, else that of its organisation."""
    return posting.place or shared.actors[posting.actor_id].place


class Places:
    """The communes of some postings.

    Parameters
    ----------
    shared : Context
        Says where organisations are.
    positions : mapping
        INSEE code → (latitude, longitude).
    postings : sequence of Posting
        Offers and needs.

    Attributes
    ----------
    communes : tuple of str
        INSEE codes, sorted; an empty one for an unknown place.
    index : mapping
        INSEE code → place in ``communes``.
    metres : array of int
        From commune to commune; ``UNKNOWN`` where a position is missing.
    """

    def __init__(
        self,
        shared: Context,
        positions: Mapping[str, tuple[float, float]],
        postings: Sequence[Posting],
    ) -> None:
        self._shared = shared
        self.communes = tuple(sorted({self.code(row) for row in postings}))
        self.index = {code: number for number, code in enumerate(self.communes)}
        self.metres = metres_table([positions.get(code) for code in self.communes])

    def code(self, posting: Posting) -> str:
        """Give the INSEE code of the commune of a posting, or an empty one."""
        place = place_of(self._shared, posting)
        return place.insee if place else ""


def metres_table(positions: Sequence[tuple[float, float] | None]) -> Ints:
    """Give the metres between points, two by two; ``UNKNOWN`` where one is missing."""
    known = [(number, position) for number, position in enumerate(positions) if position]
    table = np.full((len(positions), len(positions)), UNKNOWN, dtype=np.int64)
    for one, _ in known:
        table[one, one] = 0
    for (one, start), (two, end) in combinations(known, 2):
        table[one, two] = table[two, one] = metres_between(*start, *end)
    return table
