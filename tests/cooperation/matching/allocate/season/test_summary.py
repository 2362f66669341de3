"""What a plan adds up to, what it lacks, and what a trial changes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from cooperation.matching.allocate.season import planning, stocks
from cooperation.matching.allocate.season.changes import Newcomer, Trial, tried
from cooperation.matching.allocate.season.gaps import Gap, Lead, gaps
from cooperation.matching.allocate.season.request import Request
from cooperation.matching.allocate.season.summary import Flow, Summary, summarise, wanted_by
from cooperation.matching.types import Capability, Network
from tests.cooperation.matching.allocate.season.drawing import (
    CARROT,
    CUT,
    Territory,
    place,
    request,
    requests,
    territories,
)
from tests.cooperation.matching.allocate.season.test_planning import KITCHEN, kilos
from tests.cooperation.matching.builders import actor, need, network, offer

FARM = frozenset({"producer"})


def plan(found: Network, asked: Request) -> tuple[Summary, tuple[Gap, ...]]:
    held = stocks.build(found, asked)
    summary = summarise(held, asked, planning.solve(held, asked))
    return summary, gaps(found, asked, summary, wanted_by(held))


@pytest.fixture
def season() -> Network:
    return network(
        actors=(
            actor(1, place=place("38001"), kinds=FARM, labels=frozenset({"ab"})),
            actor(2, place=place("38004"), kinds=FARM, labels=frozenset({"hve3"})),
            actor(3, place=None, kinds=FARM),
            actor(4, place=place("38001"), kinds=KITCHEN),
            actor(5, place=place("38002"), kinds=KITCHEN),
            actor(6, place=place("38002"), kinds=FARM, trades=(("farm_market_garden", 900),)),
            actor(7, place=place("38004"), kinds=FARM, trades=(("farm_market_garden", 900),)),
            actor(8, kinds=frozenset({"craft"}), trades=(("farm_market_garden", 900),)),
            actor(9, kinds=FARM, trades=(("gone", 900), ("farm_pulse", 900))),
        ),
        postings=(
            offer(10, 1, CARROT, **kilos(600)),
            offer(11, 2, CARROT, **kilos(100)),
            offer(12, 3, CARROT, **kilos(50, months=0b1_0000_0000)),
            need(20, 4, CARROT, **kilos(700)),
            need(21, 5, CARROT, **kilos(200)),
            offer(13, 6, "gone.forever", **kilos(5)),
        ),
        capabilities=(
            Capability(actor_id=8, transformation="vegetable_to_cut"),
            Capability(actor_id=8, transformation="flour_to_bread"),
            Capability(actor_id=8, transformation="gone"),
            Capability(actor_id=99, transformation="vegetable_to_cut"),
        ),
    )


def test_a_month_in_which_nothing_is_wanted_is_no_cell() -> None:
    september = 0b1_0000_0000
    rows = network(
        actors=(actor(1, kinds=FARM), actor(2, kinds=KITCHEN)),
        postings=(
            offer(10, 1, CARROT, **kilos(9)),
            need(20, 2, CARROT, **kilos(5, months=september)),
        ),
    )
    summary, _ = plan(rows, request())
    assert {key: (cell.wanted, cell.served) for key, cell in summary.cells.items()} == {
        (CARROT, 0): (5_000, 5_000)
    }
    assert summary.kitchens[2].wanted == summary.total.wanted == 5_000


def test_adds_up_what_is_covered(season: Network) -> None:
    summary, _ = plan(season, request(quality_share=0, organic_share=0, local_m=20_000))
    total = summary.total
    assert (total.wanted, total.served) == (1_800_000, 1_450_000)
    assert (total.organic, total.quality) == (1_200_000, 1_400_000)
    assert (total.local, total.unplaced) == (1_200_000, 50_000)
    assert sum(cell.wanted for cell in summary.cells.values()) == total.wanted
    assert sum(row.served for row in summary.kitchens.values()) == total.served
    assert {key: row[0] for key, row in summary.producers.items()} == {
        1: 1_200_000,
        2: 200_000,
        3: 50_000,
    }
    assert sum(row[1].served for row in summary.producers.values()) == total.served
    assert summary.cells[CARROT, 0].served == 750_000
    known = [flow for flow in summary.flows if flow.metres >= 0]
    assert total.gram_metres == sum(flow.grams * flow.metres for flow in known)


def test_estimates_trips_of_a_van_there_and_back(season: Network) -> None:
    one = replace(season, postings=(season.postings[0], season.postings[4]))
    summary, _ = plan(one, request())
    assert summary.flows == tuple(Flow(m, CARROT, 1, 5, 200_000, 10_008, 2) for m in (0, 1))
    assert (summary.trips, summary.trip_metres) == (2, 4 * 10_008)
    big = replace(one, postings=(one.postings[0], need(21, 5, CARROT, **kilos(501))))
    assert plan(big, request())[0].trips == 4


def test_tells_what_is_missing_and_who_could_grow_it(season: Network) -> None:
    _, missing = plan(season, request(quality_share=0, organic_share=0))
    (gap,) = missing
    assert (gap.product, gap.grams) == (CARROT, 350_000)
    assert gap.months == ((0, 150_000), (1, 200_000))
    assert sum(grams for _, grams in gap.kitchens) == 350_000
    assert [(lead.actor_id, lead.by, lead.offers) for lead in gap.growers] == [
        (6, "farm_market_garden", False),
        (7, "farm_market_garden", False),
    ]
    assert gap.makers == ()


def test_leads_stay_within_the_radius(season: Network) -> None:
    _, missing = plan(season, request(radius_m=30_000))
    assert [lead.actor_id for lead in missing[0].growers] == [6]


def test_tells_who_could_make_what_is_missing(season: Network) -> None:
    rows = (need(20, 4, CUT, **kilos(10)),)
    _, missing = plan(replace(season, postings=rows), request())
    lead = Lead(8, "vegetable_to_cut", 1000, 0, offers=False)
    assert missing[0].makers == (lead,)
    assert missing[0].growers == ()


def test_nothing_is_missing_when_everything_is_covered(season: Network) -> None:
    one = replace(season, postings=(season.postings[0], season.postings[4]))
    assert plan(one, request())[1] == ()


@settings(max_examples=60, deadline=None)
@given(territories(), requests)
def test_what_is_served_and_what_is_missing_make_what_is_wanted(
    territory: Territory, asked: Request
) -> None:
    summary, missing = plan(territory.network(), asked)
    assert summary.total.served + sum(gap.grams for gap in missing) == summary.total.wanted
    for gap in missing:
        assert sum(grams for _, grams in gap.months) == gap.grams
        assert sum(grams for _, grams in gap.kitchens) == gap.grams


def newcomer(**values: Any) -> Newcomer:
    found = {"resource": CARROT, "insee": "38001", "kilos": Decimal(300)}
    return Newcomer(**(found | values))


def test_a_trial_changes_the_plan_and_not_the_network(season: Network) -> None:
    asked = request()
    before = plan(season, asked)[0].total
    gone = plan(tried(season, Trial(removed=frozenset({1}))), asked)[0].total
    assert (gone.wanted, gone.served) == (before.wanted, before.served - 1_200_000)
    half = plan(tried(season, Trial(capacities={1: 500, 4: 500})), asked)[0].total
    assert (half.wanted, half.served) == (before.wanted, before.served - 600_000)
    come = plan(tried(season, Trial(newcomers=(newcomer(labels=frozenset({"ab"})),))), asked)[0]
    assert come.total.served == come.total.wanted == before.wanted
    assert come.producers[-1][0] == 600_000
    assert plan(season, asked)[0].total == before


def test_a_kitchen_that_leaves_wants_nothing_more(season: Network) -> None:
    found = plan(tried(season, Trial(removed=frozenset({4}))), request())[0]
    assert set(found.kitchens) == {5}


def test_an_offer_without_quantity_stays_so() -> None:
    silent = network(actors=(actor(1),), postings=(offer(10, 1, CARROT),))
    assert tried(silent, Trial(capacities={1: 2000})).postings == silent.postings
