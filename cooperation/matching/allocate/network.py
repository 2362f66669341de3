"""A flow network in whole numbers, and the two ways to solve it.

The fast way is OR-Tools (cost scaling, A. V. Goldberg, « An efficient implementation of a scaling
minimum-cost flow algorithm », *Journal of Algorithms* 22 (1), 1997). It counts in 64 bits: beyond,
or where it is not installed, networkx's network simplex counts in Python's integers, of any size.
Both are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

SAFE = 1 << 58
"""Bound under which OR-Tools' 64 bits cannot overflow: quantities, and costs times nodes."""

EXACT_LIMIT = 200_000
"""How many arcs the solver in integers of any size takes; it is thousands of times slower."""


class TooLargeError(ValueError):
    """Numbers beyond 64 bits on more arcs than the exact solver can take.

    Parameters
    ----------
    arcs : int
        How many arcs the network has.
    """

    def __init__(self, arcs: int) -> None:
        self.arcs = arcs
        super().__init__(f"{arcs} arcs with numbers beyond 64 bits")


@dataclass(frozen=True, slots=True, eq=False)
class FlowNetwork:
    """Arcs between numbered nodes; some nodes send, some receive.

    Attributes
    ----------
    supplies : sequence of int
        What each node sends (positive) or receives (negative).
    tails, heads : sequence of int
        Nodes at both ends of each arc.
    capacities : sequence of int
        The most that each arc carries, 0 or more.
    costs : sequence of int
        Cost of a unit on each arc; 0 or more, or no directed cycle.
    """

    supplies: Sequence[int] | Ints
    tails: Sequence[int] | Ints
    heads: Sequence[int] | Ints
    capacities: Sequence[int] | Ints
    costs: Sequence[int] | Ints


@cache
def or_tools() -> ModuleType | None:
    """Import OR-Tools on first use, or give ``None`` where it is not installed."""
    if find_spec("ortools") is None:
        return None
    return import_module("ortools.graph.python.min_cost_flow")


def is_safe(network: FlowNetwork) -> bool:
    """Tell whether no sum that a 64-bit solver makes on a network can overflow."""
    sent = sum(max(int(value), 0) for value in network.supplies)
    received = sum(max(-int(value), 0) for value in network.supplies)
    arcs = len(network.tails)
    capacity = max((int(value) for value in _extremes(network.capacities)), default=0)
    cost = max((abs(int(value)) for value in _extremes(network.costs)), default=0)
    nodes = len(network.supplies) + 4
    return max(sent, received, capacity * max(arcs, 1), cost * nodes) < SAFE


def _extremes(values: Sequence[int] | Ints) -> tuple[int, ...]:
    """Give the least and the greatest of some values; nothing for none."""
    if not len(values):
        return ()
    if isinstance(values, np.ndarray):
        return int(values.min()), int(values.max())
    return min(values), max(values)


def greatest(network: FlowNetwork) -> Sequence[int] | Ints:
    """Send as much as possible, then at the least cost among those.

    Parameters
    ----------
    network : FlowNetwork
        What is sent and received need not balance.

    Returns
    -------
    sequence of int
        What flows on each arc.

    Raises
    ------
    TooLargeError
        If the numbers pass 64 bits on more than ``EXACT_LIMIT`` arcs.
    """
    module = or_tools()
    if module is not None and is_safe(network):
        return _by_or_tools(module, network, balanced=False)
    if len(network.tails) > EXACT_LIMIT:
        raise TooLargeError(len(network.tails))
    return by_simplex(network)


def balanced(network: FlowNetwork) -> Sequence[int] | Ints:
    """Send everything at the least cost; the network must be able to (a penalty arc does it)."""
    module = or_tools()
    if module is not None and is_safe(network):
        return _by_or_tools(module, network, balanced=True)
    return by_simplex(network)


def _by_or_tools(module: ModuleType, network: FlowNetwork, *, balanced: bool) -> Ints:
    """Solve in 64 bits."""
    solver = module.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.asarray(network.tails, dtype=np.int32),
        np.asarray(network.heads, dtype=np.int32),
        np.asarray(network.capacities, dtype=np.int64),
        np.asarray(network.costs, dtype=np.int64),
    )
    nodes = np.arange(len(network.supplies), dtype=np.int32)
    solver.set_nodes_supplies(nodes, np.asarray(network.supplies, dtype=np.int64))
    status = solver.solve() if balanced else solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"min-cost flow: {status}")
    found: Ints = solver.flows(np.arange(len(network.tails), dtype=np.int32))
    return found


def by_simplex(network: FlowNetwork) -> list[int]:
    """Solve in integers of any size, with networkx's network simplex.

    An arc from a source to a sink, dearer than any detour, carries what cannot be sent.
    """
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    count = len(network.supplies)
    source, sink = count, count + 1
    sent = sum(max(int(value), 0) for value in network.supplies)
    graph.add_nodes_from(range(count), demand=0)
    graph.add_node(source, demand=-sent)
    graph.add_node(sink, demand=sent)
    costs = [int(value) for value in network.costs]
    dearer = 1 + 2 * sum(map(abs, costs))
    graph.add_edge(source, sink, capacity=sent, weight=dearer)
    for node, value in enumerate(network.supplies):
        ends = (source, node) if value > 0 else (node, sink)
        graph.add_edge(*ends, capacity=abs(int(value)), weight=0)
    rows = zip(network.tails, network.heads, network.capacities, costs, strict=True)
    for number, (tail, head, capacity, cost) in enumerate(rows):
        graph.add_edge(int(tail), int(head), key=number, capacity=int(capacity), weight=cost)
    _, flows = nx.network_simplex(graph)
    return [
        flows[int(tail)][int(head)][number]
        for number, (tail, head) in enumerate(zip(network.tails, network.heads, strict=True))
    ]
