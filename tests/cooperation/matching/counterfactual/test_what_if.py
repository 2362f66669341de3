"""What if: each change by hand, its errors, and the laws of a comparison."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from cooperation.matching.counterfactual import what_if
from cooperation.matching.counterfactual.overlay import overlay
from cooperation.matching.counterfactual.overlays import (
    AddActor,
    AddAuthorisation,
    KnowHow,
    Overlay,
    RemoveActor,
    SetCapacity,
    SetLabel,
    SetRadius,
    Wish,
)
from cooperation.matching.counterfactual.validity import ChangeError
from cooperation.matching.points import SuggestionKind
from cooperation.matching.types import (
    Capability,
    Commitment,
    Cooperation,
    Direction,
    Lot,
    Network,
    Period,
    Place,
    ServiceCapacity,
)
from tests.cooperation.matching.builders import (
    BREAD,
    CARROT,
    CLEANING,
    HERE,
    NEAR,
    NETWORKS,
    TODAY,
    actor,
    need,
    network,
    offer,
)

BEER = "prepared.drink.beer"
UNSOLD = "byproduct.food.fruit_veg_unsold"


def kg(number: int) -> dict[str, Any]:
    return {"quantity": Decimal(number), "unit": "kg"}


def compared(rows: Network, *changes: Overlay) -> what_if.Comparison:
    return what_if.compare(rows, changes, today=TODAY)


def figures(found: what_if.Comparison) -> dict[str, tuple[int | None, int | None]]:
    return {row.code: (row.before, row.after) for row in found.indicators}


MARKET = network(
    actors=(actor(1), actor(2), actor(3, place=NEAR)),
    postings=(
        need(20, 1, CARROT, months=0xFFF, **kg(100)),
        offer(10, 2, CARROT, months=0xFFF, **kg(60)),
        offer(11, 3, CARROT, months=0xFFF, max_distance_km=5, **kg(40)),
    ),
)


def test_without_any_change_nothing_is_gained_nor_lost() -> None:
    found = compared(MARKET)
    assert (found.gained, found.lost, found.answered, found.unanswered) == ((), (), (), ())
    assert (found.coverage, found.added) == ((), ())
    assert all(row.before == row.after for row in found.indicators)


def test_a_wider_radius_brings_a_supplier() -> None:
    found = compared(MARKET, SetRadius(actor_id=3, kilometres=20))
    assert [(row.offer_id, row.need_id) for row in found.gained] == [(11, 20)]
    assert [(row.month, row.before, row.after, row.gain) for row in found.coverage] == [
        (month, 60_000, 100_000, 40_000) for month in range(1, 13)
    ]
    assert figures(found)["suggestions"] == (1, 2)
    assert MARKET.actors[2].service_radius_km is None


def test_removing_the_only_supplier() -> None:
    found = compared(MARKET, RemoveActor(actor_id=2))
    assert [(row.offer_id, row.need_id) for row in found.lost] == [(10, 20)]
    assert (found.answered, found.unanswered) == ((), (20,))
    assert figures(found)["needs_answered"] == (1, 0)
    assert figures(found)["metres"] == (0, None)
    assert {row.answered_after for row in found.coverage} == {0}


def test_removing_an_organisation_removes_all_that_is_its_own() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(need(20, 1, CARROT), need(21, 2, CARROT)),
        capabilities=tuple(Capability(actor_id=n, transformation="bread_to_beer") for n in (1, 2)),
        commitments=tuple(Commitment(actor_id=n, theme="food", action_id=1) for n in (1, 2)),
        cooperations=(
            Cooperation(giver_id=1, receiver_id=2, resource=CARROT),
            Cooperation(giver_id=2, receiver_id=1, resource=CARROT),
            Cooperation(giver_id=1, receiver_id=1, resource=CARROT),
        ),
        lots=tuple(Lot(id=n, buyer_id=n, service=CLEANING) for n in (1, 2)),
        service_capacities=tuple(ServiceCapacity(actor_id=n, service=CLEANING) for n in (1, 2)),
    )
    left = overlay(rows, [RemoveActor(actor_id=2)])
    for name in (
        "actors",
        "postings",
        "capabilities",
        "commitments",
        "cooperations",
        "lots",
        "service_capacities",
    ):
        assert getattr(left, name) == getattr(rows, name)[:1] or name == "cooperations"
    assert left.cooperations == rows.cooperations[2:]


def test_an_added_brewery_takes_bread_and_offers_beer() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(
            offer(10, 1, BREAD, **kg(30)),
            need(20, 2, BEER, quantity=Decimal(100), unit="l"),
        ),
    )
    brewery = AddActor(
        name="Brasserie (fictive)",
        place=HERE,
        is_social=True,
        know_hows=(KnowHow(transformation="bread_to_beer", yearly_capacity=Decimal(1), unit="t"),),
    )
    found = compared(rows, brewery)
    (added,) = found.added
    assert (added.id, added.name, added.is_social) == (3, "Brasserie (fictive)", True)
    kinds = {row.kind for row in found.gained}
    assert {SuggestionKind.DIRECT, SuggestionKind.CIRCULAR} <= kinds
    assert found.answered == (20,)
    assert figures(found)["waste_kg"] == (0, 360)
    made = [row for row in overlay(rows, [brewery]).postings if row.actor_id == 3]
    assert [(row.id, row.resource, row.quantity, row.period) for row in made] == [
        (21, BEER, Decimal(6000), Period.YEAR),
        (22, "byproduct.organic.spent_grain", None, Period.YEAR),
    ]
    chains = figures(found)["chains"]
    assert chains[0] == 0
    assert chains[1] is not None
    assert chains[1] >= 1


def test_an_added_organisation_may_wish_and_know_without_a_capacity() -> None:
    wish = Wish(direction=Direction.NEED, resource=BREAD, months=0b11, **kg(5))
    added = AddActor(
        name="X",
        radius_km=10,
        kinds=frozenset({"siae"}),
        labels=frozenset({"organic"}),
        authorisations=frozenset({"20"}),
        know_hows=(KnowHow(transformation="bread_to_beer"),),
        wishes=(wish,),
    )
    rows = overlay(network(), [added, added])
    assert [row.id for row in rows.actors] == [1, 2]
    assert [row.id for row in rows.postings] == [1, 2, 3, 4, 5, 6]
    assert rows.postings[2].months == 0b11
    assert rows.postings[0].quantity is None
    assert rows.actors[0].service_radius_km == 10


def test_a_capacity_replaces_the_one_told() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, BREAD, **kg(100)),),
        capabilities=(
            Capability(
                actor_id=2, transformation="bread_to_beer", yearly_capacity=Decimal(120), unit="kg"
            ),
            Capability(actor_id=2, transformation="glass_jar_washing"),
        ),
    )
    change = SetCapacity(
        actor_id=2, transformation="bread_to_beer", yearly_capacity=Decimal(600), unit="kg"
    )
    assert figures(compared(rows, change))["waste_kg"] == (120, 600)
    assert [row.transformation for row in overlay(rows, [change]).capabilities] == [
        "glass_jar_washing",
        "bread_to_beer",
    ]


def test_a_label_opens_a_need_and_losing_it_closes_it() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(
            need(20, 1, CARROT, labels_required=frozenset({"organic"})),
            offer(10, 2, CARROT, labels_held=frozenset({"local"})),
        ),
    )
    gain = SetLabel(actor_id=2, label="organic")
    assert compared(rows, gain).answered == (20,)
    both = overlay(rows, [gain, dataclasses.replace(gain, held=False)])
    assert both.actors == rows.actors
    assert both.postings == rows.postings


def test_an_authorisation_opens_a_hazardous_waste() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, "byproduct.solvent"), need(20, 2, "byproduct.solvent")),
    )
    assert compared(rows, AddAuthorisation(actor_id=2, low_code="14")).answered == (20,)


def test_a_structure_more_brings_hours_of_integration() -> None:
    rows = network(
        actors=(actor(1), actor(2, siae_type="ei", is_social=True)),
        lots=(Lot(id=1, buyer_id=1, service=CLEANING, hours=400),),
        service_capacities=(ServiceCapacity(actor_id=2, service=CLEANING, monthly_hours=300),),
    )
    assert figures(compared(rows, RemoveActor(actor_id=2)))["hours"] == (400, 0)


def test_an_answer_without_a_distance_is_counted_without_it() -> None:
    rows = network(
        actors=(actor(1, place=None), actor(2)),
        postings=(need(20, 1, CARROT), offer(10, 2, CARROT)),
    )
    found = {row.code: row for row in compared(rows).indicators}
    assert (found["needs_answered"].before, found["metres"].before) == (1, None)


def test_a_change_that_changes_no_figure_is_left_out_of_the_coverage() -> None:
    rows = dataclasses.replace(
        MARKET, postings=(*MARKET.postings, offer(12, 3, CARROT, months=0xFFF, unit="kg"))
    )
    found = compared(rows, SetRadius(actor_id=2, kilometres=50))
    assert found.coverage == ()
    silent = AddActor(
        name="X", place=HERE, wishes=(Wish(direction=Direction.OFFER, resource=CARROT, months=1),)
    )
    found = compared(MARKET, silent)
    assert len(found.gained) == 1
    assert found.coverage == ()


KNOW_HOW = {"transformation": "bread_to_beer"}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (RemoveActor(actor_id=9), "organisation", "unknown"),
        (SetLabel(actor_id=9, label="x"), "organisation", "unknown"),
        (SetLabel(actor_id=1, label=" "), "label", "missing"),
        (SetRadius(actor_id=1, kilometres=-1), "radius", "invalid"),
        (AddAuthorisation(actor_id=1, low_code="20 01"), "low_code", "invalid"),
        (AddAuthorisation(actor_id=1, low_code="2x"), "low_code", "invalid"),
        (AddActor(name=" "), "name", "missing"),
        (AddActor(name="X", authorisations=frozenset({"1"})), "low_code", "invalid"),
        (AddActor(name="X", place=Place(latitude=91.0, longitude=5.0)), "place", "invalid"),
        (AddActor(name="X", place=Place(latitude=45.0)), "place", "missing"),
        (AddActor(name="X", radius_km=10**9), "radius", "invalid"),
        (AddActor(name="X", know_hows=(KnowHow(transformation="x"),)), "transformation", "unknown"),
        (
            AddActor(name="X", wishes=(Wish(direction=Direction.NEED, resource="x"),)),
            "resource",
            "unknown",
        ),
        (
            AddActor(name="X", wishes=(Wish(direction=Direction.NEED, resource=BREAD, months=-1),)),
            "months",
            "invalid",
        ),
        (SetCapacity(actor_id=1, yearly_capacity=Decimal(1), **KNOW_HOW), "unit", "missing"),
        (
            SetCapacity(actor_id=1, yearly_capacity=Decimal(1), unit="hour", **KNOW_HOW),
            "unit",
            "contradictory",
        ),
        (SetCapacity(actor_id=1, yearly_capacity=None, unit="x", **KNOW_HOW), "unit", "unknown"),
        (
            SetCapacity(actor_id=1, yearly_capacity=Decimal("NaN"), unit="kg", **KNOW_HOW),
            "quantity",
            "invalid",
        ),
        (
            SetCapacity(actor_id=1, yearly_capacity=Decimal(0), unit="kg", **KNOW_HOW),
            "quantity",
            "invalid",
        ),
    ],
)
def test_a_change_that_cannot_be_made_is_named(change: Overlay, field: str, code: str) -> None:
    with pytest.raises(ChangeError) as caught:
        compared(MARKET, SetRadius(actor_id=1, kilometres=5), change)
    problem = caught.value.problem
    assert (caught.value.number, problem.field, problem.code) == (2, field, code)
    assert str(caught.value).startswith(f"change 2: {field} {code}")


@settings(max_examples=40, deadline=None)
@given(NETWORKS)
def test_what_a_removal_loses_is_what_the_return_gains(rows: Network) -> None:
    before = dataclasses.replace(rows)
    for row in rows.actors[:2]:
        away = compared(rows, RemoveActor(actor_id=row.id))
        left = overlay(rows, [RemoveActor(actor_id=row.id)])
        known = set(what_if.suggestions(left, today=TODAY))
        whole = what_if.suggestions(rows, today=TODAY)
        if not any(s.kind in {SuggestionKind.CHAIN, SuggestionKind.LOOP} for s in whole):
            assert away.gained == ()
        assert all(row.id in s.everyone for s in away.lost if s.kind is SuggestionKind.DIRECT)
        assert not set(away.lost) & known
    assert rows == before
