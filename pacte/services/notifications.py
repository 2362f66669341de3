"""Telling people: once each, in the site, and by e-mail as each prefers.

Two keys make it once: a notification is unique for its recipient and its key, and the message
that leaves at once has a key made of both.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import transaction

from pacte.enums import NotificationKind, Rhythm
from pacte.models import Notification, NotificationPreference, Organisation
from pacte.selectors.notifications import rhythms_for
from pacte.services.mail import UnsafeMailError
from pacte.services.notification_mail import mail_notifications

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_SUBJECT = 200
PENDING = (Rhythm.DAILY, Rhythm.WEEKLY)


@transaction.atomic
def notify(
    *,
    kind: str,
    recipients: "Iterable[User]",
    subject: str,
    body: str,
    url: str = "",
    key: str,
    organisation: Organisation | None = None,
    now: dt.datetime,
    headers_of: "Callable[[User], Mapping[str, str]] | None" = None,
    by_mail: bool = True,
) -> int:
    """Tell people something once; return how many had not been told yet.

    ``body`` is plain text of a few lines, ``url`` a path of the site; ``headers_of`` gives what
    the message of a person adds to the usual headers, such as where to answer. What is not to
    leave ``by_mail`` is told in the site alone, whatever each prefers.
    """
    if url and not (url.startswith("/") and not url.startswith("//")):
        raise ValueError("A notification leads to a path of the site.")
    rows: list[Notification] = []
    rhythms, people = _untold(NotificationKind(kind), recipients, key)
    common = {
        "organisation": organisation,
        "kind": kind,
        "key": key,
        "subject": " ".join(subject.splitlines())[:LONGEST_SUBJECT],
        "body": body.replace("\x00", ""),
        "url": url,
        "created_at": now,
    }
    for user in people:
        rhythm = rhythms[user.pk] if by_mail else Rhythm.NONE
        sent = {"rhythm": rhythm, "mailed_at": now if rhythm == Rhythm.IMMEDIATE else None}
        rows.append(Notification(recipient=user, **common, **sent))
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        if row.mailed_at and row.recipient.email:
            _mail(row, headers_of(row.recipient) if headers_of else {})
    return len(rows)


def _untold(
    kind: str, recipients: "Iterable[User]", key: str
) -> "tuple[dict[int, str], list[User]]":
    """Return those who were not told under this key, and the rhythm of each."""
    people = {user.pk: user for user in recipients if user.is_active}
    told = Notification.objects.filter(recipient__in=list(people), key=key)
    for pk in told.values_list("recipient_id", flat=True):
        del people[pk]
    return (rhythms_for(kind, people) if people else {}), list(people.values())


def _mail(row: Notification, headers: Mapping[str, str]) -> None:
    """Write the message of one notification; an address that cannot be leaves it to the site."""
    digest = hashlib.sha256(row.key.encode()).hexdigest()[:40]
    with suppress(UnsafeMailError):
        mail_notifications(
            user=row.recipient,
            rows=[row],
            subject=row.subject,
            key=f"notification-{row.recipient_id}-{digest}",
            stop=row.kind,
            headers=headers,
        )


def mark_read(*, user: "User", pk: int, now: dt.datetime) -> Notification | None:
    """Mark one of a person's notifications as read, and those that lead to the same page."""
    mine = Notification.objects.filter(recipient=user)
    row = mine.filter(pk=pk).first()
    if row is not None:
        same = mine.filter(url=row.url) if row.url else mine.filter(pk=pk)
        same.filter(read_at=None).update(read_at=now)
    return row


def mark_all_read(*, user: "User", now: dt.datetime) -> int:
    """Mark all that a person was told until now as read."""
    rows = Notification.objects.filter(recipient=user, read_at=None, created_at__lte=now)
    return rows.update(read_at=now)


@transaction.atomic
def set_preferences(*, user: "User", rhythms: Mapping[str, str]) -> None:
    """Keep how a person wants to be told; what waits for a digest follows the new wish."""
    for kind, rhythm in rhythms.items():
        wish = Rhythm(rhythm)
        NotificationPreference.objects.update_or_create(
            user=user, kind=NotificationKind(kind), defaults={"rhythm": wish}
        )
        waiting = Notification.objects.filter(
            recipient=user, kind=kind, mailed_at=None, rhythm__in=PENDING
        )
        waiting.update(rhythm=Rhythm.DAILY if wish == Rhythm.IMMEDIATE else wish)
