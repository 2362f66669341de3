"""The third family of queries, in two halves: each is valid, and both ask the same people.

A failure names identifiers, never the words of a query.
"""

from collections import Counter
from pathlib import Path

import pytest

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import THIRD, asked, communes, plain, read

HALVES = pytest.mark.parametrize("path", THIRD, ids=lambda path: path.stem)


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
def test_places_and_kinds_exist_where_they_are_given(path: Path) -> None:
    places = communes()
    rows = read(path)["organisations"]
    for row in rows:
        assert plain(row.get("commune", "Voiron")) in places, row["id"]
        assert row.get("kind", "company") in OrganisationKind.values, row["id"]
    assert any("commune" not in row and "latitude" not in row for row in rows)
    assert any("kind" not in row for row in rows)
