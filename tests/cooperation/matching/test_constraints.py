"""Each hard constraint: ok, fails, unknown, with both values."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cooperation.matching import constraints, glances
from cooperation.matching.constraints import Outcome, Verdict
from cooperation.matching.context import CLOSE_ENOUGH
from cooperation.matching.types import Period, Place

from .builders import FAR, NEAR, TODAY, pair

OK, FAILS, UNKNOWN = Verdict.OK, Verdict.FAILS, Verdict.UNKNOWN


def rows(**values: Any) -> dict[str, Any]:
    return values


def test_itself() -> None:
    assert constraints.itself(pair()) == Outcome("itself", OK, 1, 2)
    assert constraints.itself(pair(asked=rows(actor_id=1))).verdict is FAILS


def test_resource() -> None:
    near = pair(asked=rows(resource="food.vegetable"))
    far = pair(asked=rows(resource="food.vegetable.leek"))
    assert constraints.resource(near).verdict is OK
    assert constraints.resource(far).verdict is FAILS


@pytest.mark.parametrize(
    ("held", "verdict"),
    [((), FAILS), (("13",), FAILS), (("14",), OK), (("1406",), OK), (("140603",), OK)],
)
def test_hazardous(held: tuple[str, ...], verdict: Verdict) -> None:
    found = pair(
        given=rows(resource="byproduct.solvent"),
        asked=rows(resource="byproduct.solvent"),
        receiver=rows(authorisations=frozenset(held)),
    )
    assert constraints.hazardous(found) == Outcome("hazardous", verdict, "140603", held)


@pytest.mark.parametrize(("held", "verdict"), [((), FAILS), (("1302",), OK)])
def test_what_may_be_hazardous_asks_for_the_authorisation(
    held: tuple[str, ...], verdict: Verdict
) -> None:
    """Oil, of any kind, in front of engine oil, which has a star: and the other way round."""
    for given, asked in (("", ".engine"), (".engine", "")):
        found = pair(
            given=rows(resource=f"byproduct.oil{given}"),
            asked=rows(resource=f"byproduct.oil{asked}"),
            receiver=rows(authorisations=frozenset(held)),
        )
        assert found.closeness >= CLOSE_ENOUGH
        outcome = constraints.hazardous(found)
        assert (outcome.verdict, outcome.offered) == (verdict, "130205")


def test_what_is_no_waste_asks_for_no_authorisation() -> None:
    assert constraints.hazardous(pair()).verdict is OK
    assert not constraints.authorised(pair().receiver, "")


@pytest.mark.parametrize(
    ("given", "asked", "verdict"),
    [
        ("kg", "t", OK),
        ("", "kg", UNKNOWN),
        ("kg", "", UNKNOWN),
        ("", "", UNKNOWN),
        ("kg", "piece", FAILS),  # carrots are not counted one by one
        ("", "hour", UNKNOWN),
        ("kg", "hour", FAILS),  # carrots are not counted in hours
    ],
)
def test_units(given: str, asked: str, verdict: Verdict) -> None:
    found = constraints.units(pair(rows(unit=given), rows(unit=asked)))
    assert found == Outcome("units", verdict, given or None, asked or None)


def test_units_that_nothing_links_are_to_check() -> None:
    offer = rows(resource="energy.hydrogen", unit="kg")
    found = constraints.units(pair(offer, rows(resource="energy", unit="kwh")))
    assert found == Outcome("units", UNKNOWN, "kg", "kwh")


@pytest.mark.parametrize(
    ("given", "asked", "verdict"),
    [(1, 1, OK), (1, 2, FAILS), (0, 1, UNKNOWN), (1, 0, UNKNOWN), (0, 0, UNKNOWN)],
)
def test_months_of_a_seasonal_resource(given: int, asked: int, verdict: Verdict) -> None:
    found = constraints.months(pair(rows(months=given), rows(months=asked)))
    assert found == Outcome("months", verdict, given or None, asked or None)


def test_months_that_nobody_states_of_a_resource_without_season() -> None:
    eggs = rows(resource="food.egg")
    assert constraints.months(pair(eggs, eggs)).verdict is OK


DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("given", "asked", "verdict"),
    [
        (rows(), rows(), OK),  # both come back, from now on
        (rows(period=Period.ONE_OFF), rows(), UNKNOWN),
        (rows(period=Period.ONE_OFF, starts=DAY), rows(), OK),
        (rows(ends=date(2026, 8, 31)), rows(), FAILS),
        (rows(ends=TODAY), rows(), OK),
        (rows(starts=DAY), rows(ends=date(2026, 9, 30)), FAILS),
        (rows(starts=DAY), rows(ends=DAY), OK),
    ],
)
def test_dates(given: dict[str, Any], asked: dict[str, Any], verdict: Verdict) -> None:
    assert constraints.dates(pair(given, asked)).verdict is verdict


def test_dates_are_written_with_their_open_ends() -> None:
    found = constraints.dates(pair(rows(starts=DAY), rows(ends=DAY)))
    assert (found.offered, found.wanted) == ("2026-10-01/..", "../2026-10-01")
    assert constraints.dates(pair()).offered is None


@pytest.mark.parametrize(
    ("given", "asked", "verdict"),
    [
        (rows(), rows(), OK),
        (rows(minimum_lot=Decimal(50)), rows(), UNKNOWN),
        (rows(minimum_lot=Decimal(50)), rows(quantity=Decimal(40)), FAILS),
        (rows(minimum_lot=Decimal(40)), rows(quantity=Decimal(40)), OK),
        (rows(minimum_lot=Decimal(43)), rows(quantity=Decimal(10), period=Period.WEEK), OK),
        (rows(minimum_lot=Decimal(44)), rows(quantity=Decimal(10), period=Period.WEEK), FAILS),
        (rows(minimum_lot=Decimal(50)), rows(quantity=Decimal(60), period=Period.YEAR), OK),
        (rows(minimum_lot=Decimal(50)), rows(quantity=Decimal(1), unit="t"), OK),
        (rows(minimum_lot=Decimal(50)), rows(quantity=Decimal(60), unit="piece"), UNKNOWN),
        (rows(), rows(quantity=Decimal(300), minimum_lot=Decimal(101)), FAILS),
        (rows(), rows(quantity=Decimal(300), minimum_lot=Decimal(100)), OK),
    ],
)
def test_lot(given: dict[str, Any], asked: dict[str, Any], verdict: Verdict) -> None:
    stated = rows(quantity=Decimal(100), unit="kg") | given
    found = constraints.lot(pair(stated, rows(unit="kg") | asked))
    assert found.verdict is verdict


def test_a_lot_is_written_with_its_unit() -> None:
    found = constraints.lot(pair(rows(minimum_lot=Decimal(5), unit="t")))
    assert (found.offered, found.wanted) == ("5 t", None)


@pytest.mark.parametrize(
    ("given", "giver", "verdict", "limit"),
    [
        (rows(), rows(), UNKNOWN, None),
        (rows(max_distance_km=10), rows(), FAILS, 10),
        (rows(max_distance_km=11), rows(), OK, 11),
        (rows(max_distance_km=0), rows(service_radius_km=50), FAILS, 0),
        (rows(), rows(service_radius_km=50), OK, 50),
        (rows(), rows(service_radius_km=5), FAILS, 5),
        (rows(service_communes=frozenset({"38002"})), rows(), OK, ("38002",)),
        (
            rows(service_communes=frozenset({"38001"})),
            rows(service_radius_km=50),
            FAILS,
            ("38001",),
        ),
        (rows(), rows(service_communes=frozenset({"38002"})), OK, ("38002",)),
    ],
)
def test_the_giver_serves_the_place_of_the_need(
    given: dict[str, Any], giver: dict[str, Any], verdict: Verdict, limit: object
) -> None:
    found = constraints.offer_area(pair(given, None, giver, rows(place=NEAR)))
    assert found == Outcome("area.offer", verdict, limit, 10008)  # type: ignore[arg-type]


def test_a_place_on_the_limit_is_served() -> None:
    there = Place(insee="38002", latitude=45.0, longitude=5.7)
    found = pair(rows(max_distance_km=0), None, None, rows(place=there))
    assert constraints.offer_area(found).verdict is OK


@pytest.mark.parametrize(
    ("place", "verdict", "found"),
    [
        (None, UNKNOWN, None),
        (Place(), UNKNOWN, None),
        (Place(insee="38009"), UNKNOWN, "38009"),
        (Place(insee="38002"), OK, "38002"),
        (FAR, FAILS, 111194),
    ],
)
def test_the_receiver_reaches_the_place_of_the_offer(
    place: Place | None, verdict: Verdict, found: object
) -> None:
    reach = rows(max_distance_km=20, service_communes=frozenset({"38002"}))
    outcome = constraints.need_area(pair(rows(place=place), reach, rows(place=None)))
    assert outcome == Outcome("area.need", verdict, found, 20)  # type: ignore[arg-type]


def test_the_place_of_the_posting_comes_before_that_of_its_organisation() -> None:
    found = pair(rows(place=NEAR), rows(max_distance_km=5))
    assert constraints.need_area(found).verdict is FAILS


@pytest.mark.parametrize(
    ("held", "own", "verdict"),
    [
        ((), (), UNKNOWN),
        ((), ("quality",), UNKNOWN),
        (("quality",), (), FAILS),
        (("organic",), (), OK),
        (("quality",), ("organic",), OK),
    ],
)
def test_labels(held: tuple[str, ...], own: tuple[str, ...], verdict: Verdict) -> None:
    asked = rows(labels_required=frozenset({"organic"}))
    holds, has = rows(labels_held=frozenset(held)), rows(labels=frozenset(own))
    one = constraints.need_labels(pair(holds, asked, has))
    two = constraints.offer_labels(pair(asked, holds, None, has))
    shown = tuple(sorted({*held, *own}))
    assert one == Outcome("labels.need", verdict, shown, ("organic",))
    assert two == Outcome("labels.offer", verdict, ("organic",), shown)


@pytest.mark.parametrize(
    ("kinds", "verdict"), [((), UNKNOWN), (("company",), FAILS), (("company", "siae"), OK)]
)
def test_who_may_answer(kinds: tuple[str, ...], verdict: Verdict) -> None:
    asks, has = rows(kinds_may_answer=frozenset({"siae"})), rows(kinds=frozenset(kinds))
    one = constraints.offer_answer(pair(asks, None, None, has))
    two = constraints.need_answer(pair(None, asks, has))
    assert one == Outcome("answer.offer", verdict, ("siae",), kinds)
    assert two == Outcome("answer.need", verdict, kinds, ("siae",))


def test_everyone_may_answer_when_nobody_is_named() -> None:
    assert constraints.offer_answer(pair()).verdict is OK


def test_every_constraint_answers_in_order() -> None:
    codes = [outcome.code for outcome in constraints.outcomes(pair())]
    assert len(codes) == len(set(codes)) == len(constraints.CONSTRAINTS)
    assert codes[:3] == ["itself", "resource", "hazardous"]


def test_unknowns_stop_at_the_first_failure() -> None:
    assert glances.unknowns(pair(asked=rows(actor_id=1))) is None
    found = glances.unknowns(pair())
    assert found is not None
    assert [row.code for row in found] == ["months", "units", "area.offer", "area.need"]
    assert found[0].as_check().evidence == (("offered", None), ("wanted", None))
