"""« Pour vous »: what is suggested to an organisation, sorted by what it said of each.

What an organisation may see is bounded (the engine keeps its best ones), so that it is sorted out
here, in a fixed number of queries, rather than by the database.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from cooperation.enums import Decision, IntroductionStatus, RefusalReason
from cooperation.models import IntroductionParty, Suggestion, SuggestionDecision
from cooperation.querysets import SuggestionQuerySet
from cooperation.selectors import suggestions
from cooperation.selectors.refusal_facts import facts_of, side_of
from cooperation.selectors.refusals import holds
from pacte.models import Organisation

TO_SEE, LATER, REFUSED, IN_TOUCH = "", "plus-tard", "ecartees", "en-relation"
"""Values of the ``vue`` parameter: what an organisation said of a suggestion, if anything."""
TABS = (TO_SEE, LATER, REFUSED, IN_TOUCH)

OVER = (
    IntroductionStatus.NO_FOLLOW_UP,
    IntroductionStatus.REFUSED,
    IntroductionStatus.WITHDRAWN,
    IntroductionStatus.EXPIRED,
)
"""States in which an introduction no longer holds a suggestion back."""

IDENTITY = (
    "kind", "giver_id", "receiver_id", "resource", "offer_id", "need_id", "transformation",
    "lot_id", "parties",
)  # fmt: skip

Subject = tuple[str, int, tuple[int, ...]]
"""What an introduction is about: resource, lot, and organisations."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The suggestions of an organisation by tab; their keys and the decisions, by suggestion."""

    tabs: dict[str, list[int]]
    keys: dict[int, str] = field(default_factory=dict)
    decisions: dict[int, SuggestionDecision] = field(default_factory=dict)
    introductions: dict[int, int] = field(default_factory=dict)

    def count(self, tab: str) -> int:
        return len(self.tabs[tab])


def sort_out(organisation: Organisation, *, today: dt.date, family: str = "") -> Sorted:
    """Sort out what is suggested to an organisation, in a fixed number of queries."""
    rows = _all_of(organisation, family)
    decisions = _decisions_of(organisation)
    standing = _still_refused(organisation, rows, decisions, today)
    trades = {_trade(row, organisation) for row in rows if _is_of_trade(standing.get(row.pk))}
    in_touch = _in_touch(organisation)
    found = Sorted({tab: [] for tab in TABS})
    for row in rows:
        decision = decisions.get(row.key)
        introduction = in_touch.get(_subject(row))
        if introduction is not None:
            tab = IN_TOUCH
            found.introductions[row.pk] = introduction
        elif row.pk in standing or _trade(row, organisation) in trades:
            tab = REFUSED
        elif decision and decision.decision == Decision.LATER and _waits(decision, today):
            tab = LATER
        else:
            tab = TO_SEE
        found.tabs[tab].append(row.pk)
        found.keys[row.pk] = row.key
        if decision is not None:
            found.decisions[row.pk] = decision
    return found


def _all_of(organisation: Organisation, family: str) -> list[Suggestion]:
    rows = Suggestion.objects.active().concerning(organisation.pk).only(*IDENTITY)
    if family in suggestions.FAMILIES:
        rows = rows.filter(kind__in=suggestions.FAMILIES[family])
    return list(rows.order_by("pk"))


def _decisions_of(organisation: Organisation) -> dict[str, SuggestionDecision]:
    rows = SuggestionDecision.objects.filter(organisation=organisation).select_related("author")
    return {row.key: row for row in rows}


def _still_refused(
    organisation: Organisation,
    rows: Iterable[Suggestion],
    decisions: dict[str, SuggestionDecision],
    today: dt.date,
) -> dict[int, SuggestionDecision]:
    """Return the refusals whose reason still holds, by suggestion."""
    refused = {
        row.pk: decisions[row.key]
        for row in rows
        if row.key in decisions and decisions[row.key].decision == Decision.REFUSED
    }
    full = Suggestion.objects.filter(pk__in=refused).with_parties()
    now = facts_of(full, organisation)
    return {
        pk: row
        for pk, row in refused.items()
        if pk in now and holds(row.reason, row.facts, now[pk], today)
    }


def is_refused(row: SuggestionDecision, suggestion: Suggestion, today: dt.date) -> bool:
    """Say whether a decision is a refusal that still holds for a suggestion."""
    if row.decision != Decision.REFUSED:
        return False
    return refusal_holds(row, suggestion, today)


def refusal_holds(row: SuggestionDecision, suggestion: Suggestion, today: dt.date) -> bool:
    """Say whether the reason that was given once still holds, taken back or not."""
    if not row.reason:
        return False
    now = facts_of([suggestion], row.organisation)[suggestion.pk]
    return holds(row.reason, row.facts, now, today)


def _is_of_trade(row: SuggestionDecision | None) -> bool:
    return row is not None and row.reason == RefusalReason.NOT_MY_TRADE


def _trade(row: Suggestion, organisation: Organisation) -> tuple[str, str, str]:
    """Name what an organisation would do: « not my trade » is about that, not about one partner."""
    return side_of(row, organisation.pk), row.resource, row.transformation


def _waits(row: SuggestionDecision, today: dt.date) -> bool:
    return row.until is not None and row.until > today


def _in_touch(organisation: Organisation) -> dict[Subject, int]:
    """Return the introductions of an organisation that are not over, by what they are about."""
    mine = IntroductionParty.objects.filter(organisation=organisation).exclude(
        introduction__status__in=OVER
    )
    rows = IntroductionParty.objects.filter(
        introduction__in=mine.values("introduction")
    ).values_list("introduction_id", "introduction__resource", "introduction__key", "organisation")
    parties: dict[tuple[int, str, int], list[int]] = {}
    for pk, resource, key, party in rows:
        parties.setdefault((pk, resource, _lot_of(key)), []).append(party)
    return {
        (resource, lot, tuple(sorted(members))): pk
        for (pk, resource, lot), members in parties.items()
    }


def _lot_of(key: str) -> int:
    """Read the lot in the key of an introduction: ``resource:lot:organisations``."""
    part = key.split(":")[-2:][0]
    return int(part) if part.isdigit() else 0


def _subject(row: Suggestion) -> Subject:
    parties = {row.giver_id, row.receiver_id, *row.parties}
    return row.resource, row.lot_id or 0, tuple(sorted(parties))


def rows_of(
    found: Sorted, tab: str, organisation: Organisation, *, today: dt.date
) -> SuggestionQuerySet:
    """Return the suggestions of a tab: those put forward by the staff first, then varied."""
    rows = suggestions.of_member(organisation).filter(pk__in=found.tabs[tab])
    return suggestions.varied(rows, today=today)


def partners_of(rows: Iterable[Suggestion], organisation: Organisation) -> set[int]:
    """Return whom suggestions show to an organisation."""
    return {pk for row in rows for pk in row.organisations} - {organisation.pk}
