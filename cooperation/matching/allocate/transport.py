"""Supplies, demands and arcs between them: the greatest quantity, then the least cost.

Every unit served crosses exactly one arc. So one number taken from the cost of every arc changes
the cost of the answer by that number times the quantity served, whichever way it is served:
costs are shifted to start from zero, which makes negative ones harmless. Dividing quantities, and
costs, by what divides them all changes nothing either, and keeps them small.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np

from .network import FlowNetwork, greatest


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """A transport problem in whole numbers.

    Attributes
    ----------
    supplies, demands : sequence of int
        Quantities, 0 or more.
    tails, heads : sequence of int
        Indices, in ``supplies`` and in ``demands``, of the ends of each arc; several arcs may link
        the same ends.
    costs : sequence of int
        Cost of a unit on each arc, of any sign.
    capacities : sequence of (int or None)
        The most that each arc carries, 0 or more; ``None`` when nothing bounds it.
    """

    supplies: Sequence[int]
    demands: Sequence[int]
    tails: Sequence[int]
    heads: Sequence[int]
    costs: Sequence[int]
    capacities: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best way to serve.

    Attributes
    ----------
    served : int
        Quantity served: the greatest there is.
    cost : int
        What it costs: the least for that quantity.
    flows : tuple of (int, int, int)
        (supply, demand, quantity), quantities above 0, sorted, one row for each pair.
    """

    served: int
    cost: int
    flows: tuple[tuple[int, int, int], ...]


def solve(problem: Transport) -> Answer:
    """Serve the greatest quantity, then at the least cost.

    The order of the arcs changes nothing.

    Parameters
    ----------
    problem : Transport
        What there is, what is wanted, and who may serve whom.

    Returns
    -------
    Answer
        Exact.

    Raises
    ------
    TooLargeError
        If the numbers pass 64 bits on too many arcs.
    """
    arcs = _arcs(problem)
    if not arcs:
        return Answer(0, 0, ())
    tails, heads, costs, capacities = (list(column) for column in zip(*arcs, strict=True))
    supplies = _reachable(problem.supplies, tails, capacities)
    demands = _reachable(problem.demands, heads, capacities)
    unit = gcd(*supplies, *demands, *capacities) or 1
    cheapest = min(costs)
    step = gcd(*(cost - cheapest for cost in costs)) or 1
    first = len(problem.supplies)
    network = FlowNetwork(
        supplies=[q // unit for q in supplies] + [-q // unit for q in demands],
        tails=_compact(tails),
        heads=_compact([first + head for head in heads]),
        capacities=_compact([capacity // unit for capacity in capacities]),
        costs=_compact([(cost - cheapest) // step for cost in costs]),
    )
    return _answer(tails, heads, costs, [int(flow) * unit for flow in greatest(network)])


def _arcs(problem: Transport) -> list[tuple[int, int, int, int]]:
    """Give the arcs that can carry something, each bounded by its ends, sorted."""
    found = []
    rows = zip(problem.tails, problem.heads, problem.costs, problem.capacities, strict=True)
    supplies, demands = problem.supplies, problem.demands
    for tail, head, cost, capacity in rows:
        bound = min(supplies[tail], demands[head])
        if capacity is not None and capacity < bound:
            bound = capacity
        if bound > 0:
            found.append((tail, head, cost, bound))
    found.sort()
    return found


def _reachable(quantities: Sequence[int], ends: list[int], capacities: list[int]) -> list[int]:
    """Bound each quantity by all that its arcs carry: what is beyond only makes numbers large."""
    carried = [0] * len(quantities)
    for end, capacity in zip(ends, capacities, strict=True):
        carried[end] += capacity
    return [min(pair) for pair in zip(quantities, carried, strict=True)]


def _compact(values: list[int]) -> Sequence[int]:
    """Hold values in 64 bits where they fit."""
    try:
        return np.asarray(values, dtype=np.int64)  # type: ignore[return-value]
    except OverflowError:
        return values


def _answer(tails: list[int], heads: list[int], costs: list[int], flows: list[int]) -> Answer:
    """Add up what flows between the same ends, and what it costs."""
    pairs: dict[tuple[int, int], int] = {}
    cost = 0
    for tail, head, price, flow in zip(tails, heads, costs, flows, strict=True):
        if flow:
            pairs[tail, head] = pairs.get((tail, head), 0) + flow
            cost += price * flow
    rows = tuple((tail, head, flow) for (tail, head), flow in sorted(pairs.items()))
    return Answer(sum(pairs.values()), cost, rows)
