"""The fresh set is measured as the two halves are, by family; its queries are never shown."""

import pytest

from benchmarks.quality import FRESH, UNREAD_SECOND, UNREAD_THIRD, Row, measure
from tests.cooperation.matching.judged.collection import read

RANKED = {"everyone ranked", "some listed"}
LEAST_MRR, LEAST_HIT_3 = 0.81, 0.88
LEAST_SECOND_MRR, LEAST_SECOND_HIT_3 = 0.75, 0.86
LEAST_THIRD_MRR, LEAST_THIRD_HIT_3 = 0.88, 0.92


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.name: row for row in measure(path=FRESH)}


def test_each_family_has_its_row(rows: dict[str, Row]) -> None:
    families = {query["group"] for query in read(FRESH)["queries"]}
    assert set(rows) == {"fresh"} | RANKED | families
    whole = rows["fresh"].queries
    assert sum(rows[name].queries for name in families) == whole
    assert sum(rows[name].queries for name in RANKED) == whole


def test_the_measures_of_a_row_agree(rows: dict[str, Row]) -> None:
    for row in rows.values():
        assert 0 < row.hit_1 <= row.mrr <= 1
        assert row.hit_1 <= row.hit_3 <= row.hit_10 <= 1


def test_a_row_is_printed_with_its_five_measures() -> None:
    row = Row("fresh", queries=4, mrr=0.5, hit_1=0.25, hit_3=0.75, hit_10=1.0, recall_10=0.875)
    assert row.line().split() == ["fresh", "4", "0.500", "0.250", "0.750", "1.000", "0.875"]


def test_the_fresh_set_keeps_its_floor(rows: dict[str, Row]) -> None:
    assert rows["fresh"].mrr >= LEAST_MRR
    assert rows["fresh"].hit_3 >= LEAST_HIT_3


def test_so_does_the_half_of_the_second_family_that_was_not_read() -> None:
    second, *_ = measure(path=UNREAD_SECOND)
    assert second.name == "fresh2"
    assert second.mrr >= LEAST_SECOND_MRR
    assert second.hit_3 >= LEAST_SECOND_HIT_3


def test_and_the_half_of_the_third() -> None:
    third, *_ = measure(path=UNREAD_THIRD)
    assert third.name == "fresh3"
    assert third.mrr >= LEAST_THIRD_MRR
    assert third.hit_3 >= LEAST_THIRD_HIT_3
