import re
from collections import Counter

import pytest

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import (
    GROUPS,
    Record,
    communes,
    kilometres,
    place_of,
    plain,
    read,
)

CASES = read()
ORGANISATIONS: list[Record] = CASES["organisations"]
COOPERATIONS: list[Record] = CASES["cooperations"]
QUERIES: list[Record] = CASES["queries"]
KNOWN = {row["id"] for row in ORGANISATIONS}
BY_GROUP = Counter(query["group"] for query in QUERIES)


def test_it_says_that_it_is_fictitious() -> None:
    assert "fictif" in CASES["about"]
    assert not [row["id"] for row in ORGANISATIONS if not row["name"].endswith("(nom fictif)")]


def test_it_is_large_enough() -> None:
    assert len(ORGANISATIONS) >= 160
    assert len(QUERIES) >= 240
    assert len(COOPERATIONS) >= 120
    assert set(BY_GROUP) == GROUPS
    assert min(BY_GROUP.values()) >= 15


def test_both_directions_weigh_about_the_same() -> None:
    asked = Counter(query["direction"] for query in QUERIES)
    assert set(asked) == {"offer", "need"}
    assert min(asked.values()) >= 0.45 * len(QUERIES)


@pytest.mark.parametrize("rows", [ORGANISATIONS, QUERIES])
def test_identifiers_and_names_are_unique(rows: list[Record]) -> None:
    for key in ("id", "name"):
        values = [row[key] for row in rows if key in row]
        assert len(values) == len(set(values))


def test_no_two_queries_ask_the_same() -> None:
    asked = Counter(
        (query["direction"], query.get("organisation"), query.get("text")) for query in QUERIES
    )
    assert [key for key, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["id"])
def test_a_query_names_known_organisations_and_never_its_own(query: Record) -> None:
    expected, asker = query["expected"], query.get("organisation")
    farther, candidates = query.get("farther", []), query.get("candidates")
    assert 1 <= len(expected) <= 8
    assert len(set(expected + farther)) == len(expected + farther)
    assert set(expected + farther) <= KNOWN
    assert asker is None or asker in KNOWN - set(expected + farther)
    assert candidates is None or set(expected) < set(candidates) <= KNOWN
    assert query["why"].strip()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["id"])
def test_a_query_expects_nobody_that_its_asker_already_works_with(query: Record) -> None:
    asker = query.get("organisation")
    partners = {row["to"] for row in COOPERATIONS if row["from"] == asker}
    partners |= {row["from"] for row in COOPERATIONS if row["to"] == asker}
    assert not partners & set(query["expected"])


def test_a_query_has_a_text_unless_it_asks_for_structure() -> None:
    for query in QUERIES:
        bare = query["group"] == "structure"
        assert bare == ("text" not in query)
        assert not bare or "organisation" in query


def test_a_structural_query_starts_from_an_organisation_that_cooperates() -> None:
    active = {row[end] for row in COOPERATIONS for end in ("from", "to")}
    asked = [query["organisation"] for query in QUERIES if query["group"] == "structure"]
    assert set(asked) <= active


def test_cooperations_link_two_known_organisations_once() -> None:
    pairs = [frozenset((row["from"], row["to"])) for row in COOPERATIONS]
    assert {len(pair) for pair in pairs} == {2}
    assert frozenset().union(*pairs) <= KNOWN
    assert len(set(pairs)) == len(pairs)


def test_places_exist() -> None:
    places = communes()
    for row in ORGANISATIONS:
        assert "commune" not in row or plain(row["commune"]) in places, row["id"]
        assert ("latitude" in row) == ("longitude" in row)
        assert -90 <= row.get("latitude", 0) <= 90
        assert -180 <= row.get("longitude", 0) <= 180
    assert {query["insee"] for query in QUERIES if "insee" in query} <= set(places)


def test_codes_are_well_formed() -> None:
    for row in ORGANISATIONS:
        assert re.fullmatch(r"\d\d\.\d\d[A-Z]", row.get("naf", "01.11Z"))
        assert row.get("kind", "company") in OrganisationKind.values
    for query in QUERIES:
        assert re.fullmatch(r"\d\d \d\d \d\d\*?", query.get("low", "20 01 01"))


def test_the_expected_of_a_place_are_nearer_than_the_others_of_their_trade() -> None:
    places = communes()
    where = {row["id"]: place_of(row, places) for row in ORGANISATIONS}
    asked = [query for query in QUERIES if query["group"] == "geography"]
    for query in asked:
        here = places[query["insee"]] if "insee" in query else where[query["organisation"]]
        away = {
            key: kilometres(here, where[key]) for key in (*query["expected"], *query["farther"])
        }
        near = max(away[key] for key in query["expected"])
        assert near * 1.25 < min(away[key] for key in query["farther"]), query["id"]


def test_each_group_is_split_in_two_halves() -> None:
    halves = Counter((query["group"], query["split"]) for query in QUERIES)
    for group in GROUPS:
        assert abs(halves[group, "develop"] - halves[group, "hold"]) <= 1
    assert sum(halves.values()) == len(QUERIES)
