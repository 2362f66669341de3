"""What trades take and give, spread over the taxonomy, against the formula written plainly."""

from collections import Counter
from functools import cache

import pytest

from cooperation import knowledge
from cooperation.matching.ranking.fields import PEOPLE
from cooperation.matching.ranking.market import (
    FEW,
    HOSTED,
    LOW_CLOSENESS,
    OTHER,
    SPREAD,
    UNRELATED,
    Market,
    Role,
    mastery,
)
from tests.cooperation.matching.ranking.builders import SMALL

KNOWN = knowledge.load()


@cache
def sharing(known: knowledge.Knowledge) -> Counter[str]:
    """Count the trades of each code of activity."""
    return Counter(code for one in known.trades.values() for code in one.naf)


def tied(known: knowledge.Knowledge, trade: knowledge.Trade, row: knowledge.Transformation) -> bool:
    """Tell whether a trade has to do with a know-how beside its code of activity."""
    if all(sharing(known)[code] <= FEW for code in row.naf):
        return True
    return any(
        one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
        for one in row.inputs
        for other, _ in trade.takes
    )


@cache
def flows_of(known: knowledge.Knowledge, role: Role, trade: knowledge.Trade) -> dict[str, int]:
    """Give what a trade takes or gives, know-how included."""
    flows = dict(trade.takes if role is Role.TAKES else trade.gives)
    for row in known.transformations.values():
        weight = mastery(trade.naf, row.naf)
        if not tied(known, trade, row):
            weight = weight * UNRELATED // 1000
        for code in row.inputs if role is Role.TAKES else row.outputs:
            flows[code] = max(flows.get(code, 0), weight)
    return flows


def plainly(known: knowledge.Knowledge, role: Role, trade: knowledge.Trade, resource: str) -> int:
    """Compute a likelihood by reading every row."""
    flows, others = dict(flows_of(known, role, trade)), flows_of(known, OTHER[role], trade)
    for code in [code for code in flows.keys() | others.keys() if code.startswith(HOSTED)]:
        hosts = (role is Role.GIVES) != (trade.code in PEOPLE)
        flows[code] = max(flows.get(code, 0), others.get(code, 0)) if hosts else 0
    near = {code: known.closeness(code, resource) for code in flows}
    exact = {
        code: share * (SPREAD * share + 1000 * (1000 - SPREAD)) // 1_000_000
        for code, share in near.items()
        if share >= LOW_CLOSENESS
    }
    worth = (flows[code] * share // 1000 for code, share in exact.items())
    return max(worth, default=0)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("known", [SMALL, KNOWN], ids=["small", "packaged"])
def test_it_equals_the_formula(known: knowledge.Knowledge, role: Role) -> None:
    market = Market(known)
    for resource in sorted(known.resources)[::250] or sorted(known.resources):
        expected = [plainly(known, role, known.trades[code], resource) for code in market.trades]
        assert market.likelihood(role, resource).tolist() == expected


def test_it_says_what_a_likelihood_rests_on() -> None:
    market = Market(SMALL)
    draff = "waste.grain.draff"
    assert market.source(Role.TAKES, draff, "farm") == (draff, "")
    assert market.source(Role.TAKES, "waste.grain", "farm") == (draff, "")
    assert market.source(Role.TAKES, draff, "mill") == (draff, "draff_to_flour")


def test_the_flows_of_a_trade() -> None:
    market = Market(SMALL)
    assert market.flows(Role.GIVES, "mill") == (("drink", 650), ("waste.grain", 500))
    assert market.flows(Role.TAKES, "garden") == ()


@pytest.mark.parametrize(
    ("trade", "known", "share"),
    [
        (("11.05Z",), ("11.05Z",), 650),
        (("11.05Z",), ("11",), 650),
        (("11.05",), ("11.05Z",), 400),
        (("11.0",), ("11.05Z",), 250),
        (("11",), ("11.05Z", "01"), 120),
        (("11",), ("10",), 0),
        ((), ("10",), 0),
    ],
)
def test_who_masters_a_transformation(
    trade: tuple[str, ...], known: tuple[str, ...], share: int
) -> None:
    assert mastery(trade, known) == share


@pytest.mark.parametrize(
    ("resource", "recycler", "other"),
    [
        ("byproduct.battery", "battery_recycling", "archive_services"),
        ("byproduct.mattress", "mattress_recycling", "vehicle_dismantling"),
    ],
)
def test_who_has_a_code_of_many_trades_masters_nothing_by_that(
    resource: str, recycler: str, other: str
) -> None:
    """Those who recycle share their codes of activity, not what they recycle."""
    market = Market(KNOWN)
    taken = market.likelihood(Role.TAKES, resource)
    assert taken[market.row_of[other]] * 3 < taken[market.row_of[recycler]]
