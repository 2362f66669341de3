"""The network as a ``networkx.MultiDiGraph``: flows follow the edges.

Nodes are ``kind:id`` (``organisation:12``, ``resource:food.bakery.bread``, ``place:38185``,
``theme:food``). Edges, by their ``kind``:

- ``offers``: organisation → resource; ``needs``: resource → organisation;
- ``transforms``: input → organisation, organisation → output (with the ``transformation``);
- ``located``: organisation → place; ``committed``: organisation → theme;
- ``cooperates`` and ``suggested``: organisation → organisation, with the ``resource``.

A directed path through ``offers``, ``transforms`` and ``needs`` is therefore a chain of flows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import networkx as nx

from .points import Suggestion
from .types import Direction, Network

ORGANISATION = "organisation"
RESOURCE = "resource"
PLACE = "place"
THEME = "theme"

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Edge: TypeAlias = tuple[str, str, str, dict[str, str | int]]
"""Start, end, kind, and what else is known of it."""


def node(kind: str, identifier: int | str) -> str:
    """Give the key of a node.

    Examples
    --------
    >>> node(ORGANISATION, 12)
    'organisation:12'
    """
    return f"{kind}:{identifier}"


def build_graph(network: Network, suggestions: Iterable[Suggestion] = ()) -> Graph:
    """Build the graph of a network.

    Parameters
    ----------
    network : Network
        The network, its rows in any order; rows about an unknown organisation are left out.
    suggestions : iterable of Suggestion
        Added as ``suggested`` edges.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes and edges are inserted in sorted order, so that nothing computed from it depends on
        the order of the rows. Nodes have ``kind``, ``ident`` and ``label``.
    """
    graph: Graph = nx.MultiDiGraph()
    for actor in sorted(network.actors, key=lambda row: row.id):
        key = node(ORGANISATION, actor.id)
        graph.add_node(key, kind=ORGANISATION, ident=actor.id, label=actor.name)
    known = frozenset(graph)
    edges = (*_edges(network), *_suggested(suggestions))
    for start, end, kind, data in sorted(edges, key=_order):
        if all(not key.startswith(f"{ORGANISATION}:") or key in known for key in (start, end)):
            for key in (start, end):
                if key not in graph:
                    _add_node(graph, key, network)
            graph.add_edge(start, end, kind=kind, **data)
    return graph


def _order(edge: Edge) -> tuple[str, str, str, str]:
    """Order edges totally."""
    start, end, kind, data = edge
    return start, end, kind, repr(sorted(data.items()))


def _add_node(graph: Graph, key: str, network: Network) -> None:
    """Add a node that is not an organisation."""
    kind, _, ident = key.partition(":")
    resource = network.knowledge.resources.get(ident) if kind == RESOURCE else None
    graph.add_node(key, kind=kind, ident=ident, label=resource.label if resource else ident)


def _edges(network: Network) -> Iterator[Edge]:
    """Give the edges of what is recorded, in any order."""
    for actor in network.actors:
        if actor.place and actor.place.insee:
            place = node(PLACE, actor.place.insee)
            yield node(ORGANISATION, actor.id), place, "located", {}
    for row in network.commitments:
        action: dict[str, str | int] = {"action": row.action_id}
        yield node(ORGANISATION, row.actor_id), node(THEME, row.theme), "committed", action
    for flow in network.cooperations:
        resource: dict[str, str | int] = {"resource": flow.resource}
        parties = node(ORGANISATION, flow.giver_id), node(ORGANISATION, flow.receiver_id)
        yield *parties, "cooperates", resource
    yield from _posted(network)
    yield from _transformed(network)


def _posted(network: Network) -> Iterator[Edge]:
    """Give the edges of the postings."""
    for row in network.postings:
        actor, resource = node(ORGANISATION, row.actor_id), node(RESOURCE, row.resource)
        if row.direction == Direction.OFFER:
            yield actor, resource, "offers", {"posting": row.id}
        else:
            yield resource, actor, "needs", {"posting": row.id}


def _transformed(network: Network) -> Iterator[Edge]:
    """Give the edges of the know-hows, both sides of each organisation."""
    for row in network.capabilities:
        known = network.knowledge.transformations.get(row.transformation)
        actor = node(ORGANISATION, row.actor_id)
        data: dict[str, str | int] = {"transformation": row.transformation}
        for code in known.inputs if known else ():
            yield node(RESOURCE, code), actor, "transforms", data
        for code in known.outputs if known else ():
            yield actor, node(RESOURCE, code), "transforms", data


def _suggested(suggestions: Iterable[Suggestion]) -> Iterator[Edge]:
    """Give the edges of suggestions."""
    for row in suggestions:
        parties = node(ORGANISATION, row.giver_id), node(ORGANISATION, row.receiver_id)
        yield *parties, "suggested", {"resource": row.resource, "score": row.score}


def ego(graph: Graph, actor_id: int, radius: int = 1) -> Graph:
    """Give what is at most ``radius`` edges away from an organisation, whatever their direction.

    Raises
    ------
    networkx.NodeNotFound
        If the organisation is not in the graph.
    """
    key = node(ORGANISATION, actor_id)
    if key not in graph:
        raise nx.NodeNotFound(key)
    kept = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), key, radius)
    return graph.subgraph(sorted(kept)).copy()


def flow_path(graph: Graph, giver_id: int, receiver_id: int) -> tuple[str, ...]:
    """Give a shortest chain of offers, transformations and needs between two organisations.

    Returns
    -------
    tuple of str
        Node keys from the giver to the receiver; empty when there is no chain.
    """
    flows = {"offers", "transforms", "needs", "cooperates"}
    chosen: nx.DiGraph[str] = nx.DiGraph()
    chosen.add_nodes_from(graph)
    chosen.add_edges_from(
        (start, end) for start, end, data in graph.edges(data=True) if data["kind"] in flows
    )
    return _path(chosen, giver_id, receiver_id)


def closest_path(graph: Graph, one_id: int, other_id: int) -> tuple[str, ...]:
    """Give a shortest path between two organisations, whatever the edges and their direction."""
    return _path(nx.Graph(graph), one_id, other_id)


def _path(graph: nx.Graph[str], one_id: int, other_id: int) -> tuple[str, ...]:
    """Give a shortest path, or nothing."""
    try:
        return tuple(
            nx.shortest_path(graph, node(ORGANISATION, one_id), node(ORGANISATION, other_id))
        )
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return ()
