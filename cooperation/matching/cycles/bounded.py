"""Bounded cycles, checked then searched by the kernel."""

from __future__ import annotations

import numpy as np

from . import plain
from .columns import Integers

LIMIT = 5
"""Longest cycle that is looked for, in nodes."""
FEW = 2_000
"""Edges up to which the plain search is fast enough to do without the kernel."""


def cycles_up_to(
    indptr: Integers, indices: Integers, group: Integers | None = None, limit: int = LIMIT
) -> Integers:
    """Give every simple cycle of 2 to ``limit`` nodes.

    Parameters
    ----------
    indptr, indices : array of int32
        Successors of node ``n``: ``indices[indptr[n]:indptr[n + 1]]``, sorted, none twice.
    group : array of int32, optional
        Group of each node; a cycle visits a group once. Each node alone when left out.
    limit : int
        Longest cycle, 2 to 5.

    Returns
    -------
    array of int32, shape (cycles, limit)
        One cycle a row, its least node first, ``-1`` after its last node; rows are sorted.

    Raises
    ------
    ValueError
        If the limit is out of bounds.

    Examples
    --------
    >>> indptr, indices = np.array([0, 1, 2, 3], np.int32), np.array([1, 2, 0], np.int32)
    >>> cycles_up_to(indptr, indices, limit=3).tolist()
    [[0, 1, 2]]
    """
    if not 2 <= limit <= LIMIT:
        raise ValueError(f"limit must be from 2 to {LIMIT}, not {limit}")
    size = len(indptr) - 1
    groups = np.arange(size, dtype=np.int32) if group is None else group
    if len(indices) <= FEW:
        return slowly(indptr, indices, groups, limit)
    from . import kernels  # noqa: PLC0415 - numba takes a second to import: only when needed

    return kernels.cycles(indptr, indices, groups, limit)


def slowly(indptr: Integers, indices: Integers, group: Integers, limit: int) -> Integers:
    """Give the same as :func:`cycles_up_to`, without the kernel."""
    found = [
        (*path, *(-1 for _ in range(limit - len(path))))
        for path in plain.cycles(indptr.tolist(), indices.tolist(), group.tolist(), limit)
    ]
    return np.array(sorted(found), dtype=np.int32).reshape(-1, limit)
