"""Bridges and articulation points: networkx, the kernel and its source say the same."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.cuts import cuts
from cooperation.matching.cycles import columns
from tests.cooperation.matching.interpreted import interpreted

GRAPHS = st.integers(1, 14).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=22),
    )
)


def _graph(size: int, edges: Any) -> Any:
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    return graph


@given(GRAPHS)
def test_cuts_are_those_of_networkx(drawn: Any) -> None:
    graph = _graph(*drawn)
    bridges, points = cuts(*columns([list(graph[node]) for node in sorted(graph)]))
    assert bridges.tolist() == sorted(sorted(edge) for edge in nx.bridges(graph))
    assert points.tolist() == sorted(nx.articulation_points(graph))


def test_two_triangles_a_link_and_a_node_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = _graph(8, [(0, 1), (1, 2), (2, 0), (2, 5), (5, 6), (6, 7), (7, 5)])
    rows = columns([list(graph[node]) for node in range(8)])
    bridges, points = cuts(*rows)
    assert (bridges.tolist(), points.tolist()) == ([[2, 5]], [2, 5])
    source = interpreted(monkeypatch, "cooperation.matching.cuts.kernels")
    above, held, cut = source.search(*rows)
    assert np.flatnonzero(held).tolist() == [5]
    assert above[5] == 2
    assert np.flatnonzero(cut).tolist() == [2, 5]


def test_nothing_to_cut() -> None:
    bridges, points = cuts(*columns([]))
    assert bridges.shape == (0, 2)
    assert points.tolist() == []
