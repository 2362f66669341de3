"""Why a lot with integration hours finds few structures: how many each reason sets aside.

Everyone who could do the service is counted once, under the first reason that applies: not eligible
for the contract, too far, set aside by another constraint, then by hours: too few alone, not
declared, enough. The counts add up to the number of those who could do the service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from . import constraints
from .constraints import Verdict
from .context import build
from .points import PointsTable
from .social import GROUP, eligible, estimate
from .social_candidates import Candidate, candidates
from .tables import TABLE
from .types import Lot, Network


class Standing(StrEnum):
    """Where someone who could do the service stands in front of a lot."""

    INELIGIBLE = "ineligible"
    TOO_FAR = "too_far"
    UNAVAILABLE = "unavailable"
    SHORT = "short"
    UNDECLARED = "undeclared"
    ENOUGH = "enough"


AREAS = frozenset({"area.offer", "area.need"})
"""Constraints about distance and area served."""


@dataclass(frozen=True, slots=True)
class Exclusions:
    """How many could do the service of a lot, by where they stand.

    Attributes
    ----------
    ineligible : int
        Who the public procurement code, or the lot, does not let answer.
    too_far : int
        Eligible, but they do not serve the place.
    unavailable : int
        Eligible and near, but another constraint fails, the dates most often.
    short : int
        Possible, but they declared fewer hours a month than the lot asks: grouped at best.
    undeclared : int
        Possible; their hours, or those of the lot, are unknown.
    enough : int
        Possible, alone.
    asked : int or None
        Hours that the lot asks each month, as estimated.
    together : int
        Hours a month that the :data:`~cooperation.matching.social.GROUP` possible structures with
        the most hours declared can give together.
    """

    ineligible: int = 0
    too_far: int = 0
    unavailable: int = 0
    short: int = 0
    undeclared: int = 0
    enough: int = 0
    asked: int | None = None
    together: int = 0

    @property
    def doing(self) -> int:
        """How many could do the service, in all."""
        return self.ineligible + self.too_far + self.unavailable + self.possible

    @property
    def possible(self) -> int:
        """How many may answer and can come, whatever their hours."""
        return self.short + self.undeclared + self.enough

    @property
    def lacking(self) -> int:
        """Hours a month that the largest group leaves undone; 0 when unknown or covered."""
        return max(0, (self.asked or 0) - self.together)


def of_lot(network: Network, lot: Lot, *, today: date, table: PointsTable = TABLE) -> Exclusions:
    """Count who could do a lot, by the first reason that sets them aside.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    lot : Lot
        The lot, open or not; of an unknown buyer or service, nobody is counted.
    today : date
        Day of the run.
    table : PointsTable
        Points; the counts do not depend on them.

    Returns
    -------
    Exclusions
        Counts, which add up to those who could do the service.
    """
    context = build(network, today, table)
    asked = estimate(lot).monthly_hours
    if lot.buyer_id not in context.actors or lot.service not in context.knowledge.resources:
        return Exclusions(asked=asked)
    found = [(standing(row, lot, asked), row) for row in candidates(context, network, lot)]
    counts = Counter(code for code, _row in found)
    return Exclusions(
        ineligible=counts[Standing.INELIGIBLE],
        too_far=counts[Standing.TOO_FAR],
        unavailable=counts[Standing.UNAVAILABLE],
        short=counts[Standing.SHORT],
        undeclared=counts[Standing.UNDECLARED],
        enough=counts[Standing.ENOUGH],
        asked=asked,
        together=sum(sorted(_hours(found))[-GROUP:]),
    )


def standing(candidate: Candidate, lot: Lot, asked: int | None) -> Standing:
    """Tell where a structure stands in front of a lot that asks so many hours a month.

    Parameters
    ----------
    candidate : Candidate
        Who could do the service.
    lot : Lot
        The lot.
    asked : int or None
        Hours asked each month; unknown, nobody is said to have enough.
    """
    if not eligible(candidate.actor, lot):
        return Standing.INELIGIBLE
    failed = set(_failed(candidate))
    if failed:
        return Standing.TOO_FAR if failed & AREAS else Standing.UNAVAILABLE
    if candidate.hours is None or asked is None:
        return Standing.UNDECLARED
    return Standing.ENOUGH if candidate.hours >= asked else Standing.SHORT


POSSIBLE = frozenset({Standing.SHORT, Standing.UNDECLARED, Standing.ENOUGH})
"""Who may answer and can come."""


def _failed(candidate: Candidate) -> Iterator[str]:
    """Give the constraints that fail, hours apart."""
    for outcome in constraints.outcomes(candidate.pair):
        if outcome.verdict is Verdict.FAILS:
            yield outcome.code


def _hours(found: list[tuple[Standing, Candidate]]) -> Iterator[int]:
    """Give the hours declared by who is possible."""
    for code, row in found:
        if code in POSSIBLE and row.hours:
            yield row.hours
