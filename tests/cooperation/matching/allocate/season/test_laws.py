"""The laws of a season's plan, on random territories."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching import constraints, context
from cooperation.matching.allocate.season import planning, reach, stocks
from cooperation.matching.allocate.season.families import is_close
from cooperation.matching.allocate.season.request import Request
from cooperation.matching.allocate.season.sharing import proportional
from cooperation.matching.allocate.season.unmerged import reference
from cooperation.matching.constraints import Verdict
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network
from tests.cooperation.matching.allocate.season.drawing import (
    POSITIONS,
    Territory,
    place,
    requests,
    territories,
)

PAIRWISE = (
    constraints.itself,
    constraints.offer_answer,
    constraints.need_answer,
    constraints.offer_labels,
    constraints.need_labels,
    constraints.offer_area,
    constraints.need_area,
)


def allowed_by_constraints(network: Network, asked: Request, offer_id: int, need_id: int) -> bool:
    """The constraints of every match, on postings placed at the centre of their commune."""
    actors = tuple(
        replace(row, place=place(row.place.insee) if row.place else None) for row in network.actors
    )
    shared = context.build(replace(network, actors=actors), asked.months[0].first, TABLE)
    rows = {row.id: row for row in network.postings}
    one, two = rows[offer_id], rows[need_id]
    pair = context.Pair(shared, one, two, shared.knowledge.closeness(one.resource, two.resource))
    if not is_close(network.knowledge, one.resource, two.resource):
        return False
    metres = pair.metres
    if asked.radius_m is not None and metres is not None and metres > asked.radius_m:
        return False
    return all(rule(pair).verdict is not Verdict.FAILS for rule in PAIRWISE)


@settings(max_examples=150, deadline=None)
@given(territories(), requests)
def test_serves_as_much_as_cheaply_as_the_reference(territory: Territory, asked: Request) -> None:
    network = territory.network()
    found = stocks.build(network, asked)
    for solved in planning.solve(found, asked):
        expected = reference(found, asked, solved.family, solved.month)
        assert (solved.served, solved.cost) == expected


@settings(max_examples=150, deadline=None)
@given(territories(), requests)
def test_nobody_gives_or_gets_more_than_stated(territory: Territory, asked: Request) -> None:
    network = territory.network()
    found = stocks.build(network, asked)
    for solved in planning.solve(found, asked):
        given_by, got_by = Counter(), Counter()
        for start, end, quantity, metres in solved.deliveries:
            assert quantity > 0
            given_by[start] += quantity
            got_by[end] += quantity
            offered, wanted = found.offers.postings[start], found.needs.postings[end]
            assert allowed_by_constraints(network, asked, offered.id, wanted.id)
            ends = found.offers.commune[start], found.needs.commune[end]
            assert found.metres[ends] == metres
        assert sum(given_by.values()) == sum(got_by.values()) == solved.served
        for side, moved in ((found.offers, given_by), (found.needs, got_by)):
            for row, quantity in moved.items():
                assert side.family[row] == solved.family
                assert quantity <= side.quantities[row, solved.month]


@settings(max_examples=100, deadline=None)
@given(territories(), requests)
def test_who_may_serve_whom_is_what_the_constraints_say(
    territory: Territory, asked: Request
) -> None:
    network = territory.network()
    found = stocks.build(network, asked)
    sides = [
        reach.points_of(side, np.arange(len(side.postings))) for side in (found.offers, found.needs)
    ]
    metres = reach.distances(found, *sides)
    table = reach.reachable(found, *sides, metres, asked.radius_m)
    for row, offered in enumerate(found.offers.postings):
        for column, wanted in enumerate(found.needs.postings):
            expected = allowed_by_constraints(network, asked, offered.id, wanted.id)
            assert table[row, column] == expected


@settings(max_examples=50, deadline=None)
@given(territories(), requests, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(
    territory: Territory, asked: Request, rng: random.Random
) -> None:
    network = territory.network()
    expected = list(planning.solve(stocks.build(network, asked), asked))
    actors, postings = list(network.actors), list(network.postings)
    rng.shuffle(actors)
    rng.shuffle(postings)
    mixed = replace(network, actors=tuple(actors), postings=tuple(postings))
    assert list(planning.solve(stocks.build(mixed, asked), asked)) == expected


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(0, 500))
def test_a_share_is_in_proportion(parts: list[int], total: int) -> None:
    shares = proportional(parts, total)
    assert sum(shares) == min(total, sum(parts))
    for part, got in zip(parts, shares, strict=True):
        assert got <= part
        exact = part * min(total, sum(parts)) / max(sum(parts), 1)
        assert abs(got - exact) < 1


def test_the_positions_of_the_drawn_places_are_known() -> None:
    assert all(place(insee).latitude is not None for insee in POSITIONS)
