"""Days on which people work in France: what waits for the staff is counted in them."""

import datetime as dt
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday: days after Easter Sunday."""
LATE = 5
"""Working days after which a request has waited too long."""
SATURDAY = 5


def easter(year: int) -> dt.date:
    """Return Easter Sunday (Gauss's method as completed by Butcher, Gregorian calendar)."""
    century = year // 100
    golden = year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + skipped + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return dt.date(year, month, sunday + 28 - 31 * (month // 4))


@lru_cache(maxsize=32)
def holidays(year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year, those of Alsace and Moselle apart."""
    fixed = {dt.date(year, month, day) for month, day in FIXED}
    return frozenset(fixed | {easter(year) + dt.timedelta(days=days) for days in AFTER_EASTER})


def is_working_day(day: dt.date) -> bool:
    """Say whether people work on a day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days(start: dt.date, end: dt.date) -> int:
    """Count the working days after ``start``, up to ``end`` included; 0 when there is none."""
    days = max(0, (end - start).days)
    return sum(is_working_day(start + dt.timedelta(days=n)) for n in range(1, days + 1))
