from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cooperation.matching import criteria
from cooperation.matching.types import Period

from .builders import FAR, TODAY, pair


def rows(**values: Any) -> dict[str, Any]:
    return values


def quantity(number: int, unit: str = "kg", **values: Any) -> dict[str, Any]:
    return rows(quantity=Decimal(number), unit=unit, **values)


@pytest.mark.parametrize(
    ("given", "asked", "covered", "taken"),
    [
        (quantity(50), quantity(100), 500, 1000),
        (quantity(1, "t"), quantity(100), 1000, 100),
        (quantity(12, period=Period.WEEK), quantity(52), 1000, 1000),
        (quantity(12, period=Period.YEAR), quantity(4), 250, 1000),
        (quantity(12, period=Period.YEAR, months=0b11), quantity(4), 1000, 666),
        (quantity(50, period=Period.ONE_OFF), quantity(100), 500, 1000),
        (rows(unit="kg"), quantity(100), None, None),
        (quantity(50), rows(), None, None),
        (quantity(50), quantity(1, "piece"), None, None),
    ],
)
def test_quantities(
    given: dict[str, Any], asked: dict[str, Any], covered: int | None, taken: int | None
) -> None:
    assert criteria.covered(pair(given, asked))[0] == covered
    assert criteria.taken(pair(given, asked))[0] == taken


def test_quantities_say_what_they_rest_on() -> None:
    known = criteria.covered(pair(quantity(2, "t"), quantity(500)))[1]
    assert known == (("offered", 2000), ("wanted", 500), ("unit", "kg"))
    unknown = criteria.covered(pair(quantity(2, "t"), rows()))[1]
    assert unknown == (("offered", "2 t"), ("wanted", None))


@pytest.mark.parametrize(("kilos", "tonnes"), [(2500, 2), (2501, 3), (3500, 4), (3499, 3), (0, 0)])
def test_a_quantity_is_shown_rounded_a_half_to_the_even_one(kilos: int, tonnes: int) -> None:
    known = criteria.covered(pair(quantity(kilos), quantity(1, "t")))[1]
    assert known == (("offered", tonnes), ("wanted", 1), ("unit", "t"))


def test_distance() -> None:
    assert criteria.distance(pair())[0] == 1000
    assert criteria.distance(pair(rows(place=FAR)))[0] == 0
    assert criteria.distance(pair(giver=rows(place=None)))[0] is None


@pytest.mark.parametrize(
    ("given", "asked", "expected"),
    [(0b11, 0b01, 1000), (0b01, 0b11, 500), (0, 0b11, None), (0b11, 0, None), (0, 0, None)],
)
def test_months(given: int, asked: int, expected: int | None) -> None:
    assert criteria.months(pair(rows(months=given), rows(months=asked)))[0] == expected


def test_months_of_a_resource_without_season() -> None:
    eggs = rows(resource="food.egg")
    assert criteria.months(pair(eggs, eggs)) == (
        1000,
        (("offered", 4095), ("wanted", 4095), ("shared", 4095)),
    )
    assert criteria.months(pair(eggs | rows(months=1), eggs))[0] is None


@pytest.mark.parametrize(
    ("giver", "receiver", "expected"),
    [
        (rows(), rows(), 0),
        (rows(is_social=True), rows(), 700),
        (rows(), rows(siae_type="aci", is_social=True), 1000),
        (rows(is_social=True), rows(siae_type="ei"), 1000),
    ],
)
def test_social(giver: dict[str, Any], receiver: dict[str, Any], expected: int) -> None:
    assert criteria.social(pair(giver=giver, receiver=receiver))[0] == expected


def test_environment() -> None:
    bread = rows(resource="byproduct.food.bread_unsold")
    assert criteria.environment(pair(bread, bread))[0] == 1000
    assert criteria.environment(pair())[0] == 400


@pytest.mark.parametrize(
    ("published", "rate", "expected"),
    [
        (None, None, None),
        (TODAY, None, 1000),
        (date(2026, 8, 18), None, 1000),  # 14 days
        (date(2025, 9, 1), None, 0),  # a year
        (date(2020, 1, 1), None, 0),
        (date(2027, 1, 1), None, 1000),
        (date(2026, 2, 24), None, 501),  # 189 days: 176 left out of 351
        (None, 800, 800),
        (TODAY, 500, 750),
        (TODAY, 0, 500),
    ],
)
def test_responsiveness(published: date | None, rate: int | None, expected: int | None) -> None:
    found = pair(rows(published_on=published), None, rows(answer_rate=rate))
    assert criteria.responsiveness(found)[0] == expected


def test_the_older_posting_tells_the_freshness() -> None:
    found = criteria.responsiveness(
        pair(rows(published_on=TODAY), rows(published_on=date(2026, 8, 2)))
    )
    assert found[1] == (("days", 30), ("answer_rates", ()))


def test_themes() -> None:
    food = rows(themes=frozenset({"food", "jobs", "waste"}))
    assert criteria.themes(pair())[0] == 0
    assert criteria.themes(pair(giver=food, receiver=rows(themes=frozenset({"food"}))))[0] == 500
    assert criteria.themes(pair(giver=food, receiver=food))[0] == 1000
