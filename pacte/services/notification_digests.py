"""Digests: what a person was told since the last one, in one message a day or a week.

A daily digest holds what waits; a weekly one what came before the Monday of the week, so that it
leaves on Mondays, or the next day that a run is possible. What was read in the site meanwhile is
left out. The rows are claimed and the message written in one transaction, under a key that names
the person and the day or the week: whoever runs it, and however often, each thing is told once.
"""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from pacte.enums import Rhythm
from pacte.models import Notification, OutgoingMail
from pacte.services.mail import UnsafeMailError
from pacte.services.notification_mail import mail_notifications


@dataclass(frozen=True, slots=True)
class DigestReport:
    """How many digests were written, and how many things they tell."""

    sent: int
    told: int


def send_notification_digests(*, now: dt.datetime) -> DigestReport:
    """Write the digests that are due; running it again the same day writes nothing more."""
    told = [_send_to(pk, rhythm, now) for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY)
            for pk in _people(rhythm, now)]  # fmt: skip
    return DigestReport(sent=sum(1 for count in told if count), told=sum(told))


def _waiting(rhythm: str, now: dt.datetime) -> QuerySet[Notification]:
    """Keep what waits for the digest of today, or of this week."""
    rows = Notification.objects.filter(rhythm=rhythm, mailed_at=None, read_at=None)
    if rhythm == Rhythm.DAILY:
        return rows.filter(created_at__lte=now)
    today = timezone.localdate(now)
    monday = dt.datetime.combine(today - dt.timedelta(days=today.weekday()), dt.time())
    return rows.filter(created_at__lt=timezone.make_aware(monday))


def _people(rhythm: str, now: dt.datetime) -> list[int]:
    rows = _waiting(rhythm, now).filter(recipient__is_active=True).exclude(recipient__email="")
    return list(rows.order_by("recipient_id").values_list("recipient_id", flat=True).distinct())


def _key(user_id: int, rhythm: str, now: dt.datetime) -> str:
    year, week, _day = (today := timezone.localdate(now)).isocalendar()
    period = f"{today:%Y-%m-%d}" if rhythm == Rhythm.DAILY else f"{year}-W{week:02}"
    return f"digest-{rhythm}-{user_id}-{period}"


@transaction.atomic
def _send_to(user_id: int, rhythm: str, now: dt.datetime) -> int:
    """Claim what waits for a person and write the digest; return how many things it tells."""
    user = get_user_model().objects.select_for_update().get(pk=user_id)
    key = _key(user_id, rhythm, now)
    if OutgoingMail.objects.filter(key=key).exists():
        return 0
    mine = _waiting(rhythm, now).filter(recipient=user).select_related("organisation")
    rows = list(mine.order_by("-created_at", "-pk"))
    if not rows:
        return 0
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    try:
        mail_notifications(
            user=user, rows=rows, subject=_subject(len(rows), rhythm), key=key, stop=rhythm
        )
    except UnsafeMailError:
        return 0  # the address cannot be: the site tells them
    return len(rows)


def _subject(count: int, rhythm: str) -> str:
    if rhythm == Rhythm.DAILY:
        subject = ngettext("%(n)s nouvelle du pacte", "%(n)s nouvelles du pacte", count)
    else:
        subject = ngettext(
            "%(n)s nouvelle du pacte cette semaine",
            "%(n)s nouvelles du pacte cette semaine",
            count,
        )
    return subject % {"n": count}
