"""Where the nodes are drawn, and simple figures of who is linked to whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

import networkx as nx

from .graph import ORGANISATION, Graph

ITERATIONS = 60
DECIMALS = 4
MIDDLE = 0.5
COOPERATES = frozenset({"cooperates"})


def layout(graph: Graph, seed: int) -> dict[str, tuple[float, float]]:
    """Place the nodes in the unit square, linked ones near each other.

    Fruchterman-Reingold forces, on the simple undirected graph. Quadratic: keep what it gives
    rather than asking again.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As :func:`~cooperation.matching.graph.build_graph` makes it.
    seed : int
        Same seed, same drawing.

    Returns
    -------
    dict
        Node key → (x, y), each from 0 to 1, rounded to 4 decimals, keys sorted.

    References
    ----------
    T. Fruchterman, E. Reingold, « Graph drawing by force-directed placement », 1991.
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted({(min(edge), max(edge)) for edge in graph.edges()}))
    spots = nx.spring_layout(simple, seed=seed, iterations=ITERATIONS)
    spans = [_span([float(spot[axis]) for spot in spots.values()]) for axis in (0, 1)]
    return {
        key: (_scale(float(spots[key][0]), spans[0]), _scale(float(spots[key][1]), spans[1]))
        for key in sorted(spots)
    }


def _span(values: list[float]) -> tuple[float, float]:
    """Give the least and the greatest of values."""
    return min(values, default=0.0), max(values, default=0.0)


def _scale(value: float, span: tuple[float, float]) -> float:
    """Bring a value from a span to the unit interval; to its middle when the span is empty."""
    low, high = span
    return round((value - low) / (high - low), DECIMALS) if high > low else MIDDLE


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of the links between organisations.

    Attributes
    ----------
    degrees : tuple of (int, int)
        (organisation, how many others it is linked to), sorted by identifier.
    components : tuple of tuple of int
        Groups linked together, the largest first, isolated ones left out.
    isolated : tuple of int
        Organisations linked to nobody.
    bridges : tuple of (int, int)
        Links without which a group falls in two.
    connectors : tuple of int
        Organisations without which a group falls in two.
    """

    degrees: tuple[tuple[int, int], ...]
    components: tuple[tuple[int, ...], ...]
    isolated: tuple[int, ...]
    bridges: tuple[tuple[int, int], ...]
    connectors: tuple[int, ...]


def links(graph: Graph, kinds: Collection[str] = COOPERATES) -> nx.Graph[int]:
    """Give who is linked to whom by edges of some kinds, as a simple graph of identifiers."""
    found: nx.Graph[int] = nx.Graph()
    idents: dict[str, int] = {
        key: data["ident"] for key, data in graph.nodes(data=True) if data["kind"] == ORGANISATION
    }
    found.add_nodes_from(idents.values())
    found.add_edges_from(
        (idents[start], idents[end])
        for start, end, data in graph.edges(data=True)
        if data["kind"] in kinds
    )
    return found


def measure(graph: Graph, kinds: Collection[str] = COOPERATES) -> Measures:
    """Measure the links between organisations.

    Parameters
    ----------
    graph : networkx.MultiDiGraph
        As :func:`~cooperation.matching.graph.build_graph` makes it.
    kinds : collection of str
        Kinds of edge, between organisations, that count as links.
    """
    linked = links(graph, kinds)
    # The stubs say that a bridge is a node; it is an edge.
    bridges = nx.bridges(cast("nx.Graph[tuple[int, int]]", linked))
    groups = [tuple(sorted(group)) for group in nx.connected_components(linked)]
    together = [group for group in groups if len(group) > 1]
    return Measures(
        degrees=tuple(sorted(linked.degree())),
        components=tuple(sorted(together, key=lambda group: (-len(group), group))),
        isolated=tuple(sorted(nx.isolates(linked))),
        bridges=tuple(sorted((min(edge), max(edge)) for edge in bridges)),
        connectors=tuple(sorted(nx.articulation_points(linked))),
    )
