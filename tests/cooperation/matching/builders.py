"""A small network that can be solved by hand, and random ones for the laws."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cooperation.knowledge import load
from cooperation.matching.context import Pair, build
from cooperation.matching.points import Suggestion
from cooperation.matching.tables import TABLE
from cooperation.matching.types import (
    Actor,
    Capability,
    Commitment,
    Cooperation,
    Direction,
    Network,
    Period,
    Place,
    Posting,
)

TODAY = date(2026, 9, 1)
HERE = Place(insee="38001", latitude=45.0, longitude=5.7)
NEAR = Place(insee="38002", latitude=45.09, longitude=5.7)  # 10.0 km north
FAR = Place(insee="38003", latitude=46.0, longitude=5.7)  # 111.2 km north
BREAD = "byproduct.food.bread_unsold"
CARROT = "food.vegetable.carrot"
CLEANING = "service.cleaning.premises"


def actor(ident: int, **values: Any) -> Actor:
    return Actor(**({"id": ident, "name": f"Organisation {ident}", "place": HERE} | values))


def offer(ident: int, actor_id: int, resource: str, **values: Any) -> Posting:
    found = {"id": ident, "actor_id": actor_id, "resource": resource} | values
    return Posting(**({"direction": Direction.OFFER, "period": Period.MONTH} | found))


def need(ident: int, actor_id: int, resource: str, **values: Any) -> Posting:
    return offer(ident, actor_id, resource, **({"direction": Direction.NEED} | values))


def network(**rows: Any) -> Network:
    return Network(knowledge=load(), **rows)


def pair(
    given: dict[str, Any] | None = None,
    asked: dict[str, Any] | None = None,
    giver: dict[str, Any] | None = None,
    receiver: dict[str, Any] | None = None,
    **rows: Any,
) -> Pair:
    """An offer of carrots in front of a need of carrots, changed as told."""
    actors = (actor(1, **(giver or {})), actor(2, **(receiver or {})))
    here = offer(**({"ident": 10, "actor_id": 1, "resource": CARROT} | (given or {})))
    there = need(**({"ident": 20, "actor_id": 2, "resource": CARROT} | (asked or {})))
    found = network(actors=actors, postings=(here, there), **rows)
    context = build(found, TODAY, TABLE)
    near = context.knowledge.closeness(here.resource, there.resource)
    return Pair(context, here, there, near)


def criteria(suggestion: Suggestion) -> dict[str, int]:
    return {str(row.code): row.points for row in suggestion.criteria}


def checks(suggestion: Suggestion) -> list[str]:
    return [row.code for row in suggestion.checks]


RESOURCES = (
    CARROT,
    "food.vegetable",
    "food.egg",
    BREAD,
    "byproduct.food.fruit_veg_unsold",
    "material.container.glass_jar_used",
    "material.container.glass_jar_washed",
    "prepared.drink.beer",
    "byproduct.solvent",
    CLEANING,
    "service.cleaning",
)
KNOW_HOWS = (
    "bread_to_beer",
    "fruit_veg_to_dishes",
    "glass_jar_washing",
    "organic_to_biogas",
    "solvent_regeneration",
)
IDENTS = st.integers(1, 5)
UNITS = st.sampled_from(["", "kg", "t", "piece", "hour", "m2", "l"])
QUANTITIES = st.none() | st.decimals(1, 500, places=1)
LABELS = st.frozensets(st.sampled_from(["organic", "quality"]), max_size=2)
KINDS = st.frozensets(st.sampled_from(["producer", "siae"]), max_size=2)
COMMUNES = st.frozensets(st.sampled_from(["38001", "38002"]), max_size=2)
PLACES = st.none() | st.sampled_from([HERE, NEAR, FAR, Place(insee="38002"), Place()])
KILOMETRES = st.none() | st.sampled_from([5, 20, 200])
DAYS = st.none() | st.integers(-60, 60).map(lambda days: TODAY + timedelta(days))
MONTHS = st.sampled_from([0, 0, 1, 0b111, 0xFFF])

ACTORS = st.builds(
    Actor,
    id=IDENTS,
    kinds=KINDS,
    siae_type=st.sampled_from(["", "ei"]),
    place=PLACES,
    service_radius_km=KILOMETRES,
    service_communes=COMMUNES,
    labels=LABELS,
    themes=st.frozensets(st.sampled_from(["food", "waste", "jobs"])),
    authorisations=st.sampled_from([frozenset(), frozenset({"14"}), frozenset({"130205"})]),
    is_social=st.booleans(),
    answer_rate=st.none() | st.integers(0, 1000),
)
POSTINGS = st.builds(
    Posting,
    id=st.integers(1, 99),
    actor_id=st.integers(1, 6),
    direction=st.sampled_from(Direction),
    resource=st.sampled_from([*RESOURCES, "no.longer.known"]),
    quantity=QUANTITIES,
    unit=UNITS,
    period=st.sampled_from(Period),
    minimum_lot=st.none() | st.just(Decimal(10)),
    starts=DAYS,
    ends=DAYS,
    months=MONTHS,
    place=PLACES,
    max_distance_km=KILOMETRES,
    service_communes=COMMUNES,
    labels_required=LABELS,
    labels_held=LABELS,
    kinds_may_answer=KINDS,
    price_mode=st.sampled_from(["", "gift", "sale", "negotiable"]),
    published_on=DAYS,
)
CAPABILITIES = st.builds(
    Capability,
    actor_id=st.integers(1, 6),
    transformation=st.sampled_from([*KNOW_HOWS, "no_longer_known"]),
    yearly_capacity=QUANTITIES,
    unit=UNITS,
)
NETWORKS = st.builds(
    Network,
    knowledge=st.just(load()),
    actors=st.lists(ACTORS, max_size=5, unique_by=lambda row: row.id).map(tuple),
    postings=st.lists(POSTINGS, max_size=8, unique_by=lambda row: row.id).map(tuple),
    capabilities=st.lists(
        CAPABILITIES, max_size=4, unique_by=lambda row: (row.actor_id, row.transformation)
    ).map(tuple),
    commitments=st.lists(
        st.builds(
            Commitment,
            actor_id=st.integers(1, 6),
            theme=st.sampled_from(["food", "waste"]),
            action_id=st.integers(1, 3),
        ),
        max_size=3,
    ).map(tuple),
    cooperations=st.lists(
        st.builds(
            Cooperation,
            giver_id=st.integers(1, 6),
            receiver_id=st.integers(1, 6),
            resource=st.sampled_from(RESOURCES),
        ),
        max_size=3,
    ).map(tuple),
)
