"""Social procurement: who can do a lot, alone or together."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation import knowledge
from cooperation.matching import social
from cooperation.matching.points import CriterionCode
from cooperation.matching.tables import TABLE
from cooperation.matching.types import (
    Actor,
    Direction,
    Lot,
    Network,
    Place,
    Posting,
    ServiceCapacity,
)

TODAY = date(2026, 11, 22)
CLEANING = "service.cleaning.premises"
KNOWN = knowledge.load()
BUYER = Actor(id=100, name="Acheteur fictif", place=Place(latitude=45.1, longitude=5.7))
NEAR = Place(insee="38185", latitude=45.2, longitude=5.7)


def structure(number, siae_type="aci", **fields):
    return Actor(id=number, siae_type=siae_type, is_social=True, place=NEAR, **fields)


def lot(**fields):
    values = {
        "id": 1,
        "buyer_id": BUYER.id,
        "service": CLEANING,
        "hours": 1200,
        "starts": date(2027, 1, 1),
        "ends": date(2027, 12, 31),
    }
    return Lot(**{**values, **fields})


def network(*actors, capacities=(), lots=None, postings=()):
    rows = tuple(
        ServiceCapacity(actor_id=pk, service=CLEANING, monthly_hours=hours)
        for pk, hours in capacities
    )
    return Network(
        knowledge=KNOWN,
        actors=(BUYER, *actors),
        service_capacities=rows,
        lots=(lot(),) if lots is None else lots,
        postings=postings,
    )


def found(*actors, **fields):
    return social.suggest(network(*actors, **fields), today=TODAY)


def points(suggestion, code):
    return {row.code: row.points for row in suggestion.criteria}[code]


def test_a_structure_that_covers_the_hours_alone_comes_first():
    [first, second] = found(structure(1), structure(2), capacities=((1, 100), (2, 40)))
    assert (first.giver_id, first.receiver_id, first.parties) == (1, 100, (1, 100))
    assert points(first, CriterionCode.CAPACITY) == 300
    assert (second.giver_id, points(second, CriterionCode.CAPACITY)) == (2, 120)
    assert (first.lot_id, first.likelihood, first.version) == (1, 1000, TABLE.version)


def test_two_structures_that_cover_it_together_are_proposed_as_a_group():
    rows = found(structure(1), structure(2), capacities=((1, 60), (2, 40)))
    assert rows[0].parties == (1, 2, 100)
    assert points(rows[0], CriterionCode.TEAM) == 70
    assert [step.node_id for step in rows[0].path] == [1, 2, CLEANING, 100]


def test_a_group_of_three_is_proposed_only_when_two_are_not_enough():
    rows = found(*(structure(n) for n in (1, 2, 3)), capacities=((1, 40), (2, 40), (3, 40)))
    assert {row.parties for row in rows if len(row.parties) > 2} == {(1, 2, 3, 100)}
    assert points(rows[0], CriterionCode.TEAM) in {40, 100}


@pytest.mark.parametrize(
    ("reserved", "types", "expected"),
    [
        ("", ("aci", "esat", ""), {1, 2, 3}),
        ("siae", ("aci", "esat", ""), {1}),
        ("disability", ("aci", "esat", "ea"), {2, 3}),
        ("ess", ("aci", "esat", ""), {1, 2, 3}),
    ],
)
def test_a_reserved_lot_is_for_those_the_law_names(reserved, types, expected):
    actors = [structure(number, kind) for number, kind in enumerate(types, start=1)]
    rows = found(*actors, capacities=((1, 200), (2, 200), (3, 200)), lots=(lot(reserved=reserved),))
    assert {row.giver_id for row in rows} == expected


def test_a_company_that_is_not_social_is_not_proposed():
    assert not found(Actor(id=1, place=NEAR), capacities=((1, 500),))


def test_an_unknown_capacity_is_to_check_and_never_grouped():
    rows = found(structure(1), structure(2), capacities=((1, None), (2, 40)))
    assert all(len(row.parties) == 2 for row in rows)
    [row] = [row for row in rows if row.giver_id == 1]
    assert points(row, CriterionCode.CAPACITY) == 300 * 400 // 1000
    assert ("capacity", (("about", 1),)) in [(check.code, check.evidence) for check in row.checks]


def gives_cleaning(trade):
    return any(
        weight >= 600 and KNOWN.closeness(code, CLEANING) >= 700 for code, weight in trade.gives
    )


def test_a_posted_offer_counts_before_a_trade():
    trade = next(row for row in KNOWN.trades.values() if gives_cleaning(row))
    actor = structure(1, trades=((trade.code, 900), (trade.code, 1)))
    offer = Posting(id=4, actor_id=1, direction=Direction.OFFER, resource=CLEANING)
    deduced = Posting(
        id=-1, actor_id=1, direction=Direction.OFFER, resource=CLEANING, likelihood=600
    )
    [posted] = found(actor, postings=(offer, deduced))
    [probable] = found(actor)
    assert (posted.likelihood, probable.likelihood < 1000) == (1000, True)
    assert "probable" in [check.code for check in probable.checks]
    assert points(posted, CriterionCode.CLOSENESS) > points(probable, CriterionCode.CLOSENESS)


def test_who_does_not_serve_the_place_is_left_out():
    assert not found(structure(1, service_radius_km=2), capacities=((1, 500),))


@pytest.mark.parametrize(
    "changes",
    [
        {"is_open": False},
        {"buyer_id": 999},
        {"service": "nothing"},
        {"starts": date(2020, 1, 1), "ends": date(2020, 2, 1)},
    ],
)
def test_a_lot_that_looks_for_nobody_gives_nothing(changes):
    assert not found(structure(1), capacities=((1, 500),), lots=(lot(**changes),))


def test_without_hours_nor_dates_the_capacity_is_unknown():
    [row] = found(
        structure(1), capacities=((1, 50),), lots=(lot(hours=None, starts=None, ends=None),)
    )
    assert points(row, CriterionCode.CAPACITY) == 120
    assert social.estimate(lot(starts=None)).full_time is None
    assert social.estimate(lot(starts=None)).most_people is None


def test_the_shortest_contracts_make_the_most_people():
    found = social.estimate(lot(hours=1607))
    assert (found.full_time, found.most_people) == (1000, 1750)


def test_a_place_that_is_missing_leaves_the_distance_unknown():
    [row] = found(Actor(id=1, siae_type="aci", is_social=True), capacities=((1, 500),))
    assert points(row, CriterionCode.DISTANCE) == 200 * 300 // 1000


def test_the_area_of_the_buyer_counts_for_nothing_since_the_structure_comes():
    buyer = Actor(id=100, place=Place(latitude=45.1, longitude=5.7), service_radius_km=1)
    rows = network(structure(1), capacities=((1, 500),))
    near = Network(
        knowledge=KNOWN,
        actors=(buyer, structure(1)),
        service_capacities=rows.service_capacities,
        lots=rows.lots,
    )
    [row] = social.suggest(near, today=TODAY)
    assert "area.need" not in [check.code for check in row.checks]


def test_answer_rates_are_averaged():
    [row] = found(structure(1, answer_rate=800), capacities=((1, 500),))
    assert points(row, CriterionCode.RESPONSIVENESS) == 40


def test_the_buyer_does_not_answer_its_own_lot_and_unknown_trades_say_nothing():
    buyer = Actor(id=100, siae_type="aci", is_social=True, trades=(("nothing", 900),))
    rows = (ServiceCapacity(actor_id=100, service=CLEANING, monthly_hours=500),)
    rows += (
        ServiceCapacity(actor_id=7, service=CLEANING),
        ServiceCapacity(actor_id=100, service="nothing"),
        ServiceCapacity(actor_id=100, service="service.laundry"),
    )
    alone = Network(knowledge=KNOWN, actors=(buyer,), service_capacities=rows, lots=(lot(),))
    assert social.suggest(alone, today=TODAY) == ()


HOURS = st.lists(st.one_of(st.none(), st.integers(1, 130)), min_size=1, max_size=6)


@given(HOURS, st.randoms(use_true_random=False))
def test_points_add_up_and_order_changes_nothing(hours, rng):
    actors = [structure(number) for number in range(1, len(hours) + 1)]
    capacities = list(enumerate(hours, start=1))
    rows = found(*actors, capacities=tuple(capacities))
    shuffled = found(
        *rng.sample(actors, len(actors)), capacities=tuple(rng.sample(capacities, len(capacities)))
    )
    assert rows == shuffled
    assert all(0 <= row.score <= 1000 for row in rows)
    assert len(rows) <= social.COUNT


@given(HOURS)
def test_groups_are_exactly_those_that_cover_with_nobody_too_many(hours):
    rows = network(
        *(structure(n) for n in range(1, len(hours) + 1)), capacities=tuple(enumerate(hours, 1))
    )
    context = social.build(rows, TODAY, TABLE)
    found_teams = {
        tuple(row.actor.id for row in team)
        for team in social.teams(social.candidates(context, rows, lot()), lot())
    }
    known = {number: value for number, value in enumerate(hours, 1) if value}
    expected = {
        team
        for size in (2, 3)
        for team in combinations(sorted(known), size)
        if sum(known[n] for n in team) >= 100
        and all(sum(known[n] for n in team) - known[out] < 100 for out in team)
    }
    assert found_teams == expected


def test_hours_are_compared_whatever_the_unit_of_the_service():
    laundry = ServiceCapacity(actor_id=1, service="service.laundry", monthly_hours=200)
    rows = Network(
        knowledge=KNOWN,
        actors=(BUYER, structure(1)),
        service_capacities=(laundry,),
        lots=(lot(service="service.laundry"),),
    )
    [row] = social.suggest(rows, today=TODAY)
    assert points(row, CriterionCode.CAPACITY) == 300
    assert "units" not in [check.code for check in row.checks]
