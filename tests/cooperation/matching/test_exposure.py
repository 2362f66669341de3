"""Equally good matches take turns."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.exposure import PRIME, Showing, multiplier, season, turn

START = date(2026, 9, 1)
DAYS = 180


def shares(showings, **options):
    found = season(showings, start=START, days=DAYS, **options)
    return {giver: seen / present for giver, (seen, present) in found.items()}


def test_newcomers_are_seen_as_much_as_those_who_fit_as_well():
    """Over a season, ten newcomers among thirty equals: within 10 % of the others, a day present."""
    showings = [
        Showing(giver, receiver, 700, START + timedelta(days=60 if giver > 20 else 0))
        for receiver in range(100, 140)
        for giver in range(1, 31)
    ]
    found = season(showings, start=START, days=DAYS, places=6)
    # the same days for both: what a newcomer is seen for while it is there
    later = [row for row in showings if row.giver_id <= 20]
    while_there = season(showings, start=START + timedelta(days=60), days=DAYS - 60, places=6)
    newcomers = [while_there[giver][0] for giver in range(21, 31)]
    others = [while_there[giver][0] for giver in range(1, 21)]
    ratio = (sum(newcomers) / 10) / (sum(others) / 20)
    assert 0.9 <= ratio <= 1.1
    assert max(newcomers) / min(newcomers) < 1.25
    assert len(later) == 800
    assert found[21][1] == DAYS - 60


def test_without_turns_the_newest_would_hardly_be_seen():
    """The check can fail: ordered by identifier, the last ones are never among the first six."""
    showings = [Showing(giver, 100, 700 - giver, START) for giver in range(1, 31)]
    assert shares(showings, places=6)[30] == 0


def test_a_better_match_always_comes_first():
    showings = [Showing(1, 100, 701, START), *(Showing(n, 100, 700, START) for n in range(2, 12))]
    assert shares(showings, places=1)[1] == 1


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_turn_is_a_residue(giver, receiver, day):
    assert 0 <= turn(giver, receiver, day) < PRIME
    assert 0 < multiplier(day) < PRIME
