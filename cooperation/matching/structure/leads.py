"""Leads: two organisations near each other in the network, who do not work together yet.

A lead rests on one shared partner, or one action of the roadmap to which both are committed, at
least: being neighbours is not enough. Shares, 0 to 1000:

- partners: half of the Adamic-Adar score in thousandths (one partner whom nobody else shares: 721;
  one with ten partners: 217);
- commitments: the same over the actions, by how many are committed to each;
- site: 1000 in the same building, 600 on the same site;
- distance: as everywhere, ``1000 − 1000 × metres // 60 000``;
- themes: 500 for each shared theme of the pact;
- social: 1000 with a work-integration structure, 700 with the social economy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from heapq import nsmallest
from operator import attrgetter
from typing import NamedTuple

from cooperation.matching.criteria import ONE_THEME, REACH_M, SIAE, SOCIAL, Share
from cooperation.matching.distance import metres
from cooperation.matching.points import (
    TOTAL,
    CriterionCode,
    PathStep,
    PointsTable,
    Suggestion,
    SuggestionKind,
)
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network

from .ties import Ties, by_actions, by_partners, ties
from .weights import adamic_adar

COUNT = 10
SAME_SITE = 600


class Lead(NamedTuple):
    """Two organisations without a link, and the scores of what they share, in thousandths."""

    one: int
    other: int
    partners: int
    actions: int


def suggest(
    network: Network, *, today: date, table: PointsTable = TABLE, count: int = COUNT
) -> tuple[Suggestion, ...]:
    """Suggest the best leads of each organisation.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    today : date
        Day of the run; a lead does not depend on it.
    table : PointsTable
        Points.
    count : int
        How many leads of one organisation are kept at least, when it has as many: a lead is kept
        when it is among the first ``count`` of either.

    Returns
    -------
    tuple of Suggestion
        In their total order; the smaller identifier gives, no resource flows.
    """
    known = ties(network)
    best: dict[int, list[tuple[int, int, int, Lead]]] = defaultdict(list)
    for lead in leads(known):
        key = -_score(known, lead, table), lead.one, lead.other, lead
        for actor_id in (lead.one, lead.other):
            best[actor_id].append(key)
    kept = {key[-1] for rows in best.values() for key in nsmallest(count, rows)}
    found = (told(known, lead, table) for lead in kept)
    return tuple(sorted(found, key=attrgetter("sort_key")))


def leads(known: Ties) -> Iterator[Lead]:
    """Give every pair that shares a partner or an action and has no link, in order."""
    for one in known.actors:
        partners, actions = by_partners(known, one), by_actions(known, one)
        linked = known.partners.get(one, frozenset())
        for other in sorted({*partners, *actions}):
            if other > one and other not in linked:
                yield Lead(one, other, partners.get(other, 0), actions.get(other, 0))


def _score(known: Ties, lead: Lead, table: PointsTable) -> int:
    """Give the score of a lead."""
    rows = _shares(known, lead)
    kind = SuggestionKind.STRUCTURAL
    return sum(table.criterion(kind, code, share).points for code, (share, _) in rows)


def _shares(known: Ties, lead: Lead) -> tuple[tuple[CriterionCode, Share], ...]:
    """Score a lead on each criterion."""
    return (
        (CriterionCode.PARTNERS, _partners(known, lead)),
        (CriterionCode.COMMITMENTS, _commitments(known, lead)),
        (CriterionCode.SITE, _site(known, lead)),
        (CriterionCode.DISTANCE, _distance(known, lead)),
        (CriterionCode.THEMES, _themes(known, lead)),
        (CriterionCode.SOCIAL, _social(known, lead)),
    )


def _partners(known: Ties, lead: Lead) -> Share:
    """Score the partners they share."""
    return min(TOTAL, lead.partners // 2), (("shared", shared_partners(known, lead)),)


def _commitments(known: Ties, lead: Lead) -> Share:
    """Score the actions to which both are committed."""
    return min(TOTAL, lead.actions // 2), (("shared", shared_actions(known, lead)),)


def shared_partners(known: Ties, lead: Lead) -> tuple[int, ...]:
    """Give the partners of both, those with the fewest partners first."""
    none: frozenset[int] = frozenset()
    both = known.partners.get(lead.one, none) & known.partners.get(lead.other, none)
    return tuple(sorted(both, key=lambda key: (-adamic_adar(len(known.partners[key])), key)))


def shared_actions(known: Ties, lead: Lead) -> tuple[int, ...]:
    """Give the actions of both, those to which the fewest are committed first."""
    none: frozenset[int] = frozenset()
    both = known.actions.get(lead.one, none) & known.actions.get(lead.other, none)
    return tuple(sorted(both, key=lambda key: (-adamic_adar(len(known.members[key])), key)))


def _site(known: Ties, lead: Lead) -> Share:
    """Score a shared site."""
    one, other = known.actors[lead.one], known.actors[lead.other]
    site = one.site if one.site == other.site else ""
    building = one.building if site and one.building == other.building else ""
    share = TOTAL if building else SAME_SITE if site else 0
    return share, (("site", site), ("building", building))


def _distance(known: Ties, lead: Lead) -> Share:
    """Score nearness; unknown when a place is."""
    far = metres(known.actors[lead.one].place, known.actors[lead.other].place)
    share = None if far is None else max(0, TOTAL - TOTAL * far // REACH_M)
    return share, (("metres", far),)


def _themes(known: Ties, lead: Lead) -> Share:
    """Score the themes of the pact that both work on."""
    shared = tuple(sorted(known.themes[lead.one] & known.themes[lead.other]))
    return min(TOTAL, ONE_THEME * len(shared)), (("shared", shared),)


def _social(known: Ties, lead: Lead) -> Share:
    """Score social worth."""
    parties = known.actors[lead.one], known.actors[lead.other]
    siae = tuple(actor.id for actor in parties if actor.siae_type)
    members = tuple(actor.id for actor in parties if actor.is_social and not actor.siae_type)
    share = SIAE if siae else SOCIAL if members else 0
    return share, (("siae", siae), ("social_economy", members))


def told(known: Ties, lead: Lead, table: PointsTable = TABLE) -> Suggestion:
    """Tell a lead, with what it rests on."""
    kind = SuggestionKind.STRUCTURAL
    return Suggestion(
        kind=kind,
        giver_id=lead.one,
        receiver_id=lead.other,
        resource="",
        criteria=tuple(table.criterion(kind, code, *share) for code, share in _shares(known, lead)),
        path=_path(known, lead),
        version=table.version,
    )


def _path(known: Ties, lead: Lead) -> tuple[PathStep, ...]:
    """Give the path through the partner or the action that fewest share; a partner first."""
    partners = shared_partners(known, lead)
    if partners:
        middle = PathStep("organisation", partners[0], "cooperates")
    else:
        middle = PathStep("action", shared_actions(known, lead)[0], "committed")
    first = PathStep("organisation", lead.one, middle.edge_kind)
    return first, middle, PathStep("organisation", lead.other)
