"""Why not: each kind of change by hand, then the laws on random networks."""

import dataclasses
from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching import constraints, glances, reference
from cooperation.matching.constraints import Verdict
from cooperation.matching.context import Pair, build
from cooperation.matching.counterfactual import remedies, why_not
from cooperation.matching.counterfactual.changes import Change, ChangeCode, apply
from cooperation.matching.counterfactual.misses import Candidate, mended, smallest
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Direction, Network, Period, Place
from tests.cooperation.matching.builders import (
    ACTORS,
    BREAD,
    CARROT,
    FAR,
    HERE,
    NEAR,
    NETWORKS,
    POSTINGS,
    TODAY,
    actor,
    need,
    network,
    offer,
    pair,
)

ONION = "food.vegetable.onion"
LEEK = "food.vegetable.leek"
BEER = "prepared.drink.beer"


def asked(found: Pair, side: Direction = Direction.NEED) -> tuple[Change, ...]:
    changes = smallest(Candidate(found), side)
    assert changes is not None
    assert matches(mended(found, changes))
    return changes


def matches(found: Pair) -> bool:
    return glances.unknowns(found) is not None


def only(found: Pair, side: Direction = Direction.NEED) -> Change:
    (change,) = asked(found, side)
    return change


def test_a_pair_that_matches_asks_nothing() -> None:
    assert asked(pair()) == ()


def test_some_kilometres_more_to_the_kilometre() -> None:
    change = only(pair(giver={"place": NEAR}, asked={"max_distance_km": 5}))
    assert change == Change(
        code=ChangeCode.RADIUS, side=Direction.NEED, effort=12, before=5, after=11, amount=6
    )


def test_the_radius_of_the_organisation_counts_when_the_posting_has_none() -> None:
    found = pair(giver={"place": NEAR, "service_radius_km": 2})
    change = only(found)
    assert (change.side, change.before, change.after) == (Direction.OFFER, 2, 11)
    assert apply(found, change).giver.service_radius_km == 2


def test_a_commune_more() -> None:
    found = pair(giver={"place": NEAR}, asked={"service_communes": frozenset({"38001"})})
    change = only(found)
    assert (change.code, change.before, change.after) == (ChangeCode.COMMUNE, ("38001",), "38002")


def test_the_easier_of_a_commune_and_of_kilometres() -> None:
    def code(place: Place) -> ChangeCode:
        area = {"service_communes": frozenset({"38001"}), "max_distance_km": 5}
        return only(pair(giver={"place": place}, asked=area)).code

    assert (code(NEAR), code(FAR)) == (ChangeCode.RADIUS, ChangeCode.COMMUNE)


def test_july_rather_than_june() -> None:
    found = pair({"months": 1 << 5 | 1}, {"months": 1 << 6})
    change = only(found)
    assert (change.code, change.before, change.after, change.effort) == ("month", 7, 6, 15)
    assert change.side is Direction.NEED
    change = only(found, Direction.OFFER)
    assert (change.side, change.before, change.after) == (Direction.OFFER, 6, 7)


def test_december_is_next_to_january() -> None:
    assert only(pair({"months": 1}, {"months": 1 << 11 | 1 << 6})).amount == 1


def test_a_last_day_moves_to_the_first_of_the_other() -> None:
    found = pair({"ends": date(2026, 9, 10)}, {"starts": date(2026, 9, 14)})
    change = only(found)
    assert (change.code, change.before, change.after) == ("starts", "2026-09-14", "2026-09-10")
    assert (change.amount, change.effort) == (4, 4)
    assert only(found, Direction.OFFER).code is ChangeCode.ENDS


def test_what_is_over_is_prolonged_until_today() -> None:
    change = only(pair({"ends": date(2026, 8, 25)}))
    assert (change.code, change.after, change.amount) == ("ends", "2026-09-01", 7)


def test_the_day_that_asks_least_is_kept() -> None:
    early, late = date(2026, 9, 5), date(2026, 9, 20)
    found = pair({"ends": early}, {"starts": late, "ends": date(2026, 9, 25)})
    assert sum(row.effort for row in asked(found)) == 15


def test_forty_kilogrammes_less() -> None:
    found = pair(
        {"minimum_lot": Decimal(100), "unit": "kg"}, {"quantity": Decimal(60), "unit": "kg"}
    )
    change = only(found)
    assert (change.code, change.side, change.before, change.after, change.amount, change.unit) == (
        "minimum",
        Direction.OFFER,
        "100",
        "60",
        "40",
        "kg",
    )
    assert change.effort == 40


def test_raising_a_quantity_is_kept_when_it_asks_less() -> None:
    found = pair({"minimum_lot": Decimal(3), "unit": "kg"}, {"quantity": Decimal(2), "unit": "kg"})
    assert only(found).code is ChangeCode.MINIMUM  # a third less, against a half more
    ways = list(remedies._REMEDIES["lot"](found))
    assert [row[0].after for row in ways] == ["2", "3"]


def test_a_weekly_quantity_is_rounded_to_the_thousandth_on_the_right_side() -> None:
    weekly = {"quantity": Decimal(1), "unit": "kg", "period": Period.WEEK}
    found = pair({"minimum_lot": Decimal(100), "unit": "kg"}, weekly)
    lowered, raised = (row[0] for row in remedies._REMEDIES["lot"](found))
    assert (lowered.after, raised.after) == ("4.333", "23.077")
    assert matches(apply(found, lowered))
    assert matches(apply(found, raised))


def test_both_smallest_quantities_may_be_missed() -> None:
    side = {"minimum_lot": Decimal(50), "quantity": Decimal(40), "unit": "kg"}
    changes = asked(pair(side, side))
    assert [row.code for row in changes] == ["minimum", "minimum"]


def test_a_smallest_quantity_without_a_quantity_to_compare() -> None:
    found = pair(
        {"minimum_lot": Decimal(100), "unit": "kg"}, {"quantity": Decimal(0), "unit": "kg"}
    )
    change = only(found, Direction.OFFER)
    assert (change.after, change.amount) == (None, "100")
    assert mended(found, (change,)).offer.minimum_lot is None
    raised = list(remedies._REMEDIES["lot"](found))[1][0]
    assert raised.effort == 100


def test_each_label_to_obtain_is_a_change() -> None:
    found = pair(
        {"labels_held": frozenset({"local"})},
        {"labels_required": frozenset({"organic", "quality"})},
    )
    assert [row.after for row in asked(found)] == ["organic", "quality"]
    assert {row.side for row in asked(found)} == {Direction.OFFER}


def test_a_kind_to_let_answer() -> None:
    found = pair({"kinds_may_answer": frozenset({"siae"})}, receiver={"kinds": frozenset({"ess"})})
    change = only(found)
    assert (change.code, change.side, change.before, change.after) == (
        "kind",
        Direction.OFFER,
        ("siae",),
        "ess",
    )


def test_a_unit_to_state() -> None:
    found = pair({"quantity": Decimal(3), "unit": "hour"}, {"quantity": Decimal(2), "unit": "kg"})
    change = only(found)
    assert (change.code, change.side, change.before, change.after) == (
        "unit",
        Direction.OFFER,
        "hour",
        "kg",
    )


def test_both_units_to_state() -> None:
    found = pair({"quantity": Decimal(3), "unit": "hour"}, {"quantity": Decimal(2), "unit": "m2"})
    assert [row.side for row in asked(found)] == [Direction.OFFER, Direction.NEED]


def test_an_authorisation_to_obtain() -> None:
    found = pair({"resource": "byproduct.solvent"}, {"resource": "byproduct.solvent"})
    change = only(found)
    code = found.offered.low_code
    assert (change.code, change.side, change.after) == ("authorisation", Direction.NEED, code)
    assert found.receiver.authorisations == frozenset()


def test_a_hazardous_waste_without_a_code_is_hopeless() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(need(20, 1, "byproduct.solvent"), offer(10, 2, "byproduct.solvent")),
    )
    known = dict(rows.knowledge.resources)
    known["byproduct.solvent"] = dataclasses.replace(known["byproduct.solvent"], low_code="")
    knowledge = dataclasses.replace(rows.knowledge, resources=known)
    found = why_not.of_posting(dataclasses.replace(rows, knowledge=knowledge), 20, today=TODAY)
    assert (found.misses, found.hopeless) == ((), 1)


def test_what_is_only_probable_is_told_so_and_two_probable_sides_never_meet() -> None:
    rows = network(
        actors=(actor(1), actor(2, service_radius_km=5), actor(3, place=NEAR)),
        postings=(
            offer(10, 2, BREAD),
            need(-1, 3, BREAD, likelihood=700),
            offer(-2, 2, CARROT, likelihood=700),
            need(-3, 3, CARROT, likelihood=600),
        ),
    )
    (only,) = why_not.of_posting(rows, 10, today=TODAY).misses
    assert (only.need_id, only.likelihood, only.effort) == (-1, 700, 12)
    assert why_not.of_posting(rows, -3, today=TODAY).looked_at == 0
    near = dataclasses.replace(
        rows, postings=(offer(10, 2, ONION), need(-1, 3, LEEK, likelihood=700))
    )
    assert why_not.of_posting(near, 10, today=TODAY).looked_at == 0


def test_an_organisation_never_serves_itself() -> None:
    assert smallest(Candidate(pair(asked={"actor_id": 1})), Direction.NEED) is None


def test_onions_rather_than_leeks_then_the_unit_that_they_have() -> None:
    found = pair({"resource": ONION}, {"resource": LEEK})
    change = only(found)
    assert (change.code, change.before, change.after, change.effort) == (
        "resource",
        LEEK,
        ONION,
        200,
    )


def test_the_nearest_of_a_need_are_ranked_by_effort() -> None:
    rows = network(
        actors=(actor(1), actor(2, place=NEAR), actor(3), actor(4, place=FAR), actor(5)),
        postings=(
            need(20, 1, CARROT, max_distance_km=5, months=1 << 6),
            offer(10, 2, CARROT, months=1 << 6),
            offer(11, 3, CARROT, months=1 << 5),
            offer(12, 4, CARROT),
            offer(13, 5, CARROT),
            offer(14, 1, CARROT),
            offer(15, 5, ONION),
            offer(16, 5, BREAD),
        ),
    )
    found = why_not.of_posting(rows, 20, today=TODAY)
    assert [(row.offer_id, row.effort) for row in found.misses] == [
        (10, 12),
        (11, 15),
        (15, 200),
        (12, 214),
    ]
    assert (found.looked_at, found.matching, found.hopeless) == (5, 1, 0)
    assert [row.code for row in found.misses[0].failing] == ["area.need"]
    assert len(found.misses[0].outcomes) == len(constraints.CONSTRAINTS)
    short = why_not.of_posting(rows, 20, today=TODAY, limit=2)
    assert short.misses == found.misses[:2]
    assert why_not.of_posting(rows, 20, today=TODAY, limit=0).misses == ()


def test_a_know_how_that_makes_what_is_needed_is_to_publish() -> None:
    rows = network(
        actors=(actor(1), actor(2), actor(3)),
        postings=(need(20, 1, BEER), offer(10, 3, BEER, months=1)),
        capabilities=(
            Capability(actor_id=2, transformation="bread_to_beer"),
            Capability(actor_id=3, transformation="bread_to_beer"),
            Capability(actor_id=2, transformation="glass_jar_washing"),
        ),
    )
    (only,) = why_not.of_posting(rows, 20, today=TODAY).misses
    assert (only.giver_id, only.offer_id, only.transformation) == (2, None, "bread_to_beer")
    assert [row.code for row in only.changes] == [ChangeCode.PUBLISH]
    assert (only.effort, only.offered, only.failing) == (50, BEER, ())


def test_a_know_how_that_is_too_far_for_an_offer() -> None:
    rows = network(
        actors=(actor(1, service_radius_km=5), actor(2, place=NEAR)),
        postings=(offer(10, 1, BREAD),),
        capabilities=(
            Capability(actor_id=2, transformation="bread_to_beer", likelihood=600),
            Capability(actor_id=1, transformation="bread_to_beer"),
        ),
    )
    (only,) = why_not.of_posting(rows, 10, today=TODAY).misses
    assert (only.receiver_id, only.need_id, only.transformation) == (2, None, "bread_to_beer")
    assert (only.changes[0].after, only.likelihood) == (11, 600)
    assert 0 < only.score <= 1000
    assert why_not.between(rows, 2, 1, today=TODAY).misses == (
        dataclasses.replace(only, changes=only.changes),
    )


def test_a_know_how_cannot_take_another_resource() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, "byproduct.food.dairy_unsold"),),
        capabilities=(Capability(actor_id=2, transformation="bread_to_breadcrumbs"),),
    )
    (only,) = why_not.of_posting(rows, 10, today=TODAY).misses
    (change,) = only.changes
    assert (change.side, change.after) == (Direction.OFFER, BREAD)


def test_a_draft_that_is_not_in_the_network() -> None:
    rows = network(actors=(actor(1), actor(2, place=NEAR)), postings=(offer(10, 2, CARROT),))
    draft = need(0, 1, CARROT, max_distance_km=5)
    assert [row.offer_id for row in why_not.of_posting(rows, draft, today=TODAY).misses] == [10]


def test_the_guesses_about_one_organisation_are_told_once() -> None:
    rows = network(
        actors=(actor(1), actor(2, place=NEAR), actor(3, place=NEAR)),
        postings=(
            need(20, 1, CARROT, max_distance_km=5),
            offer(-3, 2, CARROT, likelihood=500),
            offer(-2, 2, "food.vegetable", likelihood=600),
            offer(-1, 2, CARROT, likelihood=700),
            offer(-4, 3, CARROT, likelihood=400),
            offer(10, 3, CARROT),
            offer(11, 3, CARROT),
        ),
    )
    found = why_not.of_posting(rows, 20, today=TODAY)
    assert {row.offer_id for row in found.misses} == {10, 11, -4, -1}
    assert found.looked_at == 6


def test_unknown_sides_are_named() -> None:
    rows = network(actors=(actor(1),))
    for call, what, ident in (
        (lambda: why_not.of_posting(rows, 99, today=TODAY), "posting", 99),
        (lambda: why_not.of_posting(rows, need(1, 7, CARROT), today=TODAY), "organisation", 7),
        (lambda: why_not.between(rows, 1, 8, today=TODAY), "organisation", 8),
        (lambda: why_not.of_posting(rows, need(6, 1, "lost"), today=TODAY), "resource", 6),
    ):
        with pytest.raises(why_not.UnknownSideError) as caught:
            call()
        assert (caught.value.what, caught.value.ident) == (what, ident)


def facing(offer: Any, need: Any, giver: Any, receiver: Any, resource: str) -> Pair | None:
    giver, receiver = dataclasses.replace(giver, id=1), dataclasses.replace(receiver, id=2)
    offer = dataclasses.replace(offer, id=1, actor_id=1, direction=Direction.OFFER)
    need = dataclasses.replace(need, id=2, actor_id=2, direction=Direction.NEED, resource=resource)
    context = build(network(actors=(giver, receiver)), TODAY, TABLE)
    if offer.resource not in context.knowledge.resources:
        return None
    near = context.knowledge.closeness(offer.resource, resource)
    return Pair(context, offer, need, near)


@settings(max_examples=400)
@given(
    POSTINGS,
    POSTINGS,
    ACTORS,
    ACTORS,
    st.sampled_from([CARROT, ONION, BREAD]),
    st.sampled_from(Direction),
)
def test_the_changes_are_enough_and_none_can_be_left_out(
    offer: Any, need: Any, giver: Any, receiver: Any, resource: str, side: Direction
) -> None:
    found = facing(offer, need, giver, receiver, resource)
    changes = found and smallest(Candidate(found), side)
    if not found or changes is None:
        return
    assert matches(mended(found, changes))
    parts = (combinations(changes, size) for size in range(min(len(changes), 7)))
    for part in chain.from_iterable(parts):
        assert not matches(mended(found, part)), part


@settings(max_examples=200)
@given(POSTINGS, POSTINGS, ACTORS, ACTORS, st.sampled_from(Direction))
def test_no_smaller_radius_date_month_or_quantity_would_do(
    offer: Any, need: Any, giver: Any, receiver: Any, side: Direction
) -> None:
    found = facing(offer, need, giver, receiver, CARROT)
    changes = found and smallest(Candidate(found), side)
    for place, change in enumerate(changes or ()):
        less = _one_less(change)
        if found and changes and less:
            assert not matches(mended(found, (*changes[:place], less, *changes[place + 1 :]))), less


def _one_less(change: Change) -> Change | None:
    step = Decimal("0.001")
    if change.code is ChangeCode.RADIUS:
        return dataclasses.replace(change, after=int(str(change.after)) - 1)
    if change.code in {ChangeCode.STARTS, ChangeCode.ENDS}:
        back = 1 if change.code is ChangeCode.STARTS else -1
        day = date.fromordinal(date.fromisoformat(str(change.after)).toordinal() + back)
        return dataclasses.replace(change, after=day.isoformat())
    if change.code in {ChangeCode.QUANTITY, ChangeCode.MINIMUM}:
        back = -step if change.code is ChangeCode.QUANTITY else step
        after = Decimal(str(change.after or 0)) + back
        return dataclasses.replace(change, after=str(after))
    return None


def brute(rows: Network, ident: int) -> list[tuple[Any, ...]]:
    """Every near miss of a posting, the slow way: all postings and know-hows, then one sort."""
    whole = why_not.of_posting(rows, ident, today=TODAY, limit=10_000)
    return [row.sort_key for row in whole.misses]


@settings(max_examples=60)
@given(NETWORKS, st.integers(1, 4))
def test_the_nearest_are_the_first_of_all_and_each_posting_is_once(
    rows: Network, size: int
) -> None:
    known = {row.id for row in rows.actors}
    for posting in rows.postings:
        if posting.actor_id not in known or posting.resource == "no.longer.known":
            continue
        found = why_not.of_posting(rows, posting.id, today=TODAY, limit=size)
        keys = brute(rows, posting.id)
        assert keys == sorted(set(keys))
        assert [row.sort_key for row in found.misses] == keys[:size]
        assert found.looked_at == found.matching + found.hopeless + len(keys)
        assert all(row.failing or row.changes[0].code == "publish" for row in found.misses)


@settings(max_examples=60)
@given(NETWORKS)
def test_what_is_left_out_changes_no_answer(rows: Network) -> None:
    context = build(rows, TODAY, TABLE)
    for facing, asked in (
        *((why_not._facing_need, row) for row in context.needs),
        *((why_not._facing_offer, row) for row in context.offers),
    ):
        whole = why_not.nearest(facing(context, asked), asked.direction, 99)
        assert why_not.of_posting(rows, asked.id, today=TODAY, limit=99) == whole


@settings(max_examples=40)
@given(NETWORKS)
def test_what_matches_is_a_suggestion_and_no_miss_is(rows: Network) -> None:
    pairs = {(row.offer_id, row.need_id) for row in reference.suggest_all(rows, today=TODAY)}
    for posting in build(rows, TODAY, TABLE).needs:
        found = why_not.of_posting(rows, posting.id, today=TODAY, limit=99)
        missed = {(row.offer_id, row.need_id) for row in found.misses}
        assert not missed & pairs
        assert found.matching == sum(need == posting.id for _, need in pairs if need)


def test_verdicts_are_told_as_they_stand() -> None:
    rows = network(
        actors=(actor(1), actor(2, place=HERE)),
        postings=(need(20, 1, CARROT, months=1), offer(10, 2, CARROT, months=2)),
    )
    (only,) = why_not.of_posting(rows, 20, today=TODAY).misses
    verdicts = {row.code: row.verdict for row in only.outcomes}
    assert verdicts["months"] is Verdict.FAILS
    assert verdicts["resource"] is Verdict.OK


def test_a_know_how_that_makes_something_else_is_no_answer_to_a_need() -> None:
    known = network(
        actors=(actor(1), actor(2)),
        postings=(need(1, 1, CARROT),),
        capabilities=(Capability(actor_id=2, transformation="bread_to_beer"),),
    )
    assert not why_not.between(known, 1, 2, today=TODAY).misses
