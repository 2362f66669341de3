"""Equally good matches take turns, so that a newcomer is seen as much as anyone that fits as well.

Lists are ordered by score; within one score the order changes every day, and no one is first more
often than another. The turn of a pair on a day is ``(pair × multiplier of the day) mod p``, with
``p`` prime: over the days the multiplier runs through every residue, so that each pair takes every
turn. Databases compute it as well as Python does.

References
----------
J. L. Carter and M. N. Wegman, « Universal classes of hash functions », *Journal of Computer and
System Sciences* 18 (2), 1979: multiplication modulo a prime.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PRIME = 1_000_003
ROOT = 5
"""A generator of the multiplicative group modulo :data:`PRIME`, or of a large part of it."""
STRIDE = 314_159
"""Steps of a day in that group: one at a time, who is first today would be among the first
tomorrow. Coprime with ``PRIME − 1``, so that the days still run through every residue."""
PAIR = 7_919
"""Separates givers from receivers in the number of a pair."""


def multiplier(day: date) -> int:
    """Give the multiplier of a day, 1 to ``PRIME − 1``."""
    return pow(ROOT, day.toordinal() * STRIDE, PRIME)


def turn(giver_id: int, receiver_id: int, day: date) -> int:
    """Tell when the turn of a pair comes on a day: the smallest first.

    Returns
    -------
    int
        0 to ``PRIME − 1``.
    """
    number = (giver_id * PAIR + receiver_id) % PRIME
    return number * number % PRIME * multiplier(day) % PRIME


@dataclass(frozen=True, slots=True)
class Showing:
    """What one organisation could be shown for.

    Attributes
    ----------
    giver_id, receiver_id : int
        The pair.
    score : int
        Its points.
    since : date
        First day on which it exists.
    """

    giver_id: int
    receiver_id: int
    score: int
    since: date


def season(
    showings: Iterable[Showing], *, start: date, days: int, places: int
) -> dict[int, tuple[int, int]]:
    """Simulate a season: each day, each receiver sees its first ``places`` showings.

    Parameters
    ----------
    showings : iterable of Showing
        In any order.
    start : date
        First day.
    days, places : int
        Length of the season, and places in a list.

    Returns
    -------
    dict
        Giver → (times seen, days present).
    """
    rows = sorted(showings, key=lambda row: (row.giver_id, row.receiver_id))
    seen: Counter[int] = Counter()
    present: Counter[int] = Counter()
    for number in range(days):
        day = start + timedelta(days=number)
        there = [row for row in rows if row.since <= day]
        present.update({row.giver_id for row in there})
        seen.update(_first(there, day, places))
    return {giver: (seen[giver], present[giver]) for giver in sorted(present)}


def _first(there: Sequence[Showing], day: date, places: int) -> list[int]:
    """Give the givers that are seen on a day, once for each list."""
    lists: dict[int, list[Showing]] = {}
    for row in there:
        lists.setdefault(row.receiver_id, []).append(row)
    return [
        row.giver_id
        for rows in lists.values()
        for row in sorted(
            rows, key=lambda row: (-row.score, turn(row.giver_id, row.receiver_id, day))
        )[:places]
    ]
