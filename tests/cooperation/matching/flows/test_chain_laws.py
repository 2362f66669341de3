"""Laws of chains, and a search that tries everything."""

from dataclasses import replace
from itertools import pairwise, permutations
from typing import Any

import networkx as nx
from hypothesis import given

from cooperation.matching import chains, flows
from cooperation.matching.context import build
from cooperation.matching.flows import Flows, Passage
from cooperation.matching.graph import build_graph
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network
from tests.cooperation.matching.builders import TODAY

from .networks import CIRCULAR
from .test_chains import evidence, found

Signature = tuple[Any, ...]


def _signature(passage: Passage) -> Signature:
    """What tells chains apart, without the context that they share."""
    first = passage[0].pair.offer.id
    return first, *((step.target, step.given, step.asked, step.pair.need.id) for step in passage)


def _slowly(graph: Flows) -> set[Signature]:
    """Try every sequence of know-hows, then every need or nothing, and keep what holds."""
    hops = [hop for kept in graph.onward.values() for hop in kept]
    stages = sorted(stage for stage in graph.onward if stage.transformation)
    found: dict[Signature, Passage] = {}
    for hop in (hop for kept in graph.first.values() for hop in kept):
        for size in range(min(4, len(stages) + 1)):
            for order in permutations(stages, size):
                found |= {_signature(row): row for row in _along(hop, order, hops)}
    short = {key: row for key, row in found.items() if len(row) <= 4}
    begun = {key[:-1] for key in short}
    return {
        key
        for key, row in short.items()
        if len(row) > 1 and (not row[-1].target.transformation or key not in begun)
    }


def _along(hop: Any, order: Any, hops: Any) -> list[Passage]:
    """Follow some know-hows in order, then each need, each organisation once."""
    passages: list[Passage] = [(flows.start(hop),)]
    for stage in order:
        passages = _then(passages, [hop for hop in hops if hop.target == stage])
    ends = _then(passages, [hop for hop in hops if not hop.target.transformation])
    return [*passages, *ends]


def _then(passages: list[Passage], hops: Any) -> list[Passage]:
    found = []
    for passage in passages:
        for hop in hops:
            fresh = hop.target.actor_id not in chains.everyone(passage)
            if hop.source == passage[-1].target and fresh:
                step = flows.following(passage[-1], hop)
                found += [] if step is None else [(*passage, step)]
    return found


@given(CIRCULAR)
def test_every_chain_is_found(rows: Network) -> None:
    graph = flows.build(build(rows, TODAY, TABLE))
    quickly = list(chains.passages(graph))
    keys = {_signature(row) for row in quickly}
    assert len(keys) == len(quickly)
    assert keys == _slowly(graph)


@given(CIRCULAR)
def test_laws_of_chains(rows: Network) -> None:
    every = found(rows)
    assert [row.sort_key for row in every] == sorted({row.sort_key for row in every})
    for row in every:
        assert 3 <= len(row.parties) <= 5
        assert len(set(row.parties)) == len(row.parties)
        assert (row.parties[0], row.parties[-1]) == (row.giver_id, row.receiver_id)
        assert sum(one.maximum for one in row.criteria) == 1000
        assert 0 <= row.score <= 1000
        told = evidence(row, "quantity")
        assert told["bottleneck"] in row.parties
        assert len(told["resources"]) == len(row.parties) - 1


@given(CIRCULAR)
def test_a_chain_is_a_path_of_the_graph(rows: Network) -> None:
    graph = nx.DiGraph(build_graph(rows))
    for row in found(rows):
        nodes = [step for step in row.path if step.node_kind != "transformation"]
        for one, two in pairwise(nodes):
            start, end = (f"{step.node_kind}:{step.node_id}" for step in (one, two))
            assert one.edge_kind == "close_to" or graph.has_edge(start, end)


@given(CIRCULAR)
def test_the_order_of_the_rows_changes_no_chain(rows: Network) -> None:
    names = ("actors", "postings", "capabilities")
    mixed = replace(rows, **{name: getattr(rows, name)[::-1] for name in names})
    assert found(mixed) == found(rows)
