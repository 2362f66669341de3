"""The best pairs that share a neighbour, on columns, exact.

A row adds the weights of the neighbours shared by few, one cell for each node reached. Neighbours
shared by many (hubs) are kept in rows of bits and read lazily, for the nodes reached. Those whom
hubs alone reach matter only if they share enough of them: as many as the last of the best is worth,
at the greatest weight of a hub; rows of bits tell who does, sixty-three nodes at a time.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from cooperation.matching.cycles.columns import Integers
from cooperation.matching.jit import compiled, inlined

WORD = 63
"""Bits of a word: the sign is left alone."""
MOD = 67
"""The powers of two up to 2⁶⁵ leave distinct remainders modulo 67: which bit it is, by table."""
HUB = 64
"""Degree above which a node is a hub."""


Columns: TypeAlias = tuple[Integers, Integers, Integers]
"""``indptr``, ``indices`` and weights."""
Hubs: TypeAlias = tuple[Integers, Integers, Integers]
"""Neighbours of each hub in bits, its weight, and the number of a bit by its remainder."""


@compiled
def hub_bits(graph: Columns, hub: int) -> tuple[Integers, Hubs]:
    """Give which row of bits each node has (-1 for none), and the hubs."""
    indptr, indices, weights = graph
    size = len(indptr) - 1
    rank = np.full(size, -1, np.int32)
    hubs = np.flatnonzero(indptr[1:] - indptr[:-1] > hub)
    bits = np.zeros((len(hubs), size // WORD + 1), np.int64)
    for row, node in enumerate(hubs):
        rank[node] = row
        for other in indices[indptr[node] : indptr[node + 1]]:
            bits[row, other // WORD] |= np.int64(1) << np.int64(other % WORD)
    table = np.zeros(MOD, np.int64)
    for bit in range(WORD):
        table[(1 << bit) % MOD] = bit
    return rank, (bits, weights[hubs], table)


@inlined
def add(
    shared: int,
    indptr: Integers,
    indices: Integers,
    weight: int,
    cells: Integers,
    reached: Integers,
) -> None:
    """Add the weight of a shared neighbour to who shares it; list who is reached first.

    The last cell of ``reached`` counts them.
    """
    count = reached[-1]
    for spot in range(indptr[shared], indptr[shared + 1]):
        other = indices[spot]
        if cells[other] == 0:
            reached[count] = other
            count += 1
        cells[other] += weight
    reached[-1] = count


@inlined
def place(other: int, score: int, others: Integers, scores: Integers) -> None:
    """Insert a node among the best: score descending, then node ascending."""
    spot = len(others) - 1
    if score < scores[spot] or (score == scores[spot] and other > others[spot] >= 0):
        return
    while spot > 0 and (
        score > scores[spot - 1] or (score == scores[spot - 1] and other < others[spot - 1])
    ):
        others[spot], scores[spot] = others[spot - 1], scores[spot - 1]
        spot -= 1
    others[spot], scores[spot] = other, score


@compiled
def gather(node: int, graph: Columns, rank: Integers, cells: Integers, reached: Integers) -> None:
    """Add what is worth each neighbour shared by few."""
    indptr, indices, weights = graph
    for spot in range(indptr[node], indptr[node + 1]):
        shared = indices[spot]
        if rank[shared] < 0:
            add(shared, indptr, indices, weights[shared], cells, reached)


@compiled
def own_hubs(node: int, graph: Columns, rank: Integers, mine: Integers) -> int:
    """List the rows of bits of the hubs of a node; give how many they are."""
    indptr, indices, _ = graph
    count = 0
    for spot in range(indptr[node], indptr[node + 1]):
        if rank[indices[spot]] >= 0:
            mine[count] = rank[indices[spot]]
            count += 1
    return count


@inlined
def shared_hubs(other: int, bits: Integers, worth: Integers, mine: Integers) -> int:
    """Give what the hubs of a node are worth to another one."""
    total, word, shift = 0, other // WORD, other % WORD
    for spot in range(len(mine)):
        hub = mine[spot]
        total += worth[hub] * ((bits[hub, word] >> shift) & 1)
    return total


@compiled
def enough(least: int, bits: Integers, mine: Integers, levels: Integers) -> None:
    """Mark in ``levels[least]`` who shares at least so many of some hubs."""
    levels[1 : least + 1] = 0
    for hub in mine:
        for level in range(least, 1, -1):
            for word in range(levels.shape[1]):
                levels[level, word] |= levels[level - 1, word] & bits[hub, word]
        for word in range(levels.shape[1]):
            levels[1, word] |= bits[hub, word]


@compiled
def place_reached(
    hubs: Hubs,
    mine: Integers,
    cells: Integers,
    reached: Integers,
    others: Integers,
    scores: Integers,
) -> None:
    """Place among the best those whom neighbours shared by few reach, hubs added."""
    bits, worth, _ = hubs
    most, last = worth[mine].sum(), len(scores) - 1
    for spot in range(reached[-1]):
        other = reached[spot]
        score = cells[other]
        if score > 0 and score + most >= scores[last]:
            place(other, score + shared_hubs(other, bits, worth, mine), others, scores)


@compiled
def place_marked(
    row: Integers,
    hubs: Hubs,
    mine: Integers,
    cells: Integers,
    others: Integers,
    scores: Integers,
) -> None:
    """Place among the best those marked whom hubs alone reach."""
    bits, worth, table = hubs
    for word in range(len(row)):
        left = row[word]
        while left:
            other = word * WORD + table[(left & -left) % MOD]
            left &= left - 1
            if cells[other] == 0:
                place(other, shared_hubs(other, bits, worth, mine), others, scores)


@inlined
def exclude(node: int, graph: Columns, cells: Integers, value: int) -> None:
    """Set the cells of a node and of those linked to it."""
    indptr, indices, _ = graph
    cells[node] = value
    for spot in range(indptr[node], indptr[node + 1]):
        cells[indices[spot]] = value


@compiled
def best(
    indptr: Integers, indices: Integers, weights: Integers, count: int, hub: int = HUB
) -> tuple[Integers, Integers]:
    """Give the best nodes for each; see :func:`.bulk.best`. The degree of a hub changes nothing."""
    size = len(indptr) - 1
    graph = indptr, indices, weights
    rank, hubs = hub_bits(graph, hub)
    others, scores = np.full((size, count), -1, np.int32), np.zeros((size, count), np.int64)
    cells, reached = np.zeros(size, np.int64), np.zeros(size + 1, np.int32)
    room = np.zeros(len(hubs[1]), np.int32)
    levels = np.zeros((len(hubs[1]) + 1, hubs[0].shape[1]), np.int64)
    for node in range(size):
        first, top = others[node], scores[node]
        gather(node, graph, rank, cells, reached)
        mine = room[: own_hubs(node, graph, rank, room)]
        exclude(node, graph, cells, -1)
        place_reached(hubs, mine, cells, reached, first, top)
        if len(mine):
            least = max(1, -(-top[-1] // hubs[1][mine].max()))
            if least <= len(mine):
                enough(least, hubs[0], mine, levels)
                place_marked(levels[least], hubs, mine, cells, first, top)
        exclude(node, graph, cells, 0)
        for spot in range(reached[-1]):
            cells[reached[spot]] = 0
        reached[-1] = 0
    return others, scores
