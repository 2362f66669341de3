"""Collections cut in two halves, one to read, one that nobody reads."""

from collections import Counter
from pathlib import Path

import pytest

from tests.cooperation.matching.judged.collection import SECOND, THIRD, asked, read

FAMILIES = {
    SECOND: {
        "food",
        "circular",
        "siae_services",
        "equipment",
        "premises",
        "training",
        "jobs",
        "energy",
        "indirect",
    },
    THIRD: {
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
    },
}
HALVES = pytest.mark.parametrize("path", SECOND + THIRD, ids=lambda path: path.stem)


@pytest.mark.parametrize(("halves", "least"), [(SECOND, 120), (THIRD, 150)])
def test_both_halves_rank_the_same_fictitious_organisations(
    halves: tuple[Path, ...], least: int
) -> None:
    first, second = (read(path) for path in halves)
    assert first["organisations"] == second["organisations"]
    assert first.get("cooperations") == second.get("cooperations")
    assert "fictif" in first["about"]
    assert "NE PAS LIRE" in second["notice"]
    rows = first["organisations"]
    names = {row["name"] for row in rows}
    assert len({row["id"] for row in rows}) == len(names) == len(rows) >= least
    assert [row["id"] for row in rows if not row["name"].endswith("(nom fictif)")] == []


@HALVES
def test_every_family_is_asked_both_ways(path: Path) -> None:
    queries = asked(path)
    families = FAMILIES[SECOND if path in SECOND else THIRD]
    assert {query["group"] for query in queries} == families
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
