"""A reason holds until what it looks at has changed: the table, both ways."""

import datetime as dt

import pytest

from cooperation.enums import RefusalReason
from cooperation.selectors.refusals import RULES, holds, kept_for, months_after

DAY = dt.date(2026, 11, 22)
FACTS = {
    "kilometres": 30,
    "radii": {"ours": 20, "theirs": 50},
    "quantities": [["40.000", "", "kg", "week"], None, None],
    "price": ["sale", "2.00"],
    "paying": True,
    "timing": [[0, None, None], None, None],
    "labels": [["ab"], [], []],
    "trade": ["11.05Z", "", "Brasserie", ["craft"], ["bread_to_beer"]],
    "flows": [4],
    "postings": ["abc", ""],
}
CHANGES = [
    ("too_far", {"kilometres": 12}, "too_far"),
    ("too_far", {"radii": {"ours": 40, "theirs": 50}}, "too_far"),
    ("too_far", {"radii": {"ours": 20, "theirs": None}}, "too_far"),
    ("quantity", {"quantities": [["80.000", "", "kg", "week"], None, None]}, "quantity"),
    ("quantity", {"quantities": [["40.000", "", "piece", "week"], None, None]}, "quantity"),
    ("price", {"price": ["gift", None]}, "price"),
    ("price", {"price": ["sale", "1.50"]}, "price"),
    ("price", {"price": ["sale", None]}, "price"),
    ("timing", {"timing": [[7, None, None], None, None]}, "timing"),
    ("timing", {"timing": [[0, "2027-01-01", None], None, None]}, "timing"),
    ("quality", {"labels": [["ab", "hve"], [], []]}, "quality"),
    ("not_my_trade", {"trade": ["11.05Z", "", "Brasserie", ["craft"], []]}, "not_my_trade"),
    ("already_supplied", {"flows": []}, "already_supplied"),
    ("already_supplied", {"flows": [9]}, "already_supplied"),
    ("other", {"postings": ["abd", ""]}, "other"),
]
STILL = [
    ("too_far", {"kilometres": 45}),
    ("too_far", {"kilometres": None}),
    ("too_far", {"radii": {"ours": 10, "theirs": 50}}),
    ("too_far", {"radii": {"ours": 20, "theirs": 30}}),
    ("price", {"price": ["sale", "3.00"]}),
    ("already_supplied", {"flows": [4, 9]}),
]


def test_every_reason_has_its_rule():
    assert set(RULES) == set(RefusalReason.values)


@pytest.mark.parametrize("reason", RefusalReason.values)
def test_nothing_changed_nothing_comes_back(reason):
    before = kept_for(reason, FACTS, DAY)
    assert holds(reason, before, FACTS, DAY + dt.timedelta(days=90))


@pytest.mark.parametrize("reason", RefusalReason.values)
def test_what_another_reason_looks_at_changes_nothing(reason):
    before = kept_for(reason, FACTS, DAY)
    for other, change, _about in CHANGES:
        if not set(change) & set(RULES[reason].facts):
            assert holds(reason, before, FACTS | change, DAY), other


@pytest.mark.parametrize(("reason", "change", "about"), CHANGES)
def test_a_reason_falls_when_what_it_looks_at_changes(reason, change, about):
    assert reason == about
    assert not holds(reason, kept_for(reason, FACTS, DAY), FACTS | change, DAY)


@pytest.mark.parametrize(("reason", "change"), STILL)
def test_a_change_for_the_worse_brings_nothing_back(reason, change):
    assert holds(reason, kept_for(reason, FACTS, DAY), FACTS | change, DAY)


def test_who_sells_waits_for_a_higher_price():
    before = kept_for("price", FACTS | {"paying": False}, DAY)
    assert holds("price", before, FACTS | {"price": ["sale", "1.50"]}, DAY)
    assert not holds("price", before, FACTS | {"price": ["sale", "2.50"]}, DAY)


def test_a_distance_that_becomes_known_is_news():
    before = kept_for("too_far", FACTS | {"kilometres": None}, DAY)
    assert not holds("too_far", before, FACTS, DAY)


def test_already_supplied_lasts_twelve_months():
    before = kept_for("already_supplied", FACTS | {"flows": []}, DAY)
    assert holds("already_supplied", before, FACTS | {"flows": []}, dt.date(2027, 11, 21))
    assert not holds("already_supplied", before, FACTS | {"flows": []}, dt.date(2027, 11, 22))


def test_what_was_not_written_down_says_nothing():
    assert holds("quantity", {}, FACTS, DAY)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 5), 1, dt.date(2027, 1, 5)),
    ],
)
def test_months_end_where_they_end(day, months, expected):
    assert months_after(day, months) == expected
