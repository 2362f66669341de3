"""The maximum flow, against networkx and by hand."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.counterfactual.augmenting import Flow

AMOUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=5)


@st.composite
def flows(draw: st.DrawFn) -> tuple[list[int], list[int], list[list[int]]]:
    demands, supplies = draw(AMOUNTS), draw(AMOUNTS)
    places = st.lists(st.integers(0, len(supplies) - 1), unique=True)
    return demands, supplies, [draw(places) for _ in demands]


def oracle(demands: list[int], supplies: list[int], links: list[list[int]]) -> int:
    graph = nx.DiGraph()
    graph.add_nodes_from(["from", "to"])
    for number, amount in enumerate(supplies):
        graph.add_edge("from", ("s", number), capacity=amount)
    for number, amount in enumerate(demands):
        graph.add_edge(("d", number), "to", capacity=amount)
        for supply in links[number]:
            graph.add_edge(("s", supply), ("d", number))
    return int(nx.maximum_flow_value(graph, "from", "to"))


@given(flows())
def test_it_serves_as_much_as_the_oracle(
    found: tuple[list[int], list[int], list[list[int]]],
) -> None:
    flow = Flow(*found)
    flow.grow()
    assert flow.served == oracle(*found)


@given(flows(), st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_removing_is_the_same_as_starting_without(
    found: tuple[list[int], list[int], list[list[int]]], demands: set[int], supplies: set[int]
) -> None:
    asked, given_, links = found
    flow = Flow(*found)
    flow.grow()
    before = flow.served
    twin = flow.copy()
    twin.remove_demands([row for row in demands if row < len(asked)])
    twin.grow()
    twin.remove_supplies([row for row in supplies if row < len(given_)])
    twin.grow()
    left = [0 if row in demands else amount for row, amount in enumerate(asked)]
    have = [0 if row in supplies else amount for row, amount in enumerate(given_)]
    assert twin.served == oracle(left, have, links)
    assert flow.served == before


def test_nobody_gives_more_than_it_has() -> None:
    flow = Flow([5, 5], [6], [[0], [0]])
    flow.grow()
    assert flow.served == 6


def test_a_supply_is_moved_to_serve_more() -> None:
    flow = Flow([4, 4], [4, 4], [[0, 1], [0]])
    flow.grow()
    assert flow.served == 8


def test_a_supply_that_moves_in_part_goes_on_serving_the_first() -> None:
    flow = Flow([4, 1], [4, 1], [[0, 1], [0]])
    flow.grow()
    assert flow.served == 5
    flow.remove_supplies([0])  # of the 4, 3 still served the first demand
    assert flow.served == 1
    flow.grow()
    assert flow.served == 1
