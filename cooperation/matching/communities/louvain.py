"""Run Louvain from several orders and keep the best partition."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.cycles.columns import Integers

STARTS = 8
"""How many orders are tried in a small graph: that of the nodes, then drawn ones."""
SMALL = 20_000
"""Links (each counted twice) up to which a graph is small; above, one order does as well."""
SCALE = 1_000_000
MOST_WEIGHT = 2**31
"""Total weight (each link twice) under which every sum fits in 64 bits."""


class Communities(NamedTuple):
    """A partition of the nodes.

    Attributes
    ----------
    labels : array of int32
        Community of each node, numbered in the order of their least node.
    modularity : int
        In millionths, rounded down; 0 when there is no link.
    """

    labels: Integers
    modularity: int


def communities(
    indptr: Integers,
    indices: Integers,
    weights: NDArray[np.int64] | None = None,
    *,
    starts: int | None = None,
) -> Communities:
    """Find the communities of a graph.

    Parameters
    ----------
    indptr, indices : array of int32
        Neighbours of node ``n``: ``indices[indptr[n]:indptr[n + 1]]``, none twice, both ways, none
        of itself.
    weights : array of int64, optional
        Weight of each link, positive, the same both ways; 1 when left out.
    starts : int
        How many orders are tried; chosen by the size of the graph when left out.

    Returns
    -------
    Communities
        The same for the same graph, always.

    Raises
    ------
    ValueError
        If the weights are too large for their products to fit in 64 bits.

    Examples
    --------
    >>> two_pairs = np.array([0, 1, 2, 3, 4], np.int32), np.array([1, 0, 3, 2], np.int32)
    >>> found = communities(*two_pairs)
    >>> found.labels.tolist(), found.modularity
    ([0, 0, 1, 1], 500000)
    """
    from . import kernels  # noqa: PLC0415 - numba takes a second to import: only when needed

    size = len(indptr) - 1
    each = np.ones(len(indices), np.int64) if weights is None else weights
    total = int(each.sum())
    if total >= MOST_WEIGHT:
        raise ValueError(f"total weight must be under {MOST_WEIGHT}, not {total}")
    graph = indptr.astype(np.int64), indices, each, np.zeros(size, np.int64)
    if not total:
        return Communities(np.arange(size, dtype=np.int32), 0)
    tries = starts or (STARTS if len(indices) <= SMALL else 1)
    best, reached = _best(kernels, graph, tries)
    return Communities(best, SCALE * reached // total**2)


def _best(kernels: Any, graph: Any, tries: int) -> tuple[Integers, int]:
    """Give the best partition of several orders, with its quality."""
    size = len(graph[0]) - 1
    best = np.arange(size, dtype=np.int32)
    reached = int(kernels.quality(graph, best))
    for seed in range(tries):
        order = np.random.default_rng(seed).permutation(size) if seed else np.arange(size)
        labels, quality = _settled(kernels, graph, order.astype(np.int32))
        if quality > reached:
            best, reached = labels, quality
    return best, reached


def _settled(kernels: Any, graph: Any, order: Integers) -> tuple[Integers, int]:
    """Run until a round gains nothing."""
    labels = np.arange(len(order), dtype=np.int32)
    quality = int(kernels.quality(graph, labels))
    while True:
        found = _round(kernels, graph, labels.copy(), order)
        reached = int(kernels.quality(graph, found))
        if reached <= quality:
            return labels, quality
        labels, quality = found, reached


def _round(kernels: Any, graph: Any, labels: Integers, order: Integers) -> Integers:
    """Move the nodes, then fold the communities and move them, until nothing folds."""
    kernels.move(graph, labels, order)
    count = int(kernels.renumber(labels))
    whole = labels
    while True:
        graph = kernels.fold(graph, labels, count)
        labels = np.arange(count, dtype=np.int32)
        if not kernels.move(graph, labels, labels.copy()):
            return whole
        count = int(kernels.renumber(labels))
        whole = labels[whole]
