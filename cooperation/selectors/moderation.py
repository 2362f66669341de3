"""What waits for a decision of the staff: postings, changes and profiles, the oldest first."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import WorkflowState

from cooperation.enums import AmendmentStatus, PostingStatus
from cooperation.lifecycle import READ_STATES
from cooperation.models import Posting, PostingAmendment
from pacte.models import Organisation
from pacte.working_days import LATE, working_days


class Waits(StrEnum):
    """What waits."""

    POSTING = "posting"
    AMENDMENT = "amendment"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that waits: what, since when, for how many working days."""

    kind: Waits
    pk: int
    since: dt.datetime
    age: int

    @property
    def is_late(self) -> bool:
        """Say whether it has waited too long."""
        return self.age >= LATE


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with what it is about."""

    entry: Entry
    row: Any


def queue(*, now: dt.datetime, kind: str = "", late: bool = False) -> list[Entry]:
    """Return what waits, the oldest first, in three queries."""
    today = timezone.localdate(now)
    found: list[tuple[Waits, int, dt.datetime]] = []
    for waits, rows in _sources().items():
        if kind in {"", waits}:
            found += [(waits, pk, since) for pk, since in rows]
    entries = [
        Entry(waits, pk, since, working_days(timezone.localdate(since), today))
        for waits, pk, since in sorted(found, key=lambda row: (row[2], row[0], row[1]))
    ]
    return [entry for entry in entries if entry.is_late] if late else entries


def _sources() -> "dict[Waits, Iterable[tuple[int, dt.datetime]]]":
    return {
        Waits.POSTING: _postings(),
        Waits.AMENDMENT: amendments_waiting().values_list("pk", "submitted_at"),
        Waits.PROFILE: _profiles(),
    }


def _postings() -> "QuerySet[Any, tuple[int, dt.datetime]]":
    """Return the postings submitted, since they last were."""
    rows = Posting.objects.filter(status=PostingStatus.SUBMITTED).order_by()
    sent = Max("moves__made_at", filter=Q(moves__target=PostingStatus.SUBMITTED))
    found: QuerySet[Any, tuple[int, dt.datetime]] = rows.annotate(
        since=Coalesce(sent, F("updated_at"))
    ).values_list("pk", "since")
    return found


def submitted_at(*, posting_id: int) -> dt.datetime | None:
    """Return since when a posting waits; nothing when it does not."""
    return dict(_postings().filter(pk=posting_id)).get(posting_id)


def amendments_waiting() -> QuerySet[PostingAmendment]:
    """Return the changes that wait, of postings that are still published."""
    return PostingAmendment.objects.filter(
        status=AmendmentStatus.WAITING, posting__status__in=READ_STATES
    ).order_by()


def _running() -> QuerySet[WorkflowState]:
    rows: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Organisation),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return rows


def _profiles() -> "QuerySet[Any, tuple[int, dt.datetime]]":
    """Return the profiles that wait, since they were sent, or since their posting was."""
    started = Subquery(_running().order_by("created_at").values("created_at")[:1])
    posted = Min("postings__created_at", filter=Q(postings__status=PostingStatus.SUBMITTED))
    rows = profiles_waiting().order_by().annotate(since=Coalesce(started, posted, F("created_at")))
    found: QuerySet[Any, tuple[int, dt.datetime]] = rows.values_list("pk", "since")
    return found


def profiles_waiting() -> QuerySet[Organisation]:
    """Return the profiles sent for approval, and the drafts that visitors' postings made."""
    deposited = Posting.objects.filter(organisation=OuterRef("pk"), status=PostingStatus.SUBMITTED)
    waits = Exists(_running()) | (Q(live=False) & Exists(deposited))
    return Organisation.objects.filter(waits)


def shown(entries: Sequence[Entry]) -> list[Shown]:
    """Load what the entries of a page are about; what is gone meanwhile is left out."""
    models: dict[Waits, QuerySet[Any]] = {
        Waits.POSTING: Posting.objects.select_related(
            "organisation__commune", "commune"
        ).prefetch_related("photos"),
        Waits.AMENDMENT: PostingAmendment.objects.select_related(
            "posting__organisation__commune", "posting__commune"
        ).prefetch_related(
            "posting__labels",
            "posting__kinds_may_answer",
            "posting__service_zones",
            "posting__photos",
            "photos",
        ),
        Waits.PROFILE: Organisation.objects.select_related("commune").annotate(
            is_in_workflow=Exists(_running())
        ),
    }
    rows = {
        kind: models[kind].in_bulk([entry.pk for entry in entries if entry.kind == kind])
        for kind in {entry.kind for entry in entries}
    }
    return [Shown(e, rows[e.kind][e.pk]) for e in entries if e.pk in rows[e.kind]]


@dataclass(frozen=True, slots=True)
class Totals:
    """How much waits, by what it is, and how much of it has waited too long."""

    postings: int
    amendments: int
    profiles: int
    late: int

    @property
    def total(self) -> int:
        """How much waits in all."""
        return self.postings + self.amendments + self.profiles


def totals(entries: Iterable[Entry]) -> Totals:
    """Count what waits."""
    rows = list(entries)
    count = {kind: sum(row.kind == kind for row in rows) for kind in Waits}
    late = sum(row.is_late for row in rows)
    return Totals(count[Waits.POSTING], count[Waits.AMENDMENT], count[Waits.PROFILE], late)


def waiting_before(*, posting_id: int) -> int:
    """Count the postings that wait before one: the place in line that its author is told."""
    return Posting.objects.filter(status=PostingStatus.SUBMITTED, pk__lt=posting_id).count()
