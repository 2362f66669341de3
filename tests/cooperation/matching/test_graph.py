import dataclasses
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given

from cooperation.matching import engine
from cooperation.matching.graph import build_graph, closest_path, ego, flow_path, node
from cooperation.matching.measures import layout, links, measure
from cooperation.matching.types import Capability, Commitment, Cooperation, Network

from .builders import BREAD, NETWORKS, TODAY, actor, need, network, offer

ROWS = network(
    actors=tuple(actor(ident) for ident in range(1, 8)),
    postings=(
        offer(10, 1, BREAD),
        need(20, 3, "prepared.drink.beer"),
        offer(99, 42, BREAD),
    ),
    capabilities=(
        Capability(actor_id=2, transformation="bread_to_beer"),
        Capability(actor_id=2, transformation="no_longer_known"),
    ),
    commitments=(Commitment(actor_id=4, theme="food", action_id=7),),
    cooperations=(
        Cooperation(giver_id=1, receiver_id=4, resource=BREAD),
        Cooperation(giver_id=4, receiver_id=5, resource=BREAD),
        Cooperation(giver_id=5, receiver_id=6, resource=BREAD),
        Cooperation(giver_id=6, receiver_id=4, resource=BREAD),
    ),
)
GRAPH = build_graph(ROWS)


def _kinds(start: str, end: str) -> list[str]:
    return [data["kind"] for data in GRAPH.get_edge_data(start, end).values()]


def test_flows_follow_the_edges() -> None:
    bread, beer = node("resource", BREAD), node("resource", "prepared.drink.beer")
    assert _kinds("organisation:1", bread) == ["offers"]
    assert _kinds(bread, "organisation:2") == ["transforms"]
    assert _kinds("organisation:2", beer) == ["transforms"]
    assert _kinds(beer, "organisation:3") == ["needs"]
    assert flow_path(GRAPH, 1, 3) == (
        "organisation:1",
        bread,
        "organisation:2",
        beer,
        "organisation:3",
    )


def test_other_edges_and_what_nodes_say() -> None:
    assert _kinds("organisation:4", "theme:food") == ["committed"]
    assert _kinds("organisation:1", "organisation:4") == ["cooperates"]
    assert _kinds("organisation:1", "place:38001") == ["located"]
    assert GRAPH.nodes[node("resource", BREAD)]["label"] == "Pain invendu"
    assert GRAPH.nodes["organisation:1"] == {
        "kind": "organisation",
        "ident": 1,
        "label": "Organisation 1",
    }
    assert "organisation:42" not in GRAPH


def test_an_organisation_without_place_is_located_nowhere() -> None:
    rows = network(
        actors=(actor(1, place=None), actor(2, place=dataclasses.replace(actor(1)).place))
    )
    assert sorted(build_graph(rows)) == ["organisation:1", "organisation:2", "place:38001"]


def test_suggestions_may_be_drawn() -> None:
    found = engine.suggest_all(ROWS, today=TODAY)
    graph = build_graph(ROWS, found)
    data = graph.get_edge_data("organisation:1", "organisation:2")
    assert [(row["kind"], row["score"]) for row in data.values()] == [("suggested", found[0].score)]


def test_an_ego_graph_looks_both_ways() -> None:
    around = ego(GRAPH, 4)
    assert {"organisation:1", "organisation:5", "organisation:6", "theme:food"} <= set(around)
    assert "organisation:2" not in around
    assert "organisation:3" in ego(GRAPH, 4, radius=2)  # through the place they share
    with pytest.raises(nx.NodeNotFound):
        ego(GRAPH, 42)


def test_paths_that_do_not_exist_are_empty() -> None:
    assert flow_path(GRAPH, 3, 1) == ()
    assert flow_path(GRAPH, 1, 42) == ()
    assert closest_path(GRAPH, 2, 3) == ("organisation:2", "place:38001", "organisation:3")


def test_figures_of_the_links() -> None:
    found = measure(GRAPH)
    assert dict(found.degrees)[4] == 3
    assert found.components == ((1, 4, 5, 6),)
    assert found.isolated == (2, 3, 7)
    assert found.bridges == ((1, 4),)
    assert found.connectors == (4,)
    assert measure(build_graph(network())).degrees == ()
    assert links(GRAPH, {"suggested"}).number_of_edges() == 0


def test_a_layout_is_in_the_unit_square_and_repeats() -> None:
    spots = layout(GRAPH, seed=3)
    assert set(spots) == set(GRAPH)
    axes = list(zip(*spots.values(), strict=True))
    assert [(min(axis), max(axis)) for axis in axes] == [(0.0, 1.0), (0.0, 1.0)]
    assert layout(GRAPH, seed=3) == spots
    assert layout(GRAPH, seed=4) != spots


def test_a_layout_of_almost_nothing() -> None:
    assert layout(build_graph(network()), seed=1) == {}
    alone = build_graph(network(actors=(actor(1, place=None),)))
    assert layout(alone, seed=1) == {"organisation:1": (0.5, 0.5)}


@given(NETWORKS)
def test_the_order_of_the_rows_changes_no_graph(rows: Network) -> None:
    names = ("actors", "postings", "capabilities", "commitments", "cooperations")
    mixed = dataclasses.replace(rows, **{name: getattr(rows, name)[::-1] for name in names})
    one, two = build_graph(rows), build_graph(mixed)
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(data=True)) == list(two.edges(data=True))
    assert measure(one) == measure(two)


@given(NETWORKS)
def test_paths_follow_edges(rows: Network) -> None:
    graph = build_graph(rows)
    for start, end in pairwise(sorted(row.id for row in rows.actors)):
        for first, second in pairwise(flow_path(graph, start, end)):
            assert graph.has_edge(first, second)
