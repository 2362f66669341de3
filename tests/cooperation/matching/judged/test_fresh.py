"""The set that nobody who tunes the ranking may read: it is valid.

A failure names identifiers, never the words of a query.
"""

import json
import re
import unicodedata
from collections import Counter

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import FRESH, ROOT, Record, communes, plain, read

CASES = read(FRESH)
ORGANISATIONS: list[Record] = CASES["organisations"]
QUERIES: list[Record] = CASES["queries"]
KNOWN = {row["id"] for row in ORGANISATIONS}
FAMILIES = {"food", "circular", "siae_services", "equipment", "training", "energy", "indirect"}
CORRECTION = {"id", "from", "to", "why"}


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.removesuffix("(nom fictif)"))
    return re.sub(r"[^a-z0-9]+", " ", decomposed.encode("ascii", "ignore").decode().lower()).strip()


def _wrong(faulty: list[str]) -> None:
    assert faulty == []


def test_it_says_that_it_is_fictitious_and_not_to_be_read() -> None:
    assert "fictif" in CASES["about"]
    assert "NE PAS LIRE" in CASES["notice"]
    assert CASES["written"]
    assert CASES["blind"]
    _wrong([row["id"] for row in ORGANISATIONS if not row["name"].endswith("(nom fictif)")])


def test_it_is_large_enough() -> None:
    assert len(ORGANISATIONS) >= 120
    assert len(QUERIES) >= 150
    families = Counter(query["group"] for query in QUERIES)
    assert set(families) == FAMILIES
    assert min(families.values()) >= 15
    assert {query["split"] for query in QUERIES} == {"fresh"}


def test_identifiers_and_names_are_unique() -> None:
    for rows, key in ((ORGANISATIONS, "id"), (ORGANISATIONS, "name"), (QUERIES, "id")):
        _wrong([value for value, times in Counter(row[key] for row in rows).items() if times > 1])


def test_no_organisation_bears_the_name_of_a_real_one() -> None:
    shipped = json.loads((ROOT / "pacte" / "data" / "organisations.json").read_text("utf-8"))
    real = {_folded(row["name"]) for row in shipped}
    assert real
    _wrong([row["id"] for row in ORGANISATIONS if _folded(row["name"]) in real])


def test_the_expected_exist_and_are_few() -> None:
    for query in QUERIES:
        expected, asker = query["expected"], query.get("organisation")
        assert 1 <= len(set(expected)) == len(expected) <= 4, query["id"]
        assert set(expected) <= KNOWN - {asker}, query["id"]
        assert asker is None or asker in KNOWN, query["id"]
        assert query["why"].strip(), query["id"]


def test_a_third_of_the_queries_rank_everyone() -> None:
    listed = [query for query in QUERIES if "candidates" in query]
    assert 0.25 <= 1 - len(listed) / len(QUERIES) <= 0.42
    for query in listed:
        candidates = set(query["candidates"])
        assert set(query["expected"]) < candidates <= KNOWN, query["id"]
        assert len(candidates) >= 15, query["id"]


def test_both_directions_are_asked_in_words() -> None:
    asked = Counter(query["direction"] for query in QUERIES)
    assert set(asked) == {"offer", "need"}
    assert min(asked.values()) >= 0.35 * len(QUERIES)
    _wrong([query["id"] for query in QUERIES if len(query["text"].split()) < 2])
    texts = Counter((query["direction"], query["text"]) for query in QUERIES)
    _wrong([query["id"] for query in QUERIES if texts[query["direction"], query["text"]] > 1])


def test_they_publish_nothing_and_have_no_partner_yet() -> None:
    assert CASES["cooperations"] == []
    fields = {"id", "name", "activity", "naf", "kind", "commune"}
    _wrong([row["id"] for row in ORGANISATIONS if not set(row) <= fields or not row["activity"]])


def test_places_and_codes_exist() -> None:
    places = communes()
    _wrong([row["id"] for row in ORGANISATIONS if plain(row["commune"]) not in places])
    _wrong([query["id"] for query in QUERIES if query.get("insee", "38185") not in places])
    for row in ORGANISATIONS:
        assert re.fullmatch(r"\d\d\.\d\d[A-Z]", row.get("naf", "01.11Z")), row["id"]
        assert row["kind"] in OrganisationKind.values, row["id"]


def test_a_correction_says_what_was_judged_first_and_why() -> None:
    asked = {query["id"]: query for query in QUERIES}
    for row in CASES["corrections"]:
        assert set(row) == CORRECTION
        assert asked[row["id"]]["expected"] == row["to"] != row["from"]
        assert row["why"].strip()
