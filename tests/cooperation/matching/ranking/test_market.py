"""What trades take and give, spread over the taxonomy, against the formula written plainly."""

import pytest

from cooperation import knowledge
from cooperation.matching.ranking.market import LOW_CLOSENESS, SPREAD, Market, Role, mastery
from tests.cooperation.matching.ranking.builders import SMALL

KNOWN = knowledge.load()


def plainly(known: knowledge.Knowledge, role: Role, trade: knowledge.Trade, resource: str) -> int:
    """Compute a likelihood by reading every row."""
    flows = dict(trade.takes if role is Role.TAKES else trade.gives)
    for row in known.transformations.values():
        for code in row.inputs if role is Role.TAKES else row.outputs:
            flows[code] = max(flows.get(code, 0), mastery(trade.naf, row.naf))
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
