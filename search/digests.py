"""Digests of saved searches: what is new since the last one, once, and later if mail is down.

A run claims a search by writing ``told_at`` before anything is sent, on condition that no other
run did. It writes ``told_refs`` once the message is handed over, and gives the claim back if it
is not: nothing is lost, and what was told is not told again. A process killed between the two
leaves the claim: what was new is looked at again the next day or the next week.
"""

import datetime as dt
import logging
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from search.following import documents, follow, found_refs
from search.models import Document, SavedSearch
from search.models.saved import Frequency
from search.saved import purge_unconfirmed
from search.saved_mail import FAULTS, send_digest

logger = logging.getLogger(__name__)
DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}
MOST_TOLD = 5_000
FAULTS_IN_A_ROW = 5
"""After so many messages refused one after the other, the server is taken to be down."""


@dataclass(frozen=True, slots=True)
class DigestReport:
    """How many searches were told, had nothing new, failed or wait, and requests were deleted."""

    sent: int
    quiet: int
    failed: int
    waiting: int
    purged: int


def send_digests(*, now: dt.datetime) -> DigestReport:
    """Tell every search that is due what is new; one that fails does not stop the others."""
    purged = purge_unconfirmed(now=now)
    due = SavedSearch.objects.filter(_due(timezone.localdate(now)))
    counts: Counter[str] = Counter()
    in_a_row = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        outcome = "waiting" if in_a_row >= FAULTS_IN_A_ROW else _tell(due.filter(pk=pk), now)
        counts[outcome] += 1
        in_a_row = in_a_row + 1 if outcome == "failed" else 0 if outcome == "sent" else in_a_row
    done = {name: counts[name] for name in ("sent", "quiet", "failed", "waiting")}
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
    """Claim a search that is still due, tell what is new, and remember it."""
    search = due.first()
    if search is None or not due.filter(told_at=search.told_at).update(told_at=now):
        return "quiet"  # deleted, or another run has it
    same = SavedSearch.objects.filter(pk=search.pk)
    refs, sure = found_refs(follow(search.address))
    known = set(search.told_refs)
    new = documents(ref for ref in refs if ref not in known)
    outcome = _send(search, new) if sure and new else "quiet" if sure else "waiting"
    if outcome == "sent":
        same.update(told_refs=_remembered([row.ref for row in new], search.told_refs, set(refs)))
    else:
        same.update(told_at=search.told_at)
    return outcome


def _send(search: SavedSearch, new: list[Document]) -> str:
    try:
        send_digest(search, new)
    except FAULTS as error:
        logger.warning("saved search %s: digest not sent (%s)", search.pk, type(error).__name__)
        return "failed"
    return "sent"


def _remembered(new: list[str], told: list[str], found: set[str]) -> list[str]:
    """Keep what was told, within bounds: what the search still finds first."""
    return [*new, *sorted(told, key=lambda ref: ref not in found)][:MOST_TOLD]
