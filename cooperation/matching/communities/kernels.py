"""Louvain on columns, in integers: nodes move to the community that gains most, then fold into it.

With integer weights every gain is an integer, so that no rounding decides a move.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from cooperation.matching.cycles.columns import Integers
from cooperation.matching.jit import compiled

Graph: TypeAlias = tuple[Integers, Integers, Integers, Integers]
"""``indptr``, ``indices``, weights, and twice the weight that each node holds inside."""


@compiled
def strengths(graph: Graph) -> Integers:
    """Give the weight of each node: its links, and what it holds inside."""
    indptr, _, weights, inner = graph
    found = inner.copy()
    for node in range(len(inner)):
        for spot in range(indptr[node], indptr[node + 1]):
            found[node] += weights[spot]
    return found


@compiled
def touch(node: int, graph: Graph, labels: Integers, links: Integers, near: Integers) -> int:
    """Add up the links of a node to each community near it; list them; give how many."""
    indptr, indices, weights, _ = graph
    count = 0
    for spot in range(indptr[node], indptr[node + 1]):
        label = labels[indices[spot]]
        if links[label] == 0:
            near[count] = label
            count += 1
        links[label] += weights[spot]
    return count


@compiled
def choose(
    mine: int, strength: int, total: int, sums: Integers, links: Integers, near: Integers
) -> int:
    """Give the community that gains most, one's own unless another is better; empty the links."""
    best, gain = mine, links[mine] * total - sums[mine] * strength
    for label in near:
        found = links[label] * total - sums[label] * strength
        if found > gain or (found == gain and best != mine and label < best):
            best, gain = label, found
        links[label] = 0
    return best


@compiled
def move(graph: Graph, labels: Integers, order: Integers) -> int:
    """Move nodes from a queue until none gains; give how many moves were made.

    References
    ----------
    V. Blondel et al., « Fast unfolding of communities in large networks », 2008; the queue is that
    of V. Traag, L. Waltman, N. J. van Eck, « From Louvain to Leiden », 2019.
    """
    indptr, indices, _, _ = graph
    size, strength = len(labels), strengths(graph)
    total, sums = strength.sum(), np.zeros(size, np.int64)
    for node in range(size):
        sums[labels[node]] += strength[node]
    links, near = np.zeros(size, np.int64), np.zeros(size, np.int32)
    queue, waiting = order.copy(), np.ones(size, np.bool_)
    first, length, moves = 0, size, 0
    while length:
        node = queue[first]
        first, length = (first + 1) % size, length - 1
        waiting[node] = False
        mine = labels[node]
        sums[mine] -= strength[node]
        count = touch(node, graph, labels, links, near)
        best = choose(mine, strength[node], total, sums, links, near[:count])
        sums[best] += strength[node]
        if best == mine:
            continue
        labels[node] = best
        moves += 1
        for spot in range(indptr[node], indptr[node + 1]):
            other = indices[spot]
            if not waiting[other] and labels[other] != best:
                queue[(first + length) % size] = other
                length += 1
                waiting[other] = True
    return moves


@compiled
def renumber(labels: Integers) -> int:
    """Give numbers to communities in the order of their least node, and how many they are."""
    fresh, count = np.full(len(labels), -1, np.int32), 0
    for node in range(len(labels)):
        if fresh[labels[node]] < 0:
            fresh[labels[node]] = count
            count += 1
        labels[node] = fresh[labels[node]]
    return count


@compiled
def fold(graph: Graph, labels: Integers, count: int) -> Graph:
    """Make each community a node."""
    indptr, indices, weights, inner = graph
    members, starts = np.argsort(labels, kind="mergesort"), np.zeros(count + 1, np.int64)
    for label in labels:
        starts[label + 1] += 1
    starts = starts.cumsum()
    ends, heads, held = (
        np.empty(len(indices), np.int32),
        np.zeros(count + 1, np.int64),
        np.zeros(count, np.int64),
    )
    sizes, links, near, room = (
        np.empty(len(indices), np.int64),
        np.zeros(count, np.int64),
        np.zeros(count, np.int32),
        0,
    )
    for label in range(count):
        reached = 0
        for node in members[starts[label] : starts[label + 1]]:
            held[label] += inner[node]
            for spot in range(indptr[node], indptr[node + 1]):
                other = labels[indices[spot]]
                if links[other] == 0:
                    near[reached] = other
                    reached += 1
                links[other] += weights[spot]
        for other in near[:reached]:
            if other == label:
                held[label] += links[other]
            else:
                ends[room], sizes[room] = other, links[other]
                room += 1
            links[other] = 0
        heads[label + 1] = room
    return heads, ends[:room].copy(), sizes[:room].copy(), held


@compiled
def quality(graph: Graph, labels: Integers) -> int:
    """Give the modularity times the square of the total weight, an exact integer."""
    indptr, indices, weights, inner = graph
    strength, sums = strengths(graph), np.zeros(len(labels), np.int64)
    inside = inner.sum()
    for node in range(len(labels)):
        sums[labels[node]] += strength[node]
        for spot in range(indptr[node], indptr[node + 1]):
            if labels[indices[spot]] == labels[node]:
                inside += weights[spot]
    return int(inside * strength.sum() - (sums * sums).sum())
