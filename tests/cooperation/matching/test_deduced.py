"""What trades say of offers and needs, and the laws that it keeps."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation import knowledge
from cooperation.knowledge import Resource, ResourceKind, Trade
from cooperation.matching.deduced import LEAST, MOST, Probable, probable
from cooperation.matching.types import Direction

KNOWN = knowledge.load()
TRADES = st.lists(
    st.tuples(st.sampled_from((*sorted(KNOWN.trades), "unheard_of")), st.integers(1, 1000)),
    max_size=5,
)


def small(*trades: Trade) -> knowledge.Knowledge:
    """Make a knowledge with a few resources and the trades of a test."""
    resources = {
        code: Resource(code=code, label=code, kind=ResourceKind.BYPRODUCT, unit="kg")
        for code in ("waste", "waste.grain", "waste.grain.wet")
    }
    return knowledge.Knowledge(
        **{
            name: getattr(KNOWN, name)
            for name in knowledge.Knowledge.__slots__
            if name not in {"resources", "trades"}
        },
        resources=MappingProxyType(resources),
        trades=MappingProxyType({trade.code: trade for trade in trades}),
    )


def trade(code: str, takes: int = 0, gives: int = 0) -> Trade:
    """Make a trade that takes or gives grain."""
    return Trade(
        code=code,
        label=code,
        naf=(),
        words=(),
        takes=(("waste.grain", takes),) if takes else (),
        gives=(("waste.grain", gives),) if gives else (),
    )


def test_one_trade_lends_its_weight_as_far_as_it_is_sure() -> None:
    found = probable(small(trade("farm", takes=800)), [("farm", 500)])
    assert found == (Probable(Direction.NEED, "waste.grain", 400, "farm"),)


def test_two_trades_are_independent_clues_and_the_loudest_is_named() -> None:
    known = small(trade("farm", takes=500), trade("zoo", takes=600))
    found = probable(known, [("farm", 1000), ("zoo", 1000)])
    assert found == (Probable(Direction.NEED, "waste.grain", 800, "zoo"),)


def test_a_deduction_is_never_as_sure_as_a_declaration() -> None:
    (only,) = probable(small(trade("farm", gives=1000)), [("farm", 1000)])
    assert only.likelihood == 999


@pytest.mark.parametrize(
    ("direction", "resource", "left"),
    [
        (Direction.NEED, "waste.grain", 0),
        (Direction.NEED, "waste.grain.wet", 0),
        (Direction.OFFER, "waste.grain", 1),
        (Direction.NEED, "waste", 1),
        (Direction.NEED, "unheard.of", 1),
    ],
)
def test_what_is_posted_is_not_deduced(direction: Direction, resource: str, left: int) -> None:
    known = small(trade("farm", takes=900))
    assert len(probable(known, [("farm", 900)], declared=[(direction, resource)])) == left


@given(TRADES, st.integers(0, 1000), st.integers(0, 8))
def test_it_is_bounded_and_sorted(trades: list[tuple[str, int]], least: int, most: int) -> None:
    found = probable(KNOWN, trades, least=least, most=most)
    assert list(found) == sorted(found, key=lambda row: (-row.likelihood, row.direction, row[1]))
    assert all(max(least, 1) <= row.likelihood <= 999 for row in found)
    for way in Direction:
        assert sum(row.direction is way for row in found) <= most


@given(TRADES, st.randoms(use_true_random=False))
def test_the_order_of_the_trades_changes_nothing(trades: list[tuple[str, int]], rng) -> None:
    shuffled = trades[:]
    rng.shuffle(shuffled)
    assert probable(KNOWN, trades) == probable(KNOWN, shuffled)


@given(TRADES, st.sampled_from(sorted(KNOWN.trades)), st.integers(1, 1000))
def test_one_more_clue_never_makes_a_likelihood_fall(
    trades: list[tuple[str, int]], code: str, confidence: int
) -> None:
    before = probable(KNOWN, trades, least=1, most=10_000)
    after = probable(KNOWN, [*trades, (code, confidence)], least=1, most=10_000)
    sure = {row[:2]: row.likelihood for row in after}
    assert all(sure[row[:2]] >= row.likelihood for row in before)


def test_the_defaults_keep_little() -> None:
    for code in KNOWN.trades:
        found = probable(KNOWN, [(code, 1000)])
        assert all(row.likelihood >= LEAST for row in found)
        assert len(found) <= 2 * MOST
