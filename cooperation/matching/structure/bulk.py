"""The best nodes for each node by shared neighbours, all pairs considered, exact, as columns."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.cycles.columns import Integers

from .weights import Weight, adamic_adar

Scores: TypeAlias = NDArray[np.int64]


def best(
    indptr: Integers, indices: Integers, weight: Weight = adamic_adar, count: int = 10
) -> tuple[Integers, Scores]:
    """Give, for each node, the nodes not linked to it that share the most with it.

    Parameters
    ----------
    indptr, indices : array of int32
        Neighbours of node ``n``: ``indices[indptr[n]:indptr[n + 1]]``, sorted, none twice, both
        ways, none of itself.
    weight : callable
        Weight of a shared neighbour by its degree: one of :mod:`.weights`.
    count : int
        How many for each node, 1 at least.

    Returns
    -------
    others : array of int32, shape (nodes, count)
        Score descending, then number ascending; -1 where fewer share anything.
    scores : array of int64, shape (nodes, count)
        Sums of the weights; 0 where there is none.

    Raises
    ------
    ValueError
        If ``count`` is under 1.

    Examples
    --------
    >>> others, scores = best(np.array([0, 1, 3, 4], np.int32), np.array([1, 0, 2, 1], np.int32),
    ...                       count=1)
    >>> others.tolist(), scores.tolist()
    ([[2], [-1], [0]], [[1443], [0], [1443]])
    """
    if count < 1:
        raise ValueError(f"count must be 1 at least, not {count}")
    from . import kernels  # noqa: PLC0415 - numba takes a second to import: only when needed

    degrees, which = np.unique(np.diff(indptr), return_inverse=True)
    table = np.array([weight(degree) for degree in degrees.tolist()], dtype=np.int64)
    return kernels.best(indptr, indices, table[which], count)
