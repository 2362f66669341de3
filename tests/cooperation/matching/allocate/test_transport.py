"""The transport problem: equal to a linear programme, whatever the order and the size."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from cooperation.matching.allocate import network, transport
from cooperation.matching.allocate.network import FlowNetwork, TooLargeError
from cooperation.matching.allocate.transport import Transport, solve


@st.composite
def problems(draw: st.DrawFn) -> Transport:
    supplies = draw(st.lists(st.integers(0, 9), min_size=1, max_size=4))
    demands = draw(st.lists(st.integers(0, 9), min_size=1, max_size=4))
    arcs = draw(
        st.lists(
            st.tuples(
                st.integers(0, len(supplies) - 1),
                st.integers(0, len(demands) - 1),
                st.integers(-5, 9),
                st.none() | st.integers(0, 6),
            ),
            max_size=14,
        )
    )
    return of(supplies, demands, arcs)


def of(supplies: list[int], demands: list[int], arcs: list[tuple]) -> Transport:
    columns = [list(column) for column in zip(*arcs, strict=True)] or [[], [], [], []]
    tails, heads, costs, capacities = columns
    return Transport(
        supplies=supplies,
        demands=demands,
        tails=tails,
        heads=heads,
        costs=costs,
        capacities=capacities,
    )


def by_linear_programme(problem: Transport) -> tuple[int, int]:
    """The truth, another way: the most, then the cheapest of the most."""
    arcs = len(problem.tails)
    if not arcs:
        return 0, 0
    rows = np.zeros((len(problem.supplies) + len(problem.demands), arcs))
    rows[problem.tails, np.arange(arcs)] = 1
    rows[np.array(problem.heads) + len(problem.supplies), np.arange(arcs)] = 1
    bounds = [(0, capacity) for capacity in problem.capacities]
    limits = [*problem.supplies, *problem.demands]
    most = round(-linprog(-np.ones(arcs), A_ub=rows, b_ub=limits, bounds=bounds).fun)
    least = linprog(
        problem.costs,
        A_ub=rows,
        b_ub=limits,
        A_eq=np.ones((1, arcs)),
        b_eq=[most],
        bounds=bounds,
    )
    return most, round(least.fun)


def check(problem: Transport, answer: transport.Answer) -> None:
    """Nobody gives or receives more than stated, and no arc carries more than it may."""
    for side, limits in ((0, problem.supplies), (1, problem.demands)):
        moved = [0] * len(limits)
        for flow in answer.flows:
            moved[flow[side]] += flow[2]
        assert all(found <= limit for found, limit in zip(moved, limits, strict=True))
    room: dict[tuple[int, int], float] = {}
    rows = zip(problem.tails, problem.heads, problem.capacities, strict=True)
    for tail, head, capacity in rows:
        bound = float("inf") if capacity is None else capacity
        room[tail, head] = room.get((tail, head), 0) + bound
    for tail, head, quantity in answer.flows:
        assert 0 < quantity <= room[tail, head]
    assert sum(flow[2] for flow in answer.flows) == answer.served
    assert list(answer.flows) == sorted(answer.flows)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_serves_the_most_then_the_cheapest(problem: Transport) -> None:
    answer = solve(problem)
    assert (answer.served, answer.cost) == by_linear_programme(problem)
    check(problem, answer)


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(1 << 62, 1 << 70), st.integers(1 << 62, 1 << 70))
def test_numbers_of_any_size_are_exact(problem: Transport, quantity: int, price: int) -> None:
    small = solve(problem)
    large = Transport(
        supplies=[value * quantity for value in problem.supplies] + [1],
        demands=[value * quantity for value in problem.demands] + [1],
        tails=[*problem.tails, len(problem.supplies)],
        heads=[*problem.heads, len(problem.demands)],
        costs=[value * price for value in problem.costs] + [1],
        capacities=[None if value is None else value * quantity for value in problem.capacities]
        + [None],
    )
    answer = solve(large)
    assert answer.served == small.served * quantity + 1
    assert answer.cost == small.cost * quantity * price + 1
    check(large, answer)


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_arcs_changes_nothing(problem: Transport, rng: random.Random) -> None:
    arcs = list(zip(problem.tails, problem.heads, problem.costs, problem.capacities, strict=True))
    rng.shuffle(arcs)
    assert solve(of(list(problem.supplies), list(problem.demands), arcs)) == solve(problem)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_networkx_serves_as_much_as_cheaply(problem: Transport) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "or_tools", lambda: None)
        slow = solve(problem)
    fast = solve(problem)
    assert (slow.served, slow.cost) == (fast.served, fast.cost)
    check(problem, slow)


def test_a_common_factor_keeps_huge_quantities_in_64_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "by_simplex", None)
    huge = 10**30
    answer = solve(of([3 * huge], [2 * huge], [(0, 0, 7 * huge, None)]))
    assert answer == transport.Answer(2 * huge, 14 * huge * huge, ((0, 0, 2 * huge),))


def test_parallel_arcs_add_up_and_the_cheapest_goes_first() -> None:
    answer = solve(of([9], [9], [(0, 0, 5, 4), (0, 0, 1, 3), (0, 0, 3, 0)]))
    assert answer == transport.Answer(7, 23, ((0, 0, 7),))


def test_the_most_comes_before_the_cheapest() -> None:
    answer = solve(of([1, 1], [1, 1], [(0, 0, 1, None), (0, 1, 90, None), (1, 0, 90, None)]))
    assert (answer.served, answer.cost) == (2, 180)


def test_nothing_to_serve_is_an_empty_answer() -> None:
    assert solve(of([], [], [])) == transport.Answer(0, 0, ())
    assert solve(of([0], [5], [(0, 0, 1, None)])) == transport.Answer(0, 0, ())


def test_too_many_huge_numbers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "EXACT_LIMIT", 1)
    with pytest.raises(TooLargeError, match="2 arcs"):
        solve(of([1 << 70, 1], [1 << 70, 1], [(0, 0, 1, None), (1, 1, 2, None)]))


def test_or_tools_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    network.or_tools.cache_clear()
    monkeypatch.setattr(network, "find_spec", lambda name: None)
    assert network.or_tools() is None
    network.or_tools.cache_clear()


def test_a_balanced_network_is_solved_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    circuit = FlowNetwork(
        supplies=[4, 0, -4],
        tails=[0, 1, 0],
        heads=[1, 2, 2],
        capacities=[3, 9, 9],
        costs=[1, 1, 5],
    )
    assert list(network.balanced(circuit)) == [3, 3, 1]
    monkeypatch.setattr(network, "or_tools", lambda: None)
    assert list(network.balanced(circuit)) == [3, 3, 1]


def test_as_much_as_possible_is_sent_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    short = FlowNetwork(
        supplies=[4, 2, -5],
        tails=[0, 1, 0],
        heads=[2, 2, 1],
        capacities=[3, 9, 9],
        costs=[1, 4, 1],
    )
    assert list(network.greatest(short)) == [3, 2, 0]
    monkeypatch.setattr(network, "or_tools", lambda: None)
    assert list(network.greatest(short)) == [3, 2, 0]


def test_a_network_that_cannot_balance_is_an_error() -> None:
    circuit = FlowNetwork(supplies=[2, -2], tails=[0], heads=[1], capacities=[1], costs=[1])
    with pytest.raises(ArithmeticError, match="INFEASIBLE"):
        network.balanced(circuit)


def test_an_empty_network_is_safe() -> None:
    assert network.is_safe(FlowNetwork([], [], [], [], []))
