"""The answer of a merged problem, brought back to organisations.

In a node everyone gives, or gets, in proportion to what it has, or wants; what rounding leaves goes
one by one to the largest remainders, then to the first identifiers. Nobody gives more than it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cooperation.matching.allocate.network import Ints

from .merging import GRADES, Problem
from .stocks import Stocks

Share = tuple[int, int]
"""A row of a side, and a quantity."""

Delivery = tuple[int, int, int, int]
"""Row of the offers, row of the needs, quantity above 0, metres (−1 when unknown)."""


def proportional(parts: Sequence[int], total: int) -> list[int]:
    """Share a total in proportion to parts that add up to it or more.

    Examples
    --------
    >>> proportional([1, 1, 2], 3)
    [1, 1, 1]
    """
    whole = sum(parts)
    if total >= whole:
        return list(parts)
    shares = [part * total // whole for part in parts]
    rest = sorted(range(len(parts)), key=lambda n: (-(parts[n] * total % whole), n))
    for number in rest[: total - sum(shares)]:
        shares[number] += 1
    return shares


def share(stocks: Stocks, problem: Problem, flows: Ints) -> tuple[Delivery, ...]:
    """Bring the flows of a merged problem back to the rows of both sides.

    Parameters
    ----------
    stocks : Stocks
        The rows.
    problem : Problem
        The merged problem.
    flows : array of int
        What flows on each arc of its network.

    Returns
    -------
    tuple of Delivery
        Sorted, one for each pair of rows; deterministic.
    """
    entries = problem.entries.shape[1]
    given = flows[4 : 4 + entries]
    unserved = flows[4 + entries : 4 + entries + len(problem.needs.chain)]
    moved = flows[len(flows) - len(problem.tails) :]
    arcs = np.flatnonzero(moved)
    code = problem.offers.node * len(GRADES) + stocks.offers.grade[problem.offers.rows]
    starts = _by_node(problem.offers.rows, problem.offers.quantities, code)
    ends = _by_node(problem.needs.rows, problem.needs.quantities, problem.needs.node)
    held: list[list[Share]] = [[] for _ in problem.offers.chain]
    for (node, grade), flow in zip(problem.entries.T.tolist(), given.tolist(), strict=True):
        held[node] += _shared(starts[node * len(GRADES) + grade], flow)
    asked = [
        _shared(ends[node], sum(part for _, part in ends[node]) - missing)
        for node, missing in enumerate(unserved.tolist())
    ]
    out = _along(problem.offers.chain, held, problem.tails[arcs], moved[arcs])
    into = _along(problem.needs.chain, asked, problem.heads[arcs], moved[arcs])
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for number, arc in enumerate(arcs.tolist()):
        metres = int(problem.metres[arc])
        for start, end, quantity in _paired(out[number], into[number]):
            before = found.get((start, end), (0, 0))[0]
            found[start, end] = before + quantity, metres
    return tuple((*pair, *found[pair]) for pair in sorted(found))


def _by_node(rows: Ints, quantities: Ints, nodes: Ints) -> dict[int, list[Share]]:
    """Gather rows and quantities by node."""
    found: dict[int, list[Share]] = {}
    columns = (rows.tolist(), quantities.tolist(), nodes.tolist())
    for row, quantity, node in zip(*columns, strict=True):
        found.setdefault(node, []).append((row, quantity))
    return found


def _shared(parts: list[Share], total: int) -> list[Share]:
    """Share a total between rows; those that get nothing are left out."""
    shares = proportional([part for _, part in parts], total)
    return [(row, got) for (row, _), got in zip(parts, shares, strict=True) if got]


def _along(chain: Ints, held: list[list[Share]], nodes: Ints, moved: Ints) -> list[list[Share]]:
    """Split what nodes hold between arcs, each served by its node or a wider one of the chain."""
    found: list[list[Share]] = [[] for _ in nodes]
    by_node: dict[int, list[int]] = {}
    for arc, node in enumerate(nodes.tolist()):
        by_node.setdefault(node, []).append(arc)
    quantities, chains = moved.tolist(), chain.tolist()
    pool: list[Share] = []
    for node in range(len(chains) - 1, -1, -1):
        if node + 1 < len(chains) and chains[node] != chains[node + 1]:
            pool = []
        pool += held[node]
        for arc in by_node.get(node, ()):
            found[arc] = _taken(pool, quantities[arc])
    return found


def _taken(pool: list[Share], quantity: int) -> list[Share]:
    """Take a quantity out of a pool, the last first."""
    found = []
    while quantity:
        row, part = pool.pop()
        taken = min(part, quantity)
        found.append((row, taken))
        quantity -= taken
        if part > taken:
            pool.append((row, part - taken))
    return found


def _paired(gives: list[Share], gets: list[Share]) -> Iterator[tuple[int, int, int]]:
    """Face two lists of the same total."""
    left, right = list(reversed(gives)), list(reversed(gets))
    while left:
        (start, given), (end, got) = left.pop(), right.pop()
        quantity = min(given, got)
        yield start, end, quantity
        if given > quantity:
            left.append((start, given - quantity))
        if got > quantity:
            right.append((end, got - quantity))
