"""Digests of saved searches: what is new since the last one, once.

A run claims a search by writing ``told_at`` on condition that no other run did. The claim, the
message and what it tells (``told_refs``) are written in one transaction: either all of them, or
none, and then the next run looks again. The message leaves after it, as all do
(:mod:`pacte.services.mail_queue`): a mail server that is down loses nothing and delays no search.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search.following import documents, follow, found_refs
from search.models import SavedSearch
from search.models.saved import Frequency
from search.saved import purge_unconfirmed
from search.saved_mail import send_digest

DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}
MOST_TOLD = 5_000


@dataclass(frozen=True, slots=True)
class DigestReport:
    """How many searches were told, had nothing new, wait, and how many requests were deleted."""

    sent: int
    quiet: int
    waiting: int
    purged: int


def send_digests(*, now: dt.datetime) -> DigestReport:
    """Tell every search that is due what is new."""
    purged = purge_unconfirmed(now=now)
    due = SavedSearch.objects.filter(_due(timezone.localdate(now)))
    counts: Counter[str] = Counter()
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        counts[_tell(due.filter(pk=pk), now)] += 1
    done = {name: counts[name] for name in ("sent", "quiet", "waiting")}
    return DigestReport(**done, purged=purged)


def _due(today: dt.date) -> Q:
    """Keep the confirmed searches whose last digest is days old: a day, or seven."""
    due = Q(pk__in=[])
    for frequency, days in DAYS.items():
        last = dt.datetime.combine(today - dt.timedelta(days=days - 1), dt.time())
        before = timezone.make_aware(last)
        told = Q(told_at__lt=before) | Q(told_at=None, confirmed_at__lt=before)
        due |= Q(frequency=frequency) & told
    return due


def _tell(due: QuerySet[SavedSearch], now: dt.datetime) -> str:
    """Tell what is new in a search that is still due, and remember it, or leave it as it was."""
    search = due.first()
    if search is None:
        return "quiet"
    refs, sure = found_refs(follow(search.address))
    known = set(search.told_refs)
    new = documents(ref for ref in refs if ref not in known)
    if not sure or not new:
        return "quiet" if sure else "waiting"
    told = _remembered([row.ref for row in new], search.told_refs, set(refs))
    with transaction.atomic():
        claim = due.filter(told_at=search.told_at)
        if not claim.update(told_at=now, told_refs=told):
            return "quiet"  # deleted, or another run has it
        send_digest(search, new)
    return "sent"


def _remembered(new: list[str], told: list[str], found: set[str]) -> list[str]:
    """Keep what was told, within bounds: what the search still finds first."""
    return [*new, *sorted(told, key=lambda ref: ref not in found)][:MOST_TOLD]
