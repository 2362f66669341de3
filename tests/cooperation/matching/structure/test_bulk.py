"""Shared neighbours in bulk: networkx, the plain search, the kernel and its source say the same."""

from decimal import Decimal
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.cycles import columns
from cooperation.matching.structure import (
    adamic_adar,
    best,
    common_neighbours,
    kernels,
    resource_allocation,
    scores_from,
)
from tests.cooperation.matching.interpreted import interpreted

WEIGHTS = [adamic_adar, resource_allocation, common_neighbours]
EDGES = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.just(size),
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=40),
    )
)


def _neighbours(size: int, edges: Any) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in range(size)]
    for one, other in edges:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return [sorted(row) for row in found]


def _plainly(rows: list[list[int]], weight: Any, count: int) -> tuple[list[Any], list[Any]]:
    """Take the best of the plain scores, linked nodes left out."""
    neighbours = dict(enumerate(rows))
    found: tuple[list[Any], list[Any]] = [], []
    for node, linked in neighbours.items():
        scores = scores_from(node, neighbours, weight)
        kept = sorted((-score, other) for other, score in scores.items() if other not in linked)
        kept = kept[:count] + [(0, -1)] * (count - len(kept))
        found[0].append([other for _, other in kept])
        found[1].append([-score for score, _ in kept])
    return found


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("hub", [1, 3, 64])
@given(drawn=EDGES, count=st.integers(1, 4))
def test_the_best_are_those_of_the_plain_scores(
    drawn: Any, count: int, weight: Any, hub: int
) -> None:
    rows = _neighbours(*drawn)
    indptr, indices = columns(rows)
    each = np.array([weight(len(row)) for row in rows], dtype=np.int64)
    others, scores = kernels.best(indptr, indices, each, count, hub)
    assert (others.tolist(), scores.tolist()) == _plainly(rows, weight, count)
    if hub == 64:
        assert np.array_equal(best(indptr, indices, weight, count)[0], others)


def _star_of_hubs() -> list[list[int]]:
    """Make hubs that share almost everyone, and a few nodes near each other."""
    edges = [(hub, node) for hub in range(4) for node in range(4 + hub, 120, hub + 1)]
    edges += [(node, node + 1) for node in range(4, 40)]
    return _neighbours(130, edges)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_hubs_are_exact_in_source_and_compiled(
    weight: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _star_of_hubs()
    assert max(len(row) for row in rows) > 64
    found = best(*columns(rows), weight, 5)
    assert tuple(part.tolist() for part in found) == _plainly(rows, weight, 5)
    source = interpreted(monkeypatch, "cooperation.matching.structure.kernels")
    each = np.array([weight(len(row)) for row in rows], dtype=np.int64)
    for hub in (2, 64):
        slowly = source.best(*columns(rows), each, 5, hub)
        assert all(np.array_equal(one, two) for one, two in zip(slowly, found, strict=True))
    bits, levels = np.array([[0b0111], [0b0110], [0b1100]]), np.ones((4, 1), np.int64)
    for least, marked in ((1, 0b1111), (2, 0b0110), (3, 0b0100)):
        source.enough(least, bits, np.arange(3), levels)
        assert levels[least].tolist() == [marked]


@given(EDGES)
def test_scores_are_those_of_networkx(drawn: Any) -> None:
    graph: Any = nx.Graph()
    rows = _neighbours(*drawn)
    graph.add_nodes_from(range(len(rows)))
    graph.add_edges_from((node, other) for node, row in enumerate(rows) for other in row)
    neighbours = dict(enumerate(rows))
    pairs = [(0, other) for other in range(1, len(rows))]
    exact = scores_from(0, neighbours, common_neighbours)
    for _, other in pairs:
        assert exact.get(other, 0) == len(list(nx.common_neighbors(graph, 0, other)))
    for oracle, weight, unit in (
        (nx.adamic_adar_index, adamic_adar, 1_000),
        (nx.resource_allocation_index, resource_allocation, 1_000_000),
    ):
        found = scores_from(0, neighbours, weight)
        for _, other, score in oracle(graph, pairs):
            assert abs(found.get(other, 0) - unit * score) <= len(rows)


def test_no_degree_is_near_a_half() -> None:
    exact = 1000 / np.log(np.arange(2, 1_000_001))
    assert np.abs(exact % 1 - 0.5).min() > 1e-8
    for degree in (2, 3, 17, 4321):
        ratio = Decimal(1000) / Decimal(degree).ln()
        assert adamic_adar(degree) == int(ratio.to_integral_value())


def test_nothing_to_share() -> None:
    assert best(*columns([]))[0].shape == (0, 10)
    assert best(*columns([[], []]), count=1)[0].tolist() == [[-1], [-1]]
    with pytest.raises(ValueError, match="1 at least, not 0"):
        best(*columns([[]]), count=0)
    assert scores_from(7, {}, adamic_adar) == {}
    assert (resource_allocation(0), common_neighbours(0), adamic_adar(0)) == (0, 0, 0)
