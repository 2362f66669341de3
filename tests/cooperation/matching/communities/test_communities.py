"""Communities: as good as those of networkx, the same in source and compiled."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.communities import communities, kernels
from cooperation.matching.cycles import columns
from tests.cooperation.matching.interpreted import interpreted

GRAPHS = st.integers(1, 14).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.dictionaries(
            st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(
                lambda edge: edge[0] < edge[1]
            ),
            st.integers(1, 9),
            max_size=30,
        ),
    )
)


def _graph(size: int, edges: Any) -> Any:
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((*edge, weight) for edge, weight in edges.items())
    return graph


def _columns(graph: Any) -> tuple[Any, Any, Any]:
    rows = columns([list(graph[node]) for node in sorted(graph)])
    weights = [
        graph[node][other]["weight"] for node in sorted(graph) for other in sorted(graph[node])
    ]
    return *rows, np.array(weights, dtype=np.int64)


def _groups(labels: Any) -> list[set[int]]:
    return [set(np.flatnonzero(labels == label).tolist()) for label in range(max(labels) + 1)]


@given(GRAPHS)
def test_the_modularity_is_that_of_networkx(drawn: Any) -> None:
    graph = _graph(*drawn)
    found = communities(*_columns(graph), starts=2)
    groups = _groups(found.labels)
    assert sorted(node for group in groups for node in group) == sorted(graph)
    assert [min(group) for group in groups] == sorted(min(group) for group in groups)
    if graph.number_of_edges():
        exact = nx.community.modularity(graph, groups)
        assert found.modularity == int(np.floor(round(exact * 1e6, 6)))
        alone = nx.community.modularity(graph, [{node} for node in graph])
        assert exact >= alone


def test_a_known_club_falls_apart_as_well_as_with_networkx() -> None:
    graph: Any = nx.karate_club_graph()
    found = communities(*_columns(graph))
    best = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
        for seed in range(3)
    )
    assert found.modularity >= int(best * 1e6) - 1
    assert communities(*_columns(graph)).labels.tolist() == found.labels.tolist()
    assert communities(*_columns(graph), starts=4).modularity >= found.modularity


def test_cliques_in_a_ring_are_communities() -> None:
    graph: Any = nx.ring_of_cliques(12, 5)
    rows = columns([list(graph[node]) for node in sorted(graph)])
    found = communities(*rows)
    assert found.labels.tolist() == [node // 5 for node in range(60)]
    assert found.modularity == int(nx.community.modularity(graph, _groups(found.labels)) * 1e6)


def test_the_source_does_what_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    graph: Any = nx.karate_club_graph()
    indptr, indices, weights = _columns(graph)
    columns_ = indptr.astype(np.int64), indices, weights, np.arange(34) % 2 * 2
    source = interpreted(monkeypatch, "cooperation.matching.communities.kernels")
    order = np.arange(34, dtype=np.int32)
    done: list[Any] = []
    for module in (source, kernels):
        labels = order.copy()
        moves = module.move(columns_, labels, order)
        quality = module.quality(columns_, labels)
        count = module.renumber(labels)
        folded = module.fold(columns_, labels, count)
        assert quality == module.quality(folded, np.arange(count, dtype=np.int32))
        parts = [part.tolist() for part in folded]
        done.append((moves, quality, count, labels.tolist(), parts))
    assert done[0] == done[1]


def test_no_link_no_community() -> None:
    assert communities(*columns([[], []])).labels.tolist() == [0, 1]
    assert communities(*columns([]))[1] == 0


def test_weights_that_would_overflow_are_refused() -> None:
    with pytest.raises(ValueError, match="must be under 2147483648"):
        communities(*columns([[1], [0]]), np.array([2**30, 2**30]))
