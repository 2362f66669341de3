"""Who is linked to whom: communities, bridges, connectors, isolated signatories.

Communities rest on all ties, in whole weights: 4 for a cooperation, 1 for each shared action of the
roadmap (those to which more than fifty are committed say nothing of who works with whom). Bridges
and connectors rest on cooperations alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import networkx as nx
import numpy as np

from cooperation.matching.communities import communities
from cooperation.matching.cuts import cuts
from cooperation.matching.cycles import columns
from cooperation.matching.points import Suggestion
from cooperation.matching.structure import Ties

from .types import Bridge, Circles, Community, Connector, Isolated

COOPERATION = 4
CROWD = 50
FEW = 1_500
"""Linked organisations up to which betweenness is exact."""
SAMPLED = 200
SEED = 1
MILLION = 1_000_000
CONNECTORS = 20
COULD_MEET = 5
SIGNATORY = "signatory"


def circles(known: Ties, suggestions: Iterable[Suggestion] = ()) -> Circles:
    """Tell who is linked to whom.

    Parameters
    ----------
    known : Ties
        The ties of the network.
    suggestions : iterable of Suggestion
        Whom the isolated could meet comes from them.
    """
    groups, modularity = _communities(known)
    bridges, points = _cuts(known)
    return Circles(
        groups, bridges, _connectors(known, points), _isolated(known, suggestions), modularity
    )


def weights(known: Ties) -> dict[tuple[int, int], int]:
    """Give the weight of the ties of each pair, the smaller identifier first, sorted."""
    found: Counter[tuple[int, int]] = Counter()
    for one, partners in known.partners.items():
        found.update({(one, other): COOPERATION for other in partners if one < other})
    for members in known.members.values():
        if len(members) <= CROWD:
            found.update(combinations(sorted(members), 2))
    return {pair: found[pair] for pair in sorted(found)}


def _communities(known: Ties) -> tuple[tuple[Community, ...], int]:
    """Find communities; those of one organisation are left out."""
    tied = weights(known)
    nodes = sorted({node for pair in tied for node in pair})
    index = {node: number for number, node in enumerate(nodes)}
    rows: list[dict[int, int]] = [{} for _ in nodes]
    for (one, other), weight in tied.items():
        rows[index[one]][index[other]] = rows[index[other]][index[one]] = weight
    each = np.array([row[other] for row in rows for other in sorted(row)], dtype=np.int64)
    found = communities(*columns(rows), each)
    groups: dict[int, list[int]] = defaultdict(list)
    for node, label in zip(nodes, found.labels.tolist(), strict=True):
        groups[label].append(node)
    told = (_community(known, tied, tuple(members)) for members in groups.values())
    return tuple(sorted(told, key=lambda row: (-len(row.members), row.members))), found.modularity


def _community(
    known: Ties, tied: Mapping[tuple[int, int], int], members: tuple[int, ...]
) -> Community:
    """Tell a community: its themes, and how closed it is."""
    here = frozenset(members)
    themes = Counter(theme for member in members for theme in known.themes[member])
    shared = sorted(
        (row for row in themes.items() if row[1] > 1), key=lambda row: (-row[1], row[0])
    )
    ends = Counter(len(here & set(pair)) for pair in tied)
    return Community(members, tuple(shared), ends[2], ends[1])


def _cuts(known: Ties) -> tuple[tuple[Bridge, ...], frozenset[int]]:
    """Find the cooperations and the organisations without which a group falls apart."""
    nodes = tuple(known.partners)
    index = {node: number for number, node in enumerate(nodes)}
    links, points = cuts(
        *columns([[index[other] for other in known.partners[node]] for node in nodes])
    )
    pairs = [(nodes[one], nodes[other]) for one, other in links.tolist()]
    bridges = [Bridge(one, other, _cut_off(known, one, other)) for one, other in pairs]
    bridges.sort(key=lambda row: (-len(row.cut_off), row.one, row.other))
    return tuple(bridges), frozenset(nodes[point] for point in points.tolist())


def _cut_off(known: Ties, one: int, other: int) -> tuple[int, ...]:
    """Give the smaller part that a bridge holds."""
    there, here = _side(known, other, one), _side(known, one, other)
    return tuple(sorted(there if len(there) <= len(here) else here))


def _side(known: Ties, start: int, without: int) -> set[int]:
    """Give who is reached from one end of a bridge without crossing it."""
    reached, waiting = {start, without}, [start]
    while waiting:
        for other in known.partners[waiting.pop()]:
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached - {without}


def _connectors(known: Ties, points: frozenset[int]) -> tuple[Connector, ...]:
    """Find who is on the way between others, and how often."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(known.partners)
    graph.add_edges_from(
        (one, other) for one, row in known.partners.items() for other in sorted(row)
    )
    sampled = len(graph) > FEW
    shares = nx.betweenness_centrality(graph, k=SAMPLED if sampled else None, seed=SEED)
    found = [
        Connector(node, len(known.partners[node]), int(MILLION * share), node in points, sampled)
        for node, share in shares.items()
        if share > 0
    ]
    return tuple(sorted(found, key=lambda row: (-row.betweenness, row.actor_id))[:CONNECTORS])


def _isolated(known: Ties, suggestions: Iterable[Suggestion]) -> tuple[Isolated, ...]:
    """Find the signatories that cooperate with nobody: they signed, or committed themselves."""
    alone = [
        key
        for key, actor in known.actors.items()
        if key not in known.partners and (SIGNATORY in actor.kinds or key in known.actions)
    ]
    others: dict[int, list[int]] = {key: [] for key in alone}
    for row in sorted(suggestions, key=lambda row: row.sort_key):
        for key in others.keys() & set(row.everyone):
            others[key] += [other for other in row.everyone if other not in (key, *others[key])]
    return tuple(
        Isolated(key, tuple(sorted(known.actions.get(key, ()))), tuple(others[key][:COULD_MEET]))
        for key in alone
    )
