"""The third family of queries, in two halves: each is valid, and both ask the same people.

A failure names identifiers, never the words of a query.
"""

from collections import Counter
from pathlib import Path

import pytest

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import THIRD, Record, communes, plain, read

FAMILIES = {
    "care",
    "circular",
    "culture",
    "energy",
    "equipment",
    "food",
    "indirect",
    "industry",
    "jobs",
    "logistics",
    "premises",
    "siae_services",
    "structure",
    "training",
}
HALVES = pytest.mark.parametrize("path", THIRD, ids=lambda path: path.stem)


def asked(path: Path) -> list[Record]:
    queries: list[Record] = read(path)["queries"]
    return queries


def test_both_halves_rank_the_same_fictitious_organisations() -> None:
    first, second = (read(path) for path in THIRD)
    assert first["organisations"] == second["organisations"]
    assert first["cooperations"] == second["cooperations"]
    assert "fictif" in first["about"]
    assert "NE PAS LIRE" in second["notice"]
    rows = first["organisations"]
    names = {row["name"] for row in rows}
    assert len({row["id"] for row in rows}) == len(names) == len(rows) >= 150
    assert [row["id"] for row in rows if not row["name"].endswith("(nom fictif)")] == []


def test_no_query_is_in_both_halves() -> None:
    said = Counter(
        (query.get("text"), query.get("low"), query.get("organisation"))
        for path in THIRD
        for query in asked(path)
        if query["group"] != "structure"
    )
    assert [words for words, times in said.items() if times > 1] == []
    assert sum(len(asked(path)) for path in THIRD) >= 240


@HALVES
def test_every_family_is_asked_both_ways(path: Path) -> None:
    queries = asked(path)
    assert {query["group"] for query in queries} == FAMILIES
    assert {query["split"] for query in queries} == {path.stem}
    directions = Counter(query["direction"] for query in queries)
    assert min(directions.values()) >= 0.3 * len(queries)


@HALVES
def test_the_expected_exist_and_the_one_who_asks_is_not_among_them(path: Path) -> None:
    known = {row["id"] for row in read(path)["organisations"]}
    for query in asked(path):
        expected = query["expected"]
        assert 1 <= len(set(expected)) == len(expected), query["id"]
        assert set(expected) <= known - {query.get("organisation")}, query["id"]
        candidates = set(query.get("candidates", known))
        assert set(expected) < candidates <= known, query["id"]


@HALVES
def test_places_and_kinds_exist_where_they_are_given(path: Path) -> None:
    places = communes()
    rows = read(path)["organisations"]
    for row in rows:
        assert plain(row.get("commune", "Voiron")) in places, row["id"]
        assert row.get("kind", "company") in OrganisationKind.values, row["id"]
    assert any("commune" not in row and "latitude" not in row for row in rows)
    assert any("kind" not in row for row in rows)
