"""What remains to check beside missing data."""

from typing import Any

import pytest

from cooperation.matching.direct import common_checks
from cooperation.matching.types import Cooperation, Period

from .builders import CARROT, pair


def rows(**values: Any) -> dict[str, Any]:
    return values


@pytest.mark.parametrize(
    ("given", "asked", "codes"),
    [
        ("sale", "gift", ["price"]),
        ("sale", "sale", []),
        ("sale", "", []),
        ("negotiable", "gift", []),
        ("", "", []),
    ],
)
def test_price(given: str, asked: str, codes: list[str]) -> None:
    found = common_checks(pair(rows(price_mode=given), rows(price_mode=asked)))
    assert [row.code for row in found] == codes


def test_rhythm() -> None:
    (found,) = common_checks(pair(rows(period=Period.ONE_OFF), rows(period=Period.WEEK)))
    assert (found.code, found.evidence) == ("rhythm", (("offered", "one_off"), ("wanted", "week")))
    one_off = rows(period=Period.ONE_OFF)
    assert common_checks(pair(one_off, one_off)) == ()


def test_a_flow_that_already_runs() -> None:
    running = (Cooperation(giver_id=1, receiver_id=2, resource=CARROT),)
    (found,) = common_checks(pair(cooperations=running))
    assert (found.code, found.evidence) == ("already_running", (("resource", CARROT),))
    back = (Cooperation(giver_id=2, receiver_id=1, resource=CARROT),)
    assert common_checks(pair(cooperations=back)) == ()
