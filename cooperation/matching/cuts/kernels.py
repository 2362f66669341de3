"""Depth-first search on columns: what falls in two when a link or a node goes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.cycles.columns import Integers
from cooperation.matching.jit import compiled


@compiled
def leave(
    node: int,
    above: int,
    order: Integers,
    low: Integers,
    below: Integers,
    bridges: NDArray[np.bool_],
    cuts: NDArray[np.bool_],
) -> None:
    """Leave a node for the one above: tell whether their link, or that one, holds it alone."""
    low[above] = min(low[above], low[node])
    below[above] += 1
    bridges[node] = low[node] > order[above]
    cuts[above] |= low[node] >= order[above]


@compiled
def search(
    indptr: Integers, indices: Integers
) -> tuple[Integers, NDArray[np.bool_], NDArray[np.bool_]]:
    """Give the node above each (-1 for none), which links to it are bridges, and which nodes cut.

    References
    ----------
    R. Tarjan, « A note on finding the bridges of a graph », *Information Processing Letters* 2 (6),
    1974; J. Hopcroft, R. Tarjan, « Algorithm 447 », *Communications of the ACM* 16 (6), 1973.
    """
    size = len(indptr) - 1
    order, low = np.full(size, -1, np.int32), np.zeros(size, np.int32)
    above, below = np.full(size, -1, np.int32), np.zeros(size, np.int32)
    bridges, cuts = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    spots, seen = indptr[:-1].copy(), 0
    for root in range(size):
        node = root if order[root] < 0 else -1
        while node >= 0:
            if order[node] < 0:
                order[node], low[node] = seen, seen
                seen += 1
            if spots[node] < indptr[node + 1]:
                other = indices[spots[node]]
                spots[node] += 1
                if order[other] < 0:
                    above[other] = node
                    node = other
                elif other != above[node]:
                    low[node] = min(low[node], order[other])
                continue
            if node != root:
                leave(node, above[node], order, low, below, bridges, cuts)
            node = above[node]
        cuts[root] &= above[root] >= 0 or below[root] > 1
    return above, bridges, cuts
