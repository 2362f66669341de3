"""Cases that can be solved by hand, end to end."""

from datetime import date
from decimal import Decimal

from cooperation.matching import reference
from cooperation.matching.engine import best_for, suggest_all, suggest_for
from cooperation.matching.explain import Main, explain
from cooperation.matching.points import SuggestionKind
from cooperation.matching.types import Capability, Commitment, Cooperation, Period

from .builders import (
    BREAD,
    CARROT,
    FAR,
    HERE,
    NEAR,
    TODAY,
    actor,
    checks,
    criteria,
    need,
    network,
    offer,
)

BAKERY, BREWERY, CAFE = 1, 2, 3
FRUIT = "byproduct.food.fruit_veg_unsold"
USED, WASHED = "material.container.glass_jar_used", "material.container.glass_jar_washed"


BAKERY_AND_BREWERY = network(
    actors=(
        actor(BAKERY, service_radius_km=20),
        actor(BREWERY, place=NEAR, is_social=True, service_radius_km=30),
        actor(CAFE),
    ),
    postings=(
        offer(10, BAKERY, BREAD, quantity=Decimal(30), unit="kg", published_on=TODAY),
        need(20, CAFE, "prepared.drink.beer", quantity=Decimal(100), unit="l"),
    ),
    capabilities=(
        Capability(
            actor_id=BREWERY,
            transformation="bread_to_beer",
            yearly_capacity=Decimal(6),
            unit="t",
        ),
    ),
    commitments=(
        Commitment(actor_id=BAKERY, theme="food", action_id=1),
        Commitment(actor_id=BREWERY, theme="food", action_id=2),
    ),
)


def test_the_unsold_bread_of_a_bakery_reaches_a_brewery() -> None:
    (suggestion,) = suggest_all(BAKERY_AND_BREWERY, today=TODAY)
    assert suggestion.kind is SuggestionKind.CIRCULAR
    assert (suggestion.giver_id, suggestion.receiver_id) == (BAKERY, BREWERY)
    assert (suggestion.offer_id, suggestion.need_id) == (10, None)
    assert criteria(suggestion) == {
        "closeness": 220,  # the same resource
        "quantity": 160,  # 30 kg a month, 500 kg a month can be taken
        "distance": 158,  # 10 008 m: 1000 − 166 = 834
        "social": 70,  # a social economy structure
        "environment": 170,  # a by-product
        "responsiveness": 30,  # published today
        "themes": 15,  # one theme
        "outlet": 50,  # one organisation needs the beer
    }
    assert suggestion.score == 873


def test_the_bakery_is_told_why() -> None:
    (suggestion,) = suggest_all(BAKERY_AND_BREWERY, today=TODAY)
    assert checks(suggestion) == ["food_safety", "food_safety"]
    explanation = explain(suggestion)
    assert explanation.main is Main.TRANSFORMATION
    assert dict(explanation.evidence) == {
        "transformation": "bread_to_beer",
        "outputs": ("prepared.drink.beer", "byproduct.organic.spent_grain"),
        "yield": "6",
        "made": 180,
        "wanted_by": (CAFE,),
    }
    assert [(step.node_kind, step.node_id, step.edge_kind) for step in suggestion.path] == [
        ("organisation", BAKERY, "offers"),
        ("resource", BREAD, "input_of"),
        ("transformation", "bread_to_beer", "mastered_by"),
        ("organisation", BREWERY, "makes"),
        ("resource", "prepared.drink.beer", ""),
    ]


MARKET_AND_CANNERY = network(
    actors=(actor(1), actor(2, siae_type="ei", is_social=True)),
    postings=(offer(10, 1, FRUIT, quantity=Decimal(2), unit="t", period=Period.WEEK),),
    capabilities=(
        Capability(
            actor_id=2,
            transformation="fruit_veg_to_dishes",
            yearly_capacity=Decimal(52),
            unit="t",
        ),
    ),
    cooperations=(Cooperation(giver_id=1, receiver_id=2, resource=FRUIT),),
)


def test_the_unsold_fruit_and_vegetables_of_a_market_reach_a_cannery() -> None:
    (suggestion,) = suggest_all(
        MARKET_AND_CANNERY,
        today=TODAY,
    )
    points = criteria(suggestion)
    assert points["quantity"] == 80  # 1 t a week can be taken out of 2
    assert points["social"] == 100  # a work-integration structure
    assert points["outlet"] == 0  # nobody needs the jars yet
    made = dict(explain(suggestion).evidence)["made"]
    assert made == 7800  # 52 t a year: 4 333.3 kg a month, 1.8 jar each
    assert checks(suggestion) == [
        "area.offer",
        "area.need",
        "already_running",
        "food_safety",
        "food_safety",
    ]


JARS_AND_WASHING = network(
    actors=(actor(1), actor(2), actor(3), actor(4)),
    postings=(
        offer(10, 1, USED, quantity=Decimal(100), unit="kg", period=Period.ONE_OFF),
        need(20, 3, WASHED),
        need(21, 4, WASHED),
        need(22, 1, WASHED),
        need(23, 2, WASHED),
    ),
    capabilities=(Capability(actor_id=2, transformation="glass_jar_washing"),),
)


def test_used_jars_reach_a_washing_service() -> None:
    (suggestion,) = suggest_all(
        JARS_AND_WASHING,
        today=TODAY,
    )
    evidence = dict(explain(suggestion).evidence)
    assert evidence["made"] == 368  # 100 kg are 400 jars, 92 % come back washed
    assert evidence["wanted_by"] == (1, 3, 4)  # the giver may take its own jars back
    assert criteria(suggestion)["outlet"] == 100
    assert checks(suggestion) == [
        "dates",
        "units",
        "area.offer",
        "area.need",
        "rhythm",
        "food_safety",
        "food_contact",
    ]


CARROTS_AND_KITCHEN = network(
    actors=(
        actor(1, service_radius_km=50, kinds=frozenset({"producer"})),
        actor(2, place=NEAR, service_radius_km=50),
    ),
    postings=(
        offer(10, 1, CARROT, quantity=Decimal(30), unit="kg", months=0b111),
        need(20, 2, "food.vegetable", quantity=Decimal(40), unit="kg", months=0b110),
    ),
)


def test_an_offer_meets_a_need() -> None:
    (suggestion,) = suggest_all(
        CARROTS_AND_KITCHEN,
        today=TODAY,
    )
    assert suggestion.kind is SuggestionKind.DIRECT
    assert criteria(suggestion) == {
        "closeness": 221,  # one level apart: 850
        "quantity": 135,  # 750
        "distance": 150,  # 10 008 m: 834
        "months": 120,
        "social": 0,
        "environment": 36,  # 400
        "responsiveness": 20,  # not known: 500
        "themes": 0,
    }
    assert suggestion.score == 682
    assert suggestion.checks == ()
    assert [step.node_id for step in suggestion.path] == [1, CARROT, "food.vegetable", 2]


SOLVENTS = network(
    actors=(
        actor(1),
        actor(2),
        actor(3, authorisations=frozenset({"130205"})),
        actor(4, authorisations=frozenset({"14"})),
    ),
    postings=(
        offer(10, 1, "byproduct.solvent"),
        need(20, 2, "byproduct.solvent"),
        need(21, 3, "byproduct.solvent"),
        need(22, 4, "byproduct.solvent"),
    ),
    capabilities=tuple(
        Capability(actor_id=ident, transformation="solvent_regeneration") for ident in (2, 3, 4)
    ),
)


def test_hazardous_waste_only_reaches_who_is_authorised() -> None:
    found = suggest_all(
        SOLVENTS,
        today=TODAY,
    )
    assert {(row.kind, row.receiver_id) for row in found} == {("direct", 4), ("circular", 4)}
    assert "authorised_receiver" not in {code for row in found for code in checks(row)}


def test_the_best_of_an_organisation_both_ways() -> None:
    rows = network(
        actors=(actor(1), actor(2, place=NEAR), actor(3, place=FAR)),
        postings=(
            offer(10, 1, CARROT),
            offer(11, 1, "food.egg"),
            need(20, 2, CARROT),
            need(21, 3, CARROT),
            need(22, 1, "food.egg"),
            offer(23, 2, "food.egg"),
        ),
    )
    found = suggest_all(rows, today=TODAY)
    best = best_for(found, 1, 1)
    assert [row.need_id for row in best.gives] == [20]
    assert [row.offer_id for row in best.receives] == [23]
    assert suggest_for(rows, 3, today=TODAY) == tuple(row for row in found if row.receiver_id == 3)
    assert suggest_for(rows, 99, today=TODAY) == ()
    assert best_for(found, 99, 5).gives == ()


def test_the_reference_agrees_and_each_know_how_stays_with_its_organisation() -> None:
    rows = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(
            offer(10, 1, BREAD),
            offer(11, 1, CARROT),
            offer(12, 3, BREAD),
            need(20, 2, "food.vegetable"),
        ),
        capabilities=(
            Capability(actor_id=2, transformation="bread_to_beer"),
            Capability(actor_id=3, transformation="bread_to_feed"),
        ),
    )
    found = reference.suggest_all(rows, today=TODAY)
    assert found == suggest_all(rows, today=TODAY)
    assert {(row.giver_id, row.receiver_id) for row in found} == {(1, 2), (1, 3), (3, 2)}
    assert {row.giver_id for row in suggest_for(rows, 2, today=TODAY)} == {1, 3}
    assert {row.transformation for row in suggest_for(rows, 3, today=TODAY)} == {
        "bread_to_beer",
        "bread_to_feed",
    }


def test_a_know_how_told_twice_is_read_once() -> None:
    twice = tuple(
        Capability(
            actor_id=2, transformation="bread_to_beer", yearly_capacity=Decimal(kilos), unit="kg"
        )
        for kilos in (240, 120)
    )
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, BREAD, quantity=Decimal(20), unit="kg"),),
        capabilities=twice,
    )
    (suggestion,) = suggest_all(rows, today=TODAY)
    assert criteria(suggestion)["quantity"] == 160


def test_a_chain_of_inputs_is_said_when_what_is_offered_is_near_the_input() -> None:
    (suggestion,) = suggest_all(
        network(
            actors=(actor(1), actor(2)),
            postings=(offer(10, 1, "byproduct.organic.kitchen_waste"),),
            capabilities=(Capability(actor_id=2, transformation="organic_to_compost"),),
        ),
        today=date(2026, 1, 1),
    )
    assert [step.edge_kind for step in suggestion.path] == [
        "offers",
        "close_to",
        "input_of",
        "mastered_by",
        "makes",
        "",
    ]
    assert "authorised_receiver" in checks(suggestion)
    assert actor(1).place == HERE
