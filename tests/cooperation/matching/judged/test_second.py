"""The second family of queries, in two halves: each is valid, and both ask the same people.

A failure names identifiers, never the words of a query.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import SECOND, Record, communes, plain, read

FAMILIES = {
    "food",
    "circular",
    "siae_services",
    "equipment",
    "premises",
    "training",
    "jobs",
    "energy",
    "indirect",
}
HALVES = pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)


def asked(path: Path) -> list[Record]:
    queries: list[Record] = read(path)["queries"]
    return queries


def test_both_halves_rank_the_same_fictitious_organisations() -> None:
    first, second = (read(path) for path in SECOND)
    assert first["organisations"] == second["organisations"]
    assert "fictif" in first["about"]
    assert "NE PAS LIRE" in second["notice"]
    rows = first["organisations"]
    assert (
        len({row["id"] for row in rows}) == len({row["name"] for row in rows}) == len(rows) >= 120
    )
    assert [row["id"] for row in rows if not row["name"].endswith("(nom fictif)")] == []


def test_no_query_is_in_both_halves() -> None:
    texts = Counter(query["text"] for path in SECOND for query in asked(path))
    assert [times for times in texts.values() if times > 1] == []
    assert sum(texts.values()) >= 200


@HALVES
def test_every_family_is_asked_both_ways(path: Path) -> None:
    queries = asked(path)
    assert {query["group"] for query in queries} == FAMILIES
    assert {query["split"] for query in queries} == {path.stem}
    directions = Counter(query["direction"] for query in queries)
    assert min(directions.values()) >= 0.3 * len(queries)


@HALVES
def test_the_expected_exist_and_are_few(path: Path) -> None:
    known = {row["id"] for row in read(path)["organisations"]}
    for query in asked(path):
        expected = query["expected"]
        assert 1 <= len(set(expected)) == len(expected) <= 4, query["id"]
        assert set(expected) <= known - {query["organisation"]}, query["id"]
        candidates = set(query.get("candidates", known))
        assert set(expected) < candidates <= known, query["id"]


@HALVES
def test_places_and_codes_exist(path: Path) -> None:
    places = communes()
    for row in read(path)["organisations"]:
        assert plain(row["commune"]) in places, row["id"]
        assert re.fullmatch(r"\d\d\.\d\d[A-Z]", row.get("naf", "01.11Z")), row["id"]
        assert row["kind"] in OrganisationKind.values, row["id"]
