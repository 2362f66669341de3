"""What is planned, and on which assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

UNSERVED = 10**10
"""What a unit that is not served costs, in metres: more than any detour, so the most is served."""

OFF_QUOTA = 10**8
"""What a unit short of a quota costs, in metres: less than not serving, more than any detour."""

UNKNOWN_METRES = 50_000
"""What a distance that nobody knows counts for."""

ORGANIC_SHARE, QUALITY_SHARE = 200, 500
"""Shares, in thousandths, of organic products and of sustainable and quality ones, organic
included: article L230-5-1 of the *code rural et de la pêche maritime* (law « EGalim » n° 2018-938 of
30 October 2018). The law counts in euros, for each restaurant and each year; a plan counts in
quantities."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year.

    Attributes
    ----------
    year : int
        Year.
    number : int
        1 for January.
    """

    year: int
    number: int

    @property
    def first(self) -> date:
        """First day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def bit(self) -> int:
        """Place in a mask of months."""
        return 1 << (self.number - 1)

    def __str__(self) -> str:
        """Write it as in ISO 8601."""
        return f"{self.year:04d}-{self.number:02d}"


def months_from(start: Month, count: int) -> tuple[Month, ...]:
    """Give ``count`` months in a row.

    Examples
    --------
    >>> [str(month) for month in months_from(Month(2026, 12), 2)]
    ['2026-12', '2027-01']
    """
    first = start.year * 12 + start.number - 1
    return tuple(Month(step // 12, step % 12 + 1) for step in range(first, first + count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A season to plan.

    Attributes
    ----------
    months : tuple of Month
        In order.
    positions : mapping
        INSEE code → (latitude, longitude) of the commune; a distance is from commune to commune.
    products : frozenset of str
        Resource codes, each with all that is under it; empty for every food.
    epcis : frozenset of str
        SIREN of the EPCIs whose kitchens are planned; empty for all.
    kitchens : frozenset of str
        Kinds of organisation that are planned for.
    radius_m : int or None
        No delivery goes further, in metres.
    local_m : int
        Up to how far a delivery counts as local, in metres.
    quality_labels, organic_labels : frozenset of str
        Labels that count for the law; organic ones are quality ones too.
    quality_share, organic_share : int
        Shares sought, in thousandths of what is wanted, 0 to 1000; quality includes organic.
    """

    months: tuple[Month, ...]
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    products: frozenset[str] = frozenset()
    epcis: frozenset[str] = frozenset()
    kitchens: frozenset[str] = frozenset({"catering", "kitchen"})
    radius_m: int | None = None
    local_m: int = 50_000
    quality_labels: frozenset[str] = frozenset()
    organic_labels: frozenset[str] = frozenset({"ab"})
    quality_share: int = QUALITY_SHARE
    organic_share: int = ORGANIC_SHARE
