"""Shared neighbours, plainly: the truth that the columns equal, and what one organisation needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from .weights import Weight

Neighbours = Mapping[int, Collection[int]]


def scores_from(start: int, neighbours: Neighbours, weight: Weight) -> dict[int, int]:
    """Score one node with each other one that shares a neighbour with it.

    Parameters
    ----------
    start : int
        The node; an unknown one shares nothing.
    neighbours : mapping
        Node → its neighbours, both ways.
    weight : callable
        Weight of a shared neighbour by its degree: one of :mod:`.weights`.

    Examples
    --------
    >>> from .weights import common_neighbours
    >>> scores_from(1, {1: [2], 2: [1, 3], 3: [2]}, common_neighbours)
    {3: 1}
    """
    found: Counter[int] = Counter()
    for shared in neighbours.get(start, ()):
        worth = weight(len(neighbours[shared]))
        for other in neighbours[shared]:
            found[other] += worth
    del found[start]
    return dict(found)
