"""How many messages wait, for those who watch over the site."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from pacte.models import OutgoingMail

SHOWN = 10
LATE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MailQueue:
    """Messages that wait, those that do for more than an hour, those given up; the oldest's day."""

    waiting: int
    late: int
    given_up: int
    oldest: dt.datetime | None


def mail_queue(*, now: dt.datetime) -> MailQueue:
    """Count the messages that wait and those that were given up."""
    waits = Q(next_try_at__isnull=False)
    found = OutgoingMail.objects.filter(sent_at=None).aggregate(
        waiting=Count("pk", filter=waits),
        late=Count("pk", filter=waits & Q(created_at__lt=now - LATE)),
        given_up=Count("pk", filter=Q(next_try_at=None) & ~Q(to="")),
        oldest=Min("created_at", filter=waits),
    )
    return MailQueue(**found)


def given_up() -> tuple[OutgoingMail, ...]:
    """Return the last messages that were given up, without their texts."""
    rows = OutgoingMail.objects.filter(sent_at=None, next_try_at=None).exclude(to="")
    return tuple(rows.defer("text", "html", "headers").order_by("-pk")[:SHOWN])
