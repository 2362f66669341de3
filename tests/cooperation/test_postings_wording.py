import datetime as dt
from decimal import Decimal

import pytest

from cooperation.models import Posting
from cooperation.months import to_mask
from cooperation.wording import postings as wording
from tests.french import plain


@pytest.mark.parametrize(
    ("quantity", "unit", "period", "expected"),
    [
        ("120.000", "kg", "week", "120 kg par semaine"),
        ("1", "piece", "one_off", "1 pièce"),
        ("1200", "piece", "one_off", "1 200 pièces"),
        ("2.5", "t", "year", "2,5 t par an"),
        ("1.5", "hour", "month", "1,5 heure par mois"),
        ("3", "day", "month", "3 journées par mois"),
        ("40", "meal", "week", "40 repas par semaine"),
        (None, "", "week", ""),
    ],
)
def test_quantities_read_as_people_write_them(quantity, unit, period, expected):
    posting = Posting(quantity=quantity and Decimal(quantity), unit=unit, period=period)
    assert plain(wording.quantity_of(posting)) == expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([], ""),
        (range(1, 13), "toute l’année"),
        ([6, 7, 8, 9], "de juin à septembre"),
        ([4, 5], "d’avril à mai"),
        ([11, 12, 1, 2], "de novembre à février"),
        ([3], "en mars"),
        ([1, 12], "de décembre à janvier"),
        ([1, 6, 7, 10], "en janvier, de juin à juillet et en octobre"),
    ],
)
def test_months_are_told_in_runs_that_may_go_round_the_year(months, expected):
    assert wording.months_of(to_mask(months)) == expected


def test_dates_distance_and_price():
    start, end = dt.date(2027, 3, 3), dt.date(2027, 6, 30)
    assert wording.dates_of(Posting()) == ""
    assert wording.dates_of(Posting(starts_on=start)) == "à partir du 3 mars 2027"
    assert wording.dates_of(Posting(ends_on=end)) == "jusqu’au 30 juin 2027"
    assert wording.dates_of(Posting(starts_on=start, ends_on=start)) == "le 3 mars 2027"
    assert wording.dates_of(Posting(ends_on=dt.date(2027, 6, 1))) == "jusqu’au 1er juin 2027"
    both = wording.dates_of(Posting(starts_on=start, ends_on=end))
    assert both == "du 3 mars 2027 au 30 juin 2027"
    assert plain(wording.distance_of(Posting(max_distance_km=20))) == "à 20 km au plus"
    assert wording.distance_of(Posting()) == ""
    sold = Posting(price_mode="sale", price=Decimal("1.2"), unit="kg")
    assert plain(wording.price_of(sold)) == "Prix : 1,20 € par kg"
    assert wording.price_of(Posting(price_mode="gift")) == "Don"
    assert plain(wording.price_of(Posting(price_mode="sale", price=3))) == "Prix : 3,00 €"


def test_the_whole_posting_in_one_phrase():
    posting = Posting(
        direction="offer",
        resource="byproduct.food.bread_unsold",
        quantity=Decimal(120),
        unit="kg",
        period="week",
        months=to_mask([6, 7, 8, 9]),
        max_distance_km=20,
    )
    expected = "Offre : Pain invendu, 120 kg par semaine, de juin à septembre, à 20 km au plus"
    assert plain(wording.sentence_of(posting)) == expected


def test_an_unknown_code_is_shown_as_it_is():
    assert wording.resource_label("lost.code") == "lost.code"
    assert wording.unit_label("bushel") == "bushel"
    assert wording.unit_label("kg") == "kg"
