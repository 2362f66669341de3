"""What is left of a posting: the whole of it less what flows, within bounds, whatever the order."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation import knowledge
from cooperation.matching.left import ENOUGH, Flow, converted, left_of, taken
from cooperation.matching.types import Period

KNOWN = knowledge.load()
BREAD = "food.bakery.bread"
GRAMS = {"g": 1, "kg": 1000, "t": 1_000_000}
YEARLY = {Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}

quantities = st.integers(1, 10**9).map(lambda n: Decimal(n).scaleb(-3))
units = st.sampled_from(sorted(GRAMS))
rhythms = st.sampled_from(sorted(YEARLY))
flows = st.builds(Flow, st.just(BREAD), quantities, units, rhythms)


def told(quantity, unit, period, *found):
    return left_of(KNOWN, quantity and Decimal(quantity), unit, Period(period), found)


def flow(quantity, unit="kg", period="week", resource=BREAD):
    return Flow(resource, quantity and Decimal(quantity), unit, Period(period))


@given(quantities, units, rhythms, st.lists(flows, max_size=4))
def test_what_is_left_is_the_whole_less_what_flows(whole, unit, period, found):
    """The slow reference: everything in grams a year."""
    grams = GRAMS[unit] * YEARLY[period]
    gone = sum(Fraction(f.quantity) * GRAMS[f.unit] * YEARLY[f.period] for f in found)
    exact = Fraction(whole) - Fraction(gone) / grams
    rest = left_of(KNOWN, whole, unit, period, found)
    assert 0 <= rest.quantity <= whole
    assert abs(Fraction(rest.quantity) - max(0, exact)) <= Fraction(1, 2000)
    assert rest.placed == Fraction(gone) / grams
    assert rest.is_known
    assert rest.is_nothing == (rest.quantity == 0)
    assert rest.is_enough == (rest.placed >= ENOUGH * Fraction(whole))


@given(quantities, units, rhythms, st.lists(flows, min_size=2, max_size=5), st.randoms())
def test_the_order_of_the_flows_changes_nothing(whole, unit, period, found, rng):
    mixed = list(found)
    rng.shuffle(mixed)
    assert left_of(KNOWN, whole, unit, period, mixed) == left_of(KNOWN, whole, unit, period, found)


@given(quantities, units, rhythms, st.lists(flows, max_size=3), flows)
def test_one_more_flow_never_leaves_more(whole, unit, period, found, more):
    before = left_of(KNOWN, whole, unit, period, found).quantity
    assert left_of(KNOWN, whole, unit, period, [*found, more]).quantity <= before


@pytest.mark.parametrize(
    ("unit", "period", "found", "left"),
    [
        ("kg", "week", [flow(40)], "60.000"),
        ("kg", "week", [flow(40), flow(40)], "20.000"),
        ("kg", "week", [flow(130, period="month")], "70.000"),
        ("kg", "month", [flow(1, "t", "year")], "16.667"),
        ("t", "year", [flow(400, period="year")], "99.600"),
        ("kg", "one_off", [flow(30, period="one_off")], "70.000"),
        ("kg", "week", [flow(200)], "0.000"),
        ("kg", "week", [flow(30, period="one_off")], "100"),
        ("kg", "week", [], "100"),
    ],
)
def test_what_is_left_of_a_hundred(unit, period, found, left):
    rest = told(100, unit, period, *found)
    assert (str(rest.quantity), rest.is_known) == (left, True)


def test_pieces_are_counted_with_the_factor_of_what_flows():
    rest = told(100, "piece", "week", flow(5))
    pieces = KNOWN.convert(BREAD, Fraction(5), "kg", "piece")
    assert rest.placed == pieces
    assert 0 < pieces < 100 - rest.quantity + 1


@pytest.mark.parametrize(
    "found",
    [flow(None), flow(1, "m2"), flow(1, "nothing"), flow(1, period="one_off", unit="hour")],
)
def test_what_cannot_be_measured_leaves_the_whole_and_says_so(found):
    rest = told(100, "kg", "week", flow(40), found)
    assert (rest.quantity, rest.is_known, rest.is_enough) == (100, False, True)
    assert (rest.is_nothing, rest.placed) == (False, 40)


def test_what_comes_back_is_not_measured_beside_what_is_given_once():
    assert taken(KNOWN, flow(1), "kg", Period.ONE_OFF) is None
    assert not told(100, "kg", "one_off", flow(1)).is_known


def test_without_a_quantity_nothing_is_left_to_tell():
    assert told(None, "", "week").is_enough is False
    rest = told(None, "", "week", flow(1))
    assert (rest.quantity, rest.is_enough, rest.is_nothing) == (None, True, False)


def test_a_lost_resource_still_converts_within_a_dimension():
    assert converted(KNOWN, "lost", Fraction(1), "t", "kg") == 1000
    assert converted(KNOWN, "lost", Fraction(1), "piece", "kg") is None
    assert converted(KNOWN, BREAD, Fraction(1), "m2", "kg") is None
