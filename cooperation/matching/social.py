"""Social procurement: which social structure, alone or grouped, can do a lot with integration hours.

A structure is a candidate when it declared a capacity for the service, posted an offer of it, or
has a trade that gives it (it is then *probable*). It must be eligible for a reserved contract, and
respect the same hard constraints as any offer in front of a need: resource, area, dates. Nobody is
asked for more hours than it declared: when no one covers the lot alone, groups of two or three are
proposed among the :data:`SHORTLIST` best candidates.

Full-time equivalents are an estimate: 1 607 hours a year (article L3121-41 of the *code du
travail*), told apart from what was really achieved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from . import criteria, glances
from .context import Context, build
from .criteria import Share
from .points import (
    TOTAL,
    Check,
    Criterion,
    CriterionCode,
    Evidence,
    PathStep,
    PointsTable,
    Suggestion,
    SuggestionKind,
)
from .social_candidates import Candidate, candidates
from .tables import TABLE
from .types import Actor, Lot, Network

YEARLY_HOURS = 1607
"""Hours of a full-time year: article L3121-41 of the code du travail."""
FULL_WEEK, LEAST_WEEK = 35, 20
"""Hours a week of a full-time contract, and the least of an integration contract: articles
L3121-27, and L5132-5 and L5132-15-1 of the code du travail."""
SHORTLIST = 12
"""Candidates among which groups are sought."""
GROUP = 3
"""Structures in a group, at most."""
COUNT = 10
TEAM = {1: TOTAL, 2: 700, 3: 400}
INTEGRATION, SOLIDARITY = 1000, 600
COUNTED_APART = frozenset({"units", "lot", "area.need"})
"""Constraints not told: hours are compared by the capacity criterion, and the buyer goes nowhere."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a lot asks, estimated.

    Attributes
    ----------
    hours : int or None
        Hours asked in all.
    months : int or None
        How long the lot lasts, in months begun.
    monthly_hours : int or None
        Hours asked each month, rounded up.
    full_time : int or None
        Full-time equivalents over the lot, in thousandths, rounded down.
    coefficient : int
        Hours of a full-time year.
    """

    hours: int | None
    months: int | None
    monthly_hours: int | None
    full_time: int | None
    coefficient: int = YEARLY_HOURS

    @property
    def most_people(self) -> int | None:
        """People at work at the same time, in thousandths, if all had the shortest contract."""
        return None if self.full_time is None else self.full_time * FULL_WEEK // LEAST_WEEK


def estimate(lot: Lot) -> Estimate:
    """Estimate what a lot asks: hours each month, and full-time equivalents.

    Examples
    --------
    >>> lot = Lot(id=1, buyer_id=1, service="service.cleaning", hours=1607,
    ...           starts=date(2027, 1, 1), ends=date(2027, 12, 31))
    >>> estimate(lot).full_time, estimate(lot).monthly_hours
    (1000, 134)
    """
    months = None
    if lot.starts and lot.ends:
        months = 12 * (lot.ends.year - lot.starts.year) + lot.ends.month - lot.starts.month + 1
    if lot.hours is None or months is None:
        return Estimate(lot.hours, months, None, None)
    full_time = TOTAL * 12 * lot.hours // (YEARLY_HOURS * months)
    return Estimate(lot.hours, months, -(-lot.hours // months), full_time)


def suggest(
    network: Network, *, today: date, table: PointsTable = TABLE, count: int = COUNT
) -> tuple[Suggestion, ...]:
    """Suggest who could do each open lot.

    Parameters
    ----------
    network : Network
        The network, its rows in any order; a lot of an unknown buyer or service is left out.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    count : int
        Suggestions kept for each lot, groups included.

    Returns
    -------
    tuple of Suggestion
        In their total order; the giver is the first structure, the receiver the buyer, the parties
        are the structures then the buyer.
    """
    context = build(network, today, table)
    found: list[Suggestion] = []
    for lot in sorted(network.lots, key=lambda row: row.id):
        if lot.is_open and lot.buyer_id in context.actors:
            found += of_lot(context, network, lot)[:count]
    return tuple(sorted(found, key=lambda row: row.sort_key))


def of_lot(context: Context, network: Network, lot: Lot) -> list[Suggestion]:
    """Give every suggestion for one lot, in their total order."""
    if lot.service not in context.knowledge.resources:
        return []
    alone = [row for row in candidates(context, network, lot) if eligible(row.actor, lot)]
    allowed = [row for row in alone if glances.unknowns(row.pair) is not None]
    found = [_suggestion(context, lot, (row,)) for row in allowed]
    ranked = sorted(zip(found, allowed, strict=True), key=lambda item: item[0].sort_key)
    shortlist = [row for _, row in ranked[:SHORTLIST]]
    found += [_suggestion(context, lot, team) for team in teams(shortlist, lot)]
    return sorted(found, key=lambda row: row.sort_key)


def teams(shortlist: Iterable[Candidate], lot: Lot) -> Iterator[tuple[Candidate, ...]]:
    """Give the groups that cover a lot which none of their members covers with one less.

    Parameters
    ----------
    shortlist : iterable of Candidate
        Whose capacities are known or not; only known ones count.
    lot : Lot
        Nothing is grouped when its hours or its dates are unknown.

    Yields
    ------
    tuple of Candidate
        Two or three structures, by identifier; taking one away would not cover the lot.
    """
    asked = estimate(lot).monthly_hours
    if asked is None:
        return
    known = sorted((row for row in shortlist if row.hours), key=lambda row: row.actor.id)
    for size in range(2, GROUP + 1):
        for team in combinations(known, size):
            total = sum(row.hours or 0 for row in team)
            if total >= asked > total - min(row.hours or 0 for row in team):
                yield team


def eligible(actor: Actor, lot: Lot) -> bool:
    """Tell whether a structure may answer a lot, by the public procurement code."""
    allowed = RESERVED.get(lot.reserved)
    if allowed is not None:
        return actor.siae_type in allowed
    return actor.is_social or bool(actor.siae_type)


RESERVED = {
    "siae": frozenset({"ei", "ai", "etti", "aci", "eiti"}),
    "disability": frozenset({"ea", "eatt", "esat"}),
}
"""Types that may answer a reserved contract; one reserved for the ESS takes any social structure."""


def _suggestion(context: Context, lot: Lot, team: tuple[Candidate, ...]) -> Suggestion:
    """Score a team of one to three structures."""
    members = tuple(row.actor.id for row in team)
    path = (*(PathStep("organisation", pk, "serves") for pk in members),)
    return Suggestion(
        kind=SuggestionKind.SOCIAL,
        giver_id=members[0],
        receiver_id=lot.buyer_id,
        resource=team[0].pair.offer.resource,
        criteria=tuple(_criteria(context, lot, team)),
        checks=tuple(_checks(team)),
        path=(
            *path,
            PathStep("resource", lot.service, "needed_by"),
            PathStep("organisation", lot.buyer_id),
        ),
        version=context.table.version,
        parties=(*members, lot.buyer_id),
        likelihood=min(row.likelihood for row in team),
        lot_id=lot.id,
    )


def _criteria(context: Context, lot: Lot, team: tuple[Candidate, ...]) -> Iterator[Criterion]:
    """Score a team on each criterion, in the order of the table."""
    shares: tuple[tuple[CriterionCode, Share], ...] = (
        (CriterionCode.CLOSENESS, closeness(lot, team)),
        (CriterionCode.CAPACITY, capacity(lot, team)),
        (CriterionCode.DISTANCE, distance(team)),
        (CriterionCode.ELIGIBILITY, eligibility(lot, team)),
        (CriterionCode.TEAM, (TEAM[len(team)], (("size", len(team)),))),
        (CriterionCode.RESPONSIVENESS, answers(team)),
    )
    for code, (share, evidence) in shares:
        yield context.table.criterion(SuggestionKind.SOCIAL, code, share, evidence)


def closeness(lot: Lot, team: tuple[Candidate, ...]) -> Share:
    """Score how near the service done is to the one asked, times how sure that is; the least."""
    worst = min(team, key=lambda row: (row.pair.closeness * row.likelihood, row.actor.id))
    evidence: Evidence = (
        ("offered", worst.pair.offer.resource),
        ("wanted", lot.service),
        ("likelihood", worst.likelihood),
        ("trade", worst.trade),
    )
    return worst.pair.closeness * worst.likelihood // TOTAL, evidence


def capacity(lot: Lot, team: tuple[Candidate, ...]) -> Share:
    """Score the share of the hours of each month that is covered: ``1000 × done // asked``."""
    asked = estimate(lot)
    known = [row.hours for row in team if row.hours]
    done = sum(known) if len(known) == len(team) else None
    evidence: Evidence = (
        ("offered", done),
        ("wanted", asked.monthly_hours),
        ("hours", asked.hours),
        ("months", asked.months),
        ("full_time", asked.full_time),
        ("coefficient", asked.coefficient),
        ("by", tuple(row.hours or 0 for row in team)),
    )
    if done is None or asked.monthly_hours is None:
        return None, evidence
    return min(TOTAL, TOTAL * done // asked.monthly_hours), evidence


def distance(team: tuple[Candidate, ...]) -> Share:
    """Score the farthest member, as for any pair; unknown when the place of one is."""
    scored = [criteria.distance(row.pair) for row in team]
    if any(share is None for share, _ in scored):
        return None, (("metres", None),)
    return min(scored, key=lambda item: item[0] or 0)


def eligibility(lot: Lot, team: tuple[Candidate, ...]) -> Share:
    """Score the kind of structure: 1000 for integration or disability, 600 for the ESS alone."""
    types = tuple(row.actor.siae_type for row in team)
    share = INTEGRATION if all(types) else SOLIDARITY
    return share, (("reserved", lot.reserved), ("types", types))


def answers(team: tuple[Candidate, ...]) -> Share:
    """Score the mean answer rate of the members that have one."""
    rates = [row.actor.answer_rate for row in team if row.actor.answer_rate is not None]
    return (sum(rates) // len(rates) if rates else None), (("answer_rates", tuple(rates)),)


def _checks(team: tuple[Candidate, ...]) -> Iterator[Check]:
    """Give what is to check for each member, whom it is about named."""
    for row in team:
        for outcome in glances.unknowns(row.pair) or ():
            if outcome.code not in COUNTED_APART:
                check = outcome.as_check()
                yield Check(check.code, (*check.evidence, ("about", row.actor.id)))
        if row.hours is None:
            yield Check("capacity", (("about", row.actor.id),))
        if row.likelihood < TOTAL:
            yield Check("probable", (("about", row.actor.id), ("trade", row.trade)))
