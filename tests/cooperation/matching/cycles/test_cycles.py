"""Bounded cycles: networkx, the plain search, the kernel and its source say the same."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.cycles import bounded, columns, cycles_up_to, kernels
from tests.cooperation.matching.interpreted import interpreted

GRAPHS = st.integers(1, 9).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, size - 1), max_size=5), min_size=size, max_size=size
    )
)


def _oracle(following: list[list[int]], limit: int) -> set[tuple[int, ...]]:
    """Cycles of networkx, least node first, loops of one node left out."""
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(range(len(following)))
    graph.add_edges_from((node, end) for node, row in enumerate(following) for end in row)
    found = set()
    for cycle in nx.simple_cycles(graph, length_bound=limit):
        least = cycle.index(min(cycle))
        if len(cycle) > 1:
            found.add((*cycle[least:], *cycle[:least]))
    return found


def _paths(rows: Any) -> list[tuple[int, ...]]:
    return [tuple(node for node in row if node >= 0) for row in rows.tolist()]


@given(GRAPHS, st.integers(2, 5))
def test_the_cycles_are_those_of_networkx(following: list[list[int]], limit: int) -> None:
    found = _paths(cycles_up_to(*columns(following), limit=limit))
    assert found == sorted(_oracle(following, limit))


@given(GRAPHS, st.integers(2, 5), st.data())
def test_the_kernel_equals_the_plain_search(
    following: list[list[int]], limit: int, data: st.DataObject
) -> None:
    size = len(following)
    owners = data.draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    group = np.array(owners, dtype=np.int32)
    found = kernels.cycles(*columns(following), group, limit)
    assert np.array_equal(found, bounded.slowly(*columns(following), group, limit))
    assert all(len({owners[node] for node in path}) == len(path) for path in _paths(found))


def test_many_cycles_need_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    following = [[other for other in range(8) if other != node] for node in range(8)]
    arguments = *columns(following), np.arange(8, dtype=np.int32), 5
    plainly = bounded.slowly(*arguments)
    assert len(plainly) == 28 + 112 + 420 + 1344
    assert np.array_equal(kernels.cycles(*arguments), plainly)
    source = interpreted(monkeypatch, "cooperation.matching.cycles.kernels")
    assert np.array_equal(source.cycles(*arguments), plainly)
    ring = *columns([[1], [2], [3], [0]]), np.arange(4, dtype=np.int32), 5
    assert _paths(source.cycles(*ring)) == [(0, 1, 2, 3)]


def test_a_large_graph_goes_through_the_kernel() -> None:
    ring = [[(node + 1) % 3000 if node % 3 < 2 else node - 2] for node in range(3000)]
    assert _paths(cycles_up_to(*columns(ring), limit=3))[:2] == [(0, 1, 2), (3, 4, 5)]


def test_no_node_no_cycle() -> None:
    assert cycles_up_to(*columns([])).shape == (0, 5)


@pytest.mark.parametrize("limit", [1, 6])
def test_a_limit_out_of_bounds_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match=f"2 to 5, not {limit}"):
        cycles_up_to(*columns([[]]), limit=limit)
