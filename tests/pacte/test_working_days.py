"""Working days, in France."""

import datetime as dt

import pytest

from pacte.working_days import easter, holidays, is_working_day, working_days

DAY = dt.date


@pytest.mark.parametrize(
    "sunday",
    [(1954, 4, 18), (1981, 4, 19), (2000, 4, 23), (2024, 3, 31), (2026, 4, 5), (2038, 4, 25)],
)
def test_easter(sunday):
    assert easter(sunday[0]) == DAY(*sunday)


def test_holidays_of_a_year():
    assert len(holidays(2026)) == 11
    assert DAY(2026, 5, 14) in holidays(2026)
    assert not is_working_day(DAY(2026, 5, 14))
    assert not is_working_day(DAY(2026, 5, 16))
    assert is_working_day(DAY(2026, 5, 15))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (DAY(2026, 6, 15), DAY(2026, 6, 15), 0),
        (DAY(2026, 6, 12), DAY(2026, 6, 15), 1),
        (DAY(2026, 6, 12), DAY(2026, 6, 19), 5),
        (DAY(2026, 5, 13), DAY(2026, 5, 18), 2),
        (DAY(2026, 6, 15), DAY(2026, 6, 1), 0),
    ],
)
def test_days_between(start, end, days):
    assert working_days(start, end) == days
