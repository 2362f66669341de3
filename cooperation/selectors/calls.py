"""Solidarity calls: those of an organisation, those it received, who answered what."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cooperation.enums import CallAnswer, CallStatus
from cooperation.models import Call, CallRecipient
from pacte.models import Membership, Organisation
from pacte.querysets import OrganisationQuerySet

MOST_OPEN = 2
"""Calls that an organisation has open at a time."""
QUARTER = dt.timedelta(days=91)
"""Between two calls of an organisation to all the signatories."""
REMIND_AFTER = dt.timedelta(days=5)
"""Before that, nobody is reminded."""
SENT = (CallStatus.OPEN, CallStatus.ENDED, CallStatus.CLOSED, CallStatus.STOPPED)


def callable_by(organisation: Organisation) -> OrganisationQuerySet:
    """Return the signatories that an organisation may call."""
    rows = Organisation.objects.public().signatories().exclude(pk=organisation.pk)
    found: OrganisationQuerySet = rows.distinct().order_by("name", "pk")
    return found


def calls_of(organisation: Organisation) -> "QuerySet[Call]":
    """Return the calls of an organisation with their answers counted, the newest first."""
    rows = Call.objects.filter(organisation=organisation)
    return rows.annotate(
        addressed=Count("recipients"),
        answered=Count("recipients", filter=~Q(recipients__answer="")),
        yes=Count("recipients", filter=Q(recipients__answer=CallAnswer.YES)),
    ).order_by("-created_at", "-pk")


def calls_to(organisation: Organisation) -> "QuerySet[CallRecipient]":
    """Return the calls that were sent to an organisation, the newest first."""
    rows = CallRecipient.objects.filter(organisation=organisation, call__status__in=SENT)
    return rows.select_related("call__organisation").order_by("-call__sent_at", "-pk")


def waiting_for(organisation: Organisation) -> int:
    """Return how many open calls an organisation has not answered."""
    rows = CallRecipient.objects.filter(organisation=organisation, answer="")
    return rows.filter(call__status=CallStatus.OPEN).count()


def calls_sent() -> "QuerySet[Call]":
    """Return every call that was sent, for the staff, with its answers counted."""
    rows = Call.objects.filter(status__in=SENT).select_related("organisation")
    return rows.annotate(
        addressed=Count("recipients"),
        answered=Count("recipients", filter=~Q(recipients__answer="")),
    ).order_by("-sent_at", "-pk")


def find_call(pk: int) -> Call | None:
    """Return a call with what its page shows."""
    return Call.objects.select_related("organisation", "commune").filter(pk=pk).first()


def recipient_of(call: Call, organisation: Organisation) -> CallRecipient | None:
    """Return what an organisation answered to a call that was sent to it."""
    if call.sent_at is None:
        return None
    return call.recipients.filter(organisation=organisation).first()


def recipients_of(call: Call) -> list[CallRecipient]:
    """Return who answered what: yes first, then those who have not answered."""
    order = {CallAnswer.YES: 0, CallAnswer.MAYBE: 1, "": 2, CallAnswer.NO: 3}
    rows = call.recipients.select_related("organisation", "answered_by")
    return sorted(rows, key=lambda row: (order[row.answer], row.organisation.name, row.pk))


@dataclass(frozen=True, slots=True)
class Room:
    """What the limits leave to an organisation."""

    open_calls: int
    to_all_from: dt.date | None

    @property
    def may_open(self) -> bool:
        return self.open_calls < MOST_OPEN


def room_of(organisation: Organisation, now: dt.datetime) -> Room:
    """Return what the limits leave to an organisation: two open, one to all a quarter."""
    rows = Call.objects.filter(organisation=organisation)
    latest = rows.filter(to_all=True, sent_at__gt=now - QUARTER).order_by("-sent_at").first()
    return Room(
        open_calls=rows.filter(status=CallStatus.OPEN).count(),
        to_all_from=(latest.sent_at + QUARTER).date() if latest and latest.sent_at else None,
    )


def may_remind(call: Call, now: dt.datetime) -> bool:
    """Say whether those who have not answered may be reminded: once, after five days, in time."""
    if call.answer_by < timezone.localdate(now):
        return False
    if call.status != CallStatus.OPEN or call.sent_at is None or now < call.sent_at + REMIND_AFTER:
        return False
    if call.recipients.exclude(reminded_at=None).exists():
        return False
    return call.recipients.filter(answer="").exclude(told_at=None).exists()


def with_members(rows: "QuerySet[CallRecipient]") -> set[int]:
    """Return the organisations, among recipients, that somebody acts for: one query."""
    found = Membership.objects.filter(
        organisation__in=rows.values("organisation"), user__is_active=True
    )
    return set(found.values_list("organisation_id", flat=True))
