"""Why a lot finds few structures: each is counted once, under the first reason that applies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching import social, social_exclusions
from cooperation.matching.social_exclusions import Exclusions
from cooperation.matching.types import Actor, Direction, Place, Posting
from tests.cooperation.matching.test_social import (
    BUYER,
    CLEANING,
    NEAR,
    TODAY,
    lot,
    network,
    structure,
)

FAR = Place(insee="26362", latitude=44.9, longitude=4.9)


def outlook(*actors, asked=None, **fields):
    asked = asked or lot()
    return social_exclusions.of_lot(network(*actors, **fields), asked, today=TODAY)


def test_each_structure_is_counted_under_its_first_reason():
    company = Actor(id=1, place=NEAR)
    far = Actor(id=2, siae_type="aci", is_social=True, place=FAR, service_radius_km=10)
    small, large, silent = structure(3), structure(4), structure(5)
    done = outlook(
        *(company, far, small, large, silent),
        capacities=((1, 500), (2, 500), (3, 40), (4, 120), (5, None)),
    )
    assert done == Exclusions(
        ineligible=1, too_far=1, short=1, undeclared=1, enough=1, asked=100, together=160
    )
    assert (done.doing, done.possible, done.lacking) == (5, 3, 0)


def test_a_reserved_contract_sets_aside_the_others_before_anything_else():
    far = Actor(id=1, siae_type="aci", is_social=True, place=FAR, service_radius_km=10)
    rows = (far, structure(2, "esat"))
    done = outlook(*rows, asked=lot(reserved="disability"), capacities=((1, 90), (2, 90)))
    assert (done.ineligible, done.too_far, done.short) == (1, 0, 1)


def test_an_offer_that_ends_too_soon_is_unavailable():
    offer = Posting(
        id=4,
        actor_id=1,
        direction=Direction.OFFER,
        resource=CLEANING,
        starts=date(2026, 1, 1),
        ends=date(2026, 12, 1),
    )
    assert outlook(structure(1), postings=(offer,)).unavailable == 1


def test_the_hours_that_the_largest_group_leaves_undone():
    rows = [structure(number) for number in range(1, 5)]
    done = outlook(*rows, capacities=((1, 30), (2, 20), (3, 10), (4, 5)))
    assert (done.short, done.together, done.lacking) == (4, 60, 40)


def test_without_hours_asked_nobody_is_said_to_have_enough():
    done = outlook(structure(1), asked=lot(hours=None), capacities=((1, 500),))
    assert (done.undeclared, done.enough, done.asked, done.lacking) == (1, 0, None, 0)


@pytest.mark.parametrize("changes", [{"buyer_id": 999}, {"service": "nothing"}])
def test_an_unknown_buyer_or_service_counts_nobody(changes):
    done = outlook(structure(1), asked=lot(**changes), capacities=((1, 500),))
    assert done == Exclusions(asked=100)


TYPES = st.sampled_from(["", "aci", "esat"])
ROWS = st.lists(
    st.tuples(TYPES, st.sampled_from([NEAR, FAR]), st.one_of(st.none(), st.integers(1, 150))),
    max_size=8,
)


@given(ROWS, st.sampled_from(["", "siae", "disability", "ess"]), st.randoms(use_true_random=False))
def test_the_counts_agree_with_what_is_suggested(rows, reserved, rng):
    actors = [
        Actor(id=n, siae_type=kind, is_social=bool(kind), place=place, service_radius_km=30)
        for n, (kind, place, _hours) in enumerate(rows, start=1)
    ]
    capacities = tuple((n, hours) for n, (_kind, _place, hours) in enumerate(rows, start=1))
    asked = lot(reserved=reserved)
    whole = network(*actors, capacities=capacities, lots=(asked,))
    done = social_exclusions.of_lot(whole, asked, today=TODAY)
    alone = [row for row in social.suggest(whole, today=TODAY, count=999) if len(row.parties) == 2]
    assert done.doing == len(rows)
    assert done.possible == len(alone)
    mixed = network(*rng.sample(actors, len(actors)), capacities=capacities, lots=(asked,))
    assert social_exclusions.of_lot(mixed, asked, today=TODAY) == done
    assert BUYER.id not in {row.giver_id for row in alone}
