"""Leads: cases solved by hand, laws, and networkx."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from cooperation.matching import structure
from cooperation.matching.graph import build_graph
from cooperation.matching.points import Suggestion, SuggestionKind
from cooperation.matching.structure import pagerank
from cooperation.matching.structure.ties import ties
from cooperation.matching.types import Commitment, Cooperation, Network
from tests.cooperation.matching.builders import (
    BREAD,
    FAR,
    NEAR,
    NETWORKS,
    TODAY,
    actor,
    criteria,
    network,
)


def flow(giver: int, receiver: int) -> Cooperation:
    return Cooperation(giver_id=giver, receiver_id=receiver, resource=BREAD)


def committed(actor_id: int, action: int, theme: str = "food") -> Commitment:
    return Commitment(actor_id=actor_id, theme=theme, action_id=action)


def found(network: Network, **options: Any) -> tuple[Suggestion, ...]:
    return structure.suggest(network, today=TODAY, **options)


def evidence(row: Suggestion, code: str) -> dict[str, Any]:
    return {str(one.code): dict(one.evidence) for one in row.criteria}[code]


SHARED = network(
    actors=(
        actor(1, site="mill", building="2"),
        actor(2, is_social=True),
        actor(3, place=NEAR, site="mill", building="3", themes=frozenset({"food"})),
        actor(4, siae_type="ei"),
    ),
    cooperations=(flow(1, 2), flow(3, 2)),
    commitments=(committed(1, 7), committed(4, 7), committed(3, 8), committed(9, 7)),
)


def test_two_organisations_with_one_partner_in_common() -> None:
    by_partner, by_action = found(SHARED)
    assert by_partner.kind is SuggestionKind.STRUCTURAL
    assert (by_partner.giver_id, by_partner.receiver_id, by_partner.resource) == (1, 3, "")
    assert criteria(by_partner) == {
        "partners": 252,  # 1443 // 2 = 721
        "commitments": 0,
        "site": 90,  # the same site, not the same building
        "distance": 125,  # 10 008 m: 834
        "themes": 50,
        "social": 0,  # the partner is no party
    }
    assert evidence(by_partner, "partners") == {"shared": (2,)}
    assert [(step.node_kind, step.node_id, step.edge_kind) for step in by_partner.path] == [
        ("organisation", 1, "cooperates"),
        ("organisation", 2, "cooperates"),
        ("organisation", 3, ""),
    ]
    assert (by_action.giver_id, by_action.receiver_id) == (1, 4)
    assert criteria(by_action) == {
        "partners": 0,
        "commitments": 144,
        "site": 0,
        "distance": 150,
        "themes": 50,
        "social": 50,
    }
    assert [(step.node_kind, step.node_id) for step in by_action.path][1] == ("action", 7)


def test_the_same_building_is_worth_more_than_the_same_site() -> None:
    twins = tuple(replace(row, building="2") for row in SHARED.actors)
    assert criteria(found(replace(SHARED, actors=twins))[0])["site"] == 150


def test_an_unknown_place_is_worth_the_share_of_the_unknown() -> None:
    lost = tuple(replace(row, place=None) for row in SHARED.actors)
    assert criteria(found(replace(SHARED, actors=lost))[0])["distance"] == 45


def test_neighbours_who_share_nothing_are_no_lead() -> None:
    near = tuple(actor(ident, site="mill", themes=frozenset({"food"})) for ident in (1, 2))
    assert found(network(actors=near)) == ()


def test_linked_organisations_are_no_lead() -> None:
    assert found(replace(SHARED, cooperations=(flow(1, 2), flow(3, 2), flow(3, 1))))[0].score < 500
    pairs = [(row.giver_id, row.receiver_id) for row in found(SHARED)]
    assert (1, 2) not in pairs


def test_shared_nodes_are_told_rarest_first() -> None:
    rows = network(
        actors=tuple(actor(ident, place=FAR) for ident in range(1, 8)),
        cooperations=(
            *(flow(3, ident) for ident in (1, 2, 5, 6)),
            *(flow(ident, 4) for ident in (1, 2)),
        ),
        commitments=(
            *(committed(ident, action) for ident in (1, 2) for action in (9, 8)),
            committed(7, 8),
        ),
    )
    lead = next(row for row in found(rows) if row.everyone == (1, 2))
    assert evidence(lead, "partners") == {"shared": (4, 3)}
    assert evidence(lead, "commitments") == {"shared": (9, 8)}
    assert lead.path[1].node_id == 4


def test_the_best_leads_of_each_are_kept() -> None:
    star = network(
        actors=tuple(actor(ident) for ident in range(1, 7)),
        cooperations=tuple(flow(6, ident) for ident in range(1, 6)),
    )
    assert len(found(star)) == 10
    assert {row.everyone for row in found(star, count=1)} == {(1, 2), (1, 3), (1, 4), (1, 5)}
    assert found(star, count=0) == ()


@given(NETWORKS)
def test_laws_of_leads(rows: Network) -> None:
    every = found(rows, count=99)
    links = {frozenset((row.giver_id, row.receiver_id)) for row in rows.cooperations}
    sharing = set()
    for one, other in combinations(sorted(row.id for row in rows.actors), 2):
        known = ties(rows)
        both = [
            getattr(known, name).get(one, frozenset())
            & getattr(known, name).get(other, frozenset())
            for name in ("partners", "actions")
        ]
        if any(both) and frozenset((one, other)) not in links:
            sharing.add((one, other))
    assert {row.everyone for row in every} == sharing
    assert [row.sort_key for row in every] == sorted(row.sort_key for row in every)
    for row in every:
        assert sum(one.maximum for one in row.criteria) == 1000
        assert criteria(row)["partners"] or criteria(row)["commitments"]


@given(NETWORKS)
def test_a_lead_is_a_path_of_the_graph(rows: Network) -> None:
    graph: Any = nx.Graph(build_graph(rows))
    for row in found(rows):
        if row.path[1].node_kind == "organisation":
            assert nx.is_path(graph, [f"organisation:{step.node_id}" for step in row.path])


@given(NETWORKS)
def test_the_order_of_the_rows_changes_no_lead(rows: Network) -> None:
    names = ("actors", "commitments", "cooperations")
    mixed = replace(rows, **{name: getattr(rows, name)[::-1] for name in names})
    assert found(mixed) == found(rows)
    assert structure.near(mixed, 1) == structure.near(rows, 1)


@given(NETWORKS)
def test_pagerank_is_that_of_networkx(rows: Network) -> None:
    edges = list(pagerank.edges(ties(rows)))
    graph: Any = nx.Graph(edges)
    start = ("organisation", 1)
    graph.add_node(start)
    oracle = nx.pagerank(graph, personalization={start: 1}, tol=1e-12, max_iter=500)
    nodes, shares = pagerank.walk(edges, start)
    assert set(nodes) == set(graph)
    assert sum(abs(oracle[node] - share) for node, share in zip(nodes, shares, strict=True)) < 1e-8


def test_near_an_organisation() -> None:
    rows = structure.near(SHARED, 1)
    assert {row.actor_id for row in rows[:2]} == {2, 3}  # its partner; the partner of its partner
    assert all(row.approximate and row.millionths > 0 for row in rows)
    assert structure.near(SHARED, 1, count=1) == rows[:1]
    assert structure.near(SHARED, 42) == ()
    assert structure.near(network(actors=(actor(1, place=None),)), 1) == ()


def test_a_walk_that_does_not_settle_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagerank, "MOST_STEPS", 2)
    assert structure.near(SHARED, 1)
