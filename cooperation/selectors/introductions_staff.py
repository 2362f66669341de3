"""Introductions as the pact staff see them: states, figures, what is stalled; nothing private."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cooperation.enums import IntroductionStatus
from cooperation.introduction_moves import OPEN, STALLED_AFTER
from cooperation.models import Agreement, Introduction, IntroductionMove
from cooperation.selectors.effects import dues_of
from cooperation.wording.effects import effect_line, uncounted_line
from cooperation.wording.introductions import about, flow_of


@dataclass(frozen=True, slots=True)
class StaffRow:
    """An introduction in the list of the staff."""

    introduction: Introduction
    about: str
    parties: list[str]
    is_stalled: bool
    days: int


@dataclass(frozen=True, slots=True)
class StaffFlow:
    """A declared cooperation, what it did to the indicators and which of them it does not move."""

    agreement: Agreement
    sentence: str
    effects: list[str]
    uncounted: list[str]


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many were proposed, and how far they went, ever."""

    proposed: int
    accepted: int
    agreed: int
    refused: int
    expired: int


def followed(state: str = "") -> QuerySet[Introduction]:
    """Return the introductions, those that wait for longest first among the open ones."""
    rows = Introduction.objects.select_related("posting").prefetch_related("parties__organisation")
    if state in IntroductionStatus.values:
        return rows.filter(status=state).order_by("changed_at", "pk")
    if state == "toutes":
        return rows.order_by("-changed_at", "-pk")
    return rows.filter(status__in=OPEN).order_by("changed_at", "pk")


def staff_rows(rows: Iterable[Introduction], *, now: dt.datetime) -> list[StaffRow]:
    """Return introductions as the staff see them."""
    return [
        StaffRow(
            introduction=row,
            about=about(row),
            parties=[party.organisation.name for party in row.parties.all()],
            is_stalled=row.status in OPEN and row.changed_at <= now - STALLED_AFTER,
            days=(now - row.changed_at).days,
        )
        for row in rows
    ]


def funnel() -> Funnel:
    """Return the figures, in one query on the history: what was undone since counts as reached."""
    reached = IntroductionMove.objects.aggregate(
        **{
            name: Count("introduction", filter=Q(target=target), distinct=True)
            for name, target in (
                ("proposed", IntroductionStatus.PROPOSED),
                ("accepted", IntroductionStatus.ACCEPTED),
                ("agreed", IntroductionStatus.AGREED),
                ("refused", IntroductionStatus.REFUSED),
                ("expired", IntroductionStatus.EXPIRED),
            )
        }
    )
    return Funnel(**reached)


def states_count() -> list[tuple[str, str, int]]:
    """Return each state with its label and how many introductions are in it."""
    rows = Introduction.objects.order_by().values("status").annotate(count=Count("pk"))
    counted = {row["status"]: row["count"] for row in rows}
    return [(code, str(label), counted.get(code, 0)) for code, label in IntroductionStatus.choices]


def staff_flows(introduction: Introduction) -> list[StaffFlow]:
    """Return the cooperations declared in an introduction, with what each counts for."""
    rows = introduction.agreements.select_related(
        "giver", "receiver", "declared_for", "action", "cooperation__action"
    ).prefetch_related("effects__indicator", "cooperation__action__indicators")
    return [
        StaffFlow(
            agreement=row,
            sentence=flow_of(row),
            effects=[effect_line(effect) for effect in row.effects.all()],
            uncounted=_uncounted(row),
        )
        for row in rows
    ]


def _uncounted(agreement: Agreement) -> list[str]:
    cooperation = getattr(agreement, "cooperation", None)
    dues = dues_of(cooperation) if cooperation is not None else []
    return [uncounted_line(row.indicator, row.why_not) for row in dues if row.why_not is not None]
