"""The second family of queries, in two halves: each is valid, and both ask the same people.

A failure names identifiers, never the words of a query.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from pacte.enums import OrganisationKind
from tests.cooperation.matching.judged.collection import SECOND, asked, communes, plain, read

HALVES = pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)


def test_no_query_is_in_both_halves() -> None:
    texts = Counter(query["text"] for path in SECOND for query in asked(path))
    assert [times for times in texts.values() if times > 1] == []
    assert sum(texts.values()) >= 200


@HALVES
def test_the_expected_are_few(path: Path) -> None:
    assert max(len(query["expected"]) for query in asked(path)) <= 4


@HALVES
def test_places_and_codes_exist(path: Path) -> None:
    places = communes()
    for row in read(path)["organisations"]:
        assert plain(row["commune"]) in places, row["id"]
        assert re.fullmatch(r"\d\d\.\d\d[A-Z]", row.get("naf", "01.11Z")), row["id"]
        assert row["kind"] in OrganisationKind.values, row["id"]
