"""Bridges and articulation points of a graph given as columns, exact, in linear time."""

from __future__ import annotations

import numpy as np

from cooperation.matching.cycles.columns import Integers


def cuts(indptr: Integers, indices: Integers) -> tuple[Integers, Integers]:
    """Give the links, then the nodes, without which a group falls in two.

    Parameters
    ----------
    indptr, indices : array of int32
        Neighbours of node ``n``: ``indices[indptr[n]:indptr[n + 1]]``, none twice, both ways, none
        of itself.

    Returns
    -------
    bridges : array of int32, shape (bridges, 2)
        The smaller node first; rows are sorted.
    points : array of int32
        Articulation points, sorted.

    Examples
    --------
    >>> path = np.array([0, 1, 3, 4], np.int32), np.array([1, 0, 2, 1], np.int32)
    >>> [found.tolist() for found in cuts(*path)]
    [[[0, 1], [1, 2]], [1]]
    """
    from . import kernels  # noqa: PLC0415 - numba takes a second to import: only when needed

    above, bridges, points = kernels.search(indptr, indices)
    ends = np.flatnonzero(bridges).astype(np.int32)
    links = np.sort(np.stack([ends, above[ends]], axis=1), axis=1)
    links = links[np.lexsort((links[:, 1], links[:, 0]))]
    return links, np.flatnonzero(points).astype(np.int32)


__all__ = ["cuts"]
