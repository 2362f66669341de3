"""Communities, bridges, connectors and isolated signatories."""

from importlib import import_module
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from cooperation.matching.graph import build_graph
from cooperation.matching.groups import Bridge, Isolated, circles
from cooperation.matching.measures import links
from cooperation.matching.structure import ties
from cooperation.matching.types import Network
from tests.cooperation.matching.builders import NETWORKS, actor, network

from .made import committed, flow, known, suggested

TRIANGLES = (flow(1, 2), flow(2, 3), flow(3, 1), flow(4, 5), flow(5, 6), flow(6, 4))


def test_two_triangles_and_a_bridge() -> None:
    found = circles(known(6, cooperations=(*TRIANGLES, flow(3, 4))))
    assert [row.members for row in found.communities] == [(1, 2, 3), (4, 5, 6)]
    assert [(row.inside, row.outside) for row in found.communities] == [(3, 1), (3, 1)]
    assert found.bridges == (Bridge(3, 4, (4, 5, 6)),)
    cut = [row for row in found.connectors if row.is_cut]
    assert [(row.actor_id, row.partners, row.sampled) for row in cut] == [
        (3, 3, False),
        (4, 3, False),
    ]
    assert cut[0].betweenness == 600_000  # 6 of the 10 pairs of others
    assert found.isolated == ()


def test_a_bridge_tells_whom_it_holds() -> None:
    found = circles(known(8, cooperations=(*TRIANGLES, flow(3, 4), flow(6, 7), flow(7, 8))))
    assert [(row.one, row.other, row.cut_off) for row in found.bridges] == [
        (3, 4, (1, 2, 3)),
        (6, 7, (7, 8)),
        (7, 8, (8,)),
    ]


def test_themes_of_a_community_are_shared_ones() -> None:
    actors = tuple(actor(ident, themes=frozenset({"food", f"own{ident}"})) for ident in range(1, 4))
    found = circles(known(3, actors=actors, cooperations=TRIANGLES[:3]))
    assert found.communities[0].themes == (("food", 3),)


def test_shared_actions_tie_but_a_crowd_does_not() -> None:
    pair = known(3, commitments=(committed(1, 7), committed(3, 7)))
    assert [row.members for row in circles(pair).communities] == [(1, 3)]
    crowd = known(60, commitments=tuple(committed(ident, 7) for ident in range(1, 52)))
    assert circles(crowd).communities == ()


def test_isolated_signatories_and_whom_they_could_meet() -> None:
    actors = (
        actor(1, kinds=frozenset({"signatory"})),
        actor(2),
        actor(3),
        actor(4, kinds=frozenset({"signatory"})),
        *(actor(ident) for ident in range(5, 12)),
    )
    rows = network(actors=actors, cooperations=(flow(4, 5),), commitments=(committed(3, 7),))
    meetings = [suggested(1, ident, score=ident) for ident in range(5, 12)]
    found = circles(ties(rows), [suggested(2, 1, 9, score=900), *meetings])
    assert found.isolated == (Isolated(1, (), (2, 9, 11, 10, 8, 7)[:5]), Isolated(3, (7,), ()))


def test_betweenness_is_sampled_in_a_large_network(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("cooperation.matching.groups.circles")
    monkeypatch.setattr(module, "FEW", 2)
    monkeypatch.setattr(module, "SAMPLED", 3)
    found = circles(known(6, cooperations=(*TRIANGLES, flow(3, 4))))
    assert found.connectors
    assert all(row.sampled for row in found.connectors)


def test_an_empty_territory() -> None:
    assert circles(known(0)) == circles(known(3))
    assert circles(known(0)).communities == ()


@given(NETWORKS)
def test_bridges_and_cuts_are_those_of_networkx(rows: Network) -> None:
    found = circles(ties(rows))
    linked = links(build_graph(rows))
    linked.remove_edges_from(list(nx.selfloop_edges(linked)))
    oracle: Any = linked
    pairs = [(row.one, row.other) for row in found.bridges]
    assert sorted(pairs) == sorted((min(edge), max(edge)) for edge in nx.bridges(oracle))
    cut = {row.actor_id for row in found.connectors if row.is_cut}
    assert cut == set(nx.articulation_points(oracle))
    for row in found.bridges:
        oracle.remove_edge(row.one, row.other)
        parts = [nx.node_connected_component(oracle, end) for end in (row.other, row.one)]
        assert set(row.cut_off) == min(parts, key=len)
        oracle.add_edge(row.one, row.other)
