"""Chains: cases solved by hand."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from cooperation.matching import chains
from cooperation.matching.points import CriterionCode, Suggestion, SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Network, Period
from tests.cooperation.matching.builders import (
    BREAD,
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

BAKERY, BREWERY, FARM, FEEDER = 1, 2, 3, 4
BEER, GRAIN, FEED = "prepared.drink.beer", "byproduct.organic.spent_grain", "prepared.feed"


def rows(**changes: Any) -> Network:
    """A bakery, a brewery, a maker of feed and a farm that needs feed."""
    brewery = Capability(actor_id=BREWERY, transformation="bread_to_beer")
    feeder = Capability(actor_id=FEEDER, transformation="spent_grain_to_feed")
    found: dict[str, Any] = {
        "actors": (actor(BAKERY), actor(BREWERY, place=NEAR), actor(FARM), actor(FEEDER)),
        "postings": (
            offer(10, BAKERY, BREAD, quantity=Decimal(30), unit="kg"),
            need(20, FARM, FEED, quantity=Decimal(100), unit="kg"),
        ),
        "capabilities": (brewery, feeder),
    }
    return network(**(found | changes))


def found(network: Network, **options: Any) -> tuple[Suggestion, ...]:
    return chains.suggest(network, today=TODAY, **options)


def evidence(row: Suggestion, code: str) -> dict[str, Any]:
    return {str(one.code): dict(one.evidence) for one in row.criteria}[code]


def test_bread_becomes_beer_whose_grain_becomes_the_feed_of_a_farm() -> None:
    (row,) = found(rows())
    assert row.kind is SuggestionKind.CHAIN
    assert row.parties == (BAKERY, BREWERY, FEEDER, FARM)
    assert (row.giver_id, row.receiver_id, row.offer_id, row.need_id) == (BAKERY, FARM, 10, 20)
    assert (row.transformation, row.resource, row.likelihood) == ("bread_to_beer", BREAD, 1000)
    assert [(step.node_id, step.edge_kind) for step in row.path] == [
        (BAKERY, "offers"),
        (BREAD, "input_of"),
        ("bread_to_beer", "mastered_by"),
        (BREWERY, "makes"),
        (GRAIN, "input_of"),
        ("spent_grain_to_feed", "mastered_by"),
        (FEEDER, "makes"),
        (FEED, "needed_by"),
        (FARM, ""),
    ]


def test_the_criteria_of_a_chain_are_those_computed_by_hand() -> None:
    (row,) = found(rows())
    environment = evidence(row, "environment")["worths"]
    assert criteria(row) == {
        "closeness": 150,
        "quantity": 80,  # how much grain comes out of the bread is unknown: 400
        "distance": 177,  # 10 008 m twice, then 0: 6 672 m on average, 889
        "social": 0,
        "environment": 150 * (sum(environment) // 3) // 1000,
        "outlet": 100,  # a declared need
        "length": 70,  # four organisations: 700
    }
    assert evidence(row, "distance") == {"metres": 20016, "steps": (10008, 10008, 0)}
    assert evidence(row, "length") == {"organisations": 4}
    assert {dict(check.evidence)["step"] for check in row.checks} <= {1, 2, 3}


def _preserves(capacity: int, wanted: int, given: int = 600) -> Network:
    """Jars washed, filled, and wanted by a grocery."""
    return network(
        actors=tuple(actor(ident) for ident in (1, 2, 3)),
        postings=(
            offer(10, 1, BREAD, quantity=Decimal(given), unit="kg"),
            need(20, 3, BEER, quantity=Decimal(wanted), unit="l"),
        ),
        capabilities=(
            Capability(
                actor_id=2,
                transformation="bread_to_beer",
                yearly_capacity=Decimal(capacity),
                unit="kg",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("capacity", "wanted", "through", "bottleneck", "step"),
    [
        (12_000, 6_000, 1000, 1, 0),  # everything goes: more bread would be taken
        (3_600, 6_000, 500, 2, 1),  # the brewery takes 300 kg of 600
        (12_000, 900, 250, 3, 2),  # 900 l of the 3 600 l made are wanted
        (3_600, 900, 250, 3, 2),  # both limit; the café most: half of a half
        (3_600, 1_800, 500, 2, 1),  # 1 800 l are made, and wanted: the brewery alone limits
        (1_200, 900, 166, 2, 1),  # 100 kg of 600
    ],
)
def test_the_bottleneck_is_named(
    capacity: int, wanted: int, through: int, bottleneck: int, step: int
) -> None:
    (row,) = found(_preserves(capacity, wanted))
    told = evidence(row, "quantity")
    assert (told["through"], told["bottleneck"], told["bottleneck_step"]) == (
        through,
        bottleneck,
        step,
    )
    assert criteria(row)["quantity"] == 200 * through // 1000
    assert told["unknown"] == 0


def test_what_goes_in_and_out_of_each_step_is_told() -> None:
    (row,) = found(_preserves(3_600, 900))
    assert evidence(row, "quantity") == {
        "resources": (BREAD, BEER),
        "offers": (10, 0),
        "needs": (0, 20),
        "units": ("kg", "l"),
        "given": (600, 1800),
        "asked": (300, 900),
        "taken": (300, 900),
        "made": (1800, ""),
        "yields": ("6", ""),
        "through": 250,
        "bottleneck": 3,
        "bottleneck_step": 2,
        "unknown": 0,
    }


def test_an_unknown_capacity_grants_no_more_than_what_is_known() -> None:
    unknown = tuple(replace(row, yearly_capacity=None) for row in _preserves(1, 1).capabilities)
    (plenty,) = found(replace(_preserves(1, 6_000), capabilities=unknown))
    (little,) = found(replace(_preserves(1, 36), capabilities=unknown))
    assert [criteria(row)["quantity"] for row in (plenty, little)] == [80, 2]  # 400, then 10
    assert evidence(little, "quantity")["unknown"] == 1
    assert evidence(little, "quantity")["asked"] == ("", 36)


def test_one_place_unknown_leaves_the_distance_unknown() -> None:
    base = rows()
    lost = tuple(replace(row, place=None) if row.id == FARM else row for row in base.actors)
    (row,) = found(replace(base, actors=lost))
    assert evidence(row, "distance") == {"metres": None, "steps": (10008, 10008, "")}
    assert criteria(row)["distance"] == TABLE.unknown[CriterionCode.DISTANCE] * 200 // 1000


def test_what_really_arrives_may_be_under_the_smallest_useful_quantity() -> None:
    few = _preserves(12_000, 6_000, given=10)
    strict = tuple(
        replace(row, minimum_lot=Decimal(61)) if row.id == 20 else row for row in few.postings
    )
    assert len(found(few)) == 1
    assert found(replace(few, postings=strict)) == ()  # 60 l come out


def test_months_and_dates_are_carried() -> None:
    base = _preserves(12_000, 6_000)
    offered, wanted = base.postings
    winter, summer = replace(offered, months=0b11), replace(wanted, months=0b1100000)
    assert found(replace(base, postings=(winter, summer))) == ()
    shared = replace(wanted, months=0b110)
    (row,) = found(replace(base, postings=(winter, shared)))
    assert "months" in checks(row)  # the brewery states none
    past = replace(offered, period=Period.ONE_OFF, ends=TODAY)
    late = replace(wanted, starts=TODAY.replace(day=20))
    assert found(replace(base, postings=(past, wanted)))
    assert found(replace(base, postings=(past, late))) == ()


def test_a_one_off_stays_a_one_off() -> None:
    base = _preserves(12_000, 6_000)
    once = replace(base.postings[0], period=Period.ONE_OFF, starts=TODAY)
    (row,) = found(replace(base, postings=(once, base.postings[1])))
    assert [dict(check.evidence)["step"] for check in row.checks if check.code == "rhythm"] == [
        1,
        2,
    ]


def test_a_chain_may_end_at_a_know_how_from_which_nothing_goes_further() -> None:
    base = rows()
    (row,) = found(replace(base, postings=base.postings[:1]))
    assert row.parties == (BAKERY, BREWERY, FEEDER)
    assert (row.need_id, criteria(row)["outlet"]) == (None, 0)
    assert [step.node_id for step in row.path][-2:] == [FEEDER, FEED]
    away = replace(base.postings[1], place=FAR, max_distance_km=5)
    (row,) = found(replace(base, postings=(base.postings[0], away)))
    assert evidence(row, "outlet") == {"need": None, "wanted_by": (FARM,)}  # but too far
    assert criteria(row)["outlet"] == 50


def test_a_chain_stops_at_the_greatest_number_of_organisations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chains, "MOST", 3)
    (row,) = found(rows())
    assert row.parties == (BAKERY, BREWERY, FEEDER)


def test_one_hop_is_no_chain_and_an_organisation_appears_once() -> None:
    base = rows()
    assert found(replace(base, capabilities=base.capabilities[:1])) == ()
    home = replace(base.postings[1], actor_id=BAKERY)
    (row,) = found(replace(base, postings=(base.postings[0], home)))
    assert row.parties == (BAKERY, BREWERY, FEEDER)


def test_what_is_only_probable_makes_no_chain() -> None:
    base = rows()
    for name in ("postings", "capabilities"):
        first, *others = getattr(base, name)
        assert found(replace(base, **{name: (replace(first, likelihood=999), *others)})) == ()


def test_what_is_made_may_be_close_to_what_is_wanted() -> None:
    base = _preserves(12_000, 6_000)
    wider = replace(base.postings[1], resource="prepared.drink")
    (row,) = found(replace(base, postings=(base.postings[0], wider)))
    assert [(step.node_id, step.edge_kind) for step in row.path][-3:] == [
        (BEER, "close_to"),
        ("prepared.drink", "needed_by"),
        (3, ""),
    ]


def test_a_need_that_is_only_probable_ends_no_chain() -> None:
    base = rows()
    likely = replace(base.postings[1], likelihood=999)
    (row,) = found(replace(base, postings=(base.postings[0], likely)))
    assert (row.need_id, row.parties) == (None, (BAKERY, BREWERY, FEEDER))


def test_a_hazardous_waste_reaches_authorised_receivers_only() -> None:
    base = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(offer(10, 1, "byproduct.solvent"), need(20, 3, "material.raw_recycled")),
        capabilities=(Capability(actor_id=2, transformation="solvent_regeneration"),),
    )
    assert found(base) == ()
    held = frozenset({"14"})
    (row,) = found(replace(base, actors=(actor(1), actor(2, authorisations=held), actor(3))))
    assert row.parties == (1, 2, 3)


def test_the_best_chains_of_each_giver_are_kept() -> None:
    near = [actor(ident, place=HERE) for ident in range(1, 9)]
    cafes = tuple(need(20 + ident, ident, BEER) for ident in range(3, 9))
    base = replace(_preserves(12_000, 1), actors=tuple(near))
    base = replace(base, postings=(base.postings[0], *cafes))
    every = found(base)
    assert len(every) == 6
    assert found(base, count=2) == every[:2]
    assert found(base, count=0) == ()


def test_of_two_ways_through_the_same_organisations_one_is_kept() -> None:
    base = rows()
    ways = ("spent_grain_to_biscuit", "spent_grain_to_feed")
    both = tuple(Capability(actor_id=FEEDER, transformation=code) for code in ways)
    ends = []
    for know_hows in (both, both[::-1], both[:1], both[1:]):
        capabilities = (base.capabilities[0], *know_hows)
        (row,) = found(replace(base, postings=base.postings[:1], capabilities=capabilities))
        ends.append((-row.score, row.path[-1].node_id))
    assert ends[0] == ends[1] == min(ends[2:])
