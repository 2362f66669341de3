"""Bounded cycles on columns: depth first from each least node, cut by what can still come back."""

from __future__ import annotations

import numpy as np

from cooperation.matching.jit import compiled, inlined

from .columns import Integers

FIRST_ROOM = 1024


@compiled
def reverse(indptr: Integers, indices: Integers) -> tuple[Integers, Integers]:
    """Give the predecessors of each node, sorted, as columns."""
    size = len(indptr) - 1
    starts = np.zeros(size + 1, np.int32)
    for node in indices:
        starts[node + 1] += 1
    for node in range(size):
        starts[node + 1] += starts[node]
    free = starts[:-1].copy()
    sources = np.empty(len(indices), np.int32)
    for node in range(size):
        for spot in range(indptr[node], indptr[node + 1]):
            sources[free[indices[spot]]] = node
            free[indices[spot]] += 1
    return starts, sources


@inlined
def mark(start: int, starts: Integers, sources: Integers, one: Integers, two: Integers) -> bool:
    """Mark, above a node, what reaches it in one edge and what does in two; tell if anything does."""
    for spot in range(starts[start], starts[start + 1]):
        before = sources[spot]
        if before > start:
            one[before] = start
            for further in range(starts[before], starts[before + 1]):
                if sources[further] > start:
                    two[sources[further]] = start
    last = starts[start + 1]
    return bool(last > starts[start] and sources[last - 1] > start)


@inlined
def is_new(path: Integers, depth: int, node: int, group: Integers) -> bool:
    """Tell whether the group of a node is not yet on the path."""
    new = True
    for place in range(depth + 1):
        new = new and group[path[place]] != group[node]
    return new


@inlined
def comes_back(node: int, start: int, left: int, one: Integers, two: Integers) -> bool:
    """Tell whether a path may still close after a node, with that many nodes to add at most."""
    near = left >= 2 or one[node] == start or (left == 1 and two[node] == start)
    return bool(node > start and near)


@compiled
def more_room(rows: Integers) -> Integers:
    """Double the room of a table."""
    wider = np.empty((2 * len(rows), rows.shape[1]), np.int32)
    wider[: len(rows)] = rows
    return wider


@compiled
def emit(rows: Integers, count: int, path: Integers, depth: int) -> Integers:
    """Write a path as the next row, making room if needed."""
    if count == len(rows):
        rows = more_room(rows)
    rows[count, depth + 1 :] = -1
    for place in range(depth + 1):
        rows[count, place] = path[place]
    return rows


@compiled
def cycles(indptr: Integers, indices: Integers, group: Integers, limit: int) -> Integers:
    """Give every simple cycle of 2 to ``limit`` nodes; see :func:`.bounded.cycles_up_to`."""
    size = len(indptr) - 1
    starts, sources = reverse(indptr, indices)
    one, two = np.full(size, -1, np.int32), np.full(size, -1, np.int32)
    path, spots = np.zeros(limit, np.int32), np.zeros(limit, np.int32)
    rows, count = np.empty((FIRST_ROOM, limit), np.int32), 0
    for start in range(size):
        if not mark(start, starts, sources, one, two):
            continue
        path[0], spots[0], depth = start, indptr[start], 0
        while depth >= 0:
            spot = spots[depth]
            if spot == indptr[path[depth] + 1]:
                depth -= 1
                continue
            spots[depth] += 1
            node, left = indices[spot], limit - depth - 2
            if not (comes_back(node, start, left, one, two) and is_new(path, depth, node, group)):
                continue
            depth += 1
            path[depth], spots[depth] = node, indptr[node]
            if one[node] == start:
                rows = emit(rows, count, path, depth)
                count += 1
            if left == 0:
                depth -= 1
    return rows[:count].copy()
