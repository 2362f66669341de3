"""The end of postings: those whose last day is past, and a word to their authors before it."""

import datetime as dt

from django.db.models import F, Q
from django.utils import timezone

from cooperation.enums import PostingStatus
from cooperation.lifecycle import READ_STATES, REMINDED_DAYS, last_day
from cooperation.models import Posting
from cooperation.services.posting_notices import remind_of_end
from cooperation.services.postings import PostingMoveRefused, move_posting

ENDING = (PostingStatus.PUBLISHED, PostingStatus.PAUSED)
"""States that time alone puts an end to."""


def expire_postings(*, now: dt.datetime) -> int:
    """Expire the postings, paused ones too, whose last day is past; return how many."""
    today = timezone.localdate(now)
    past = Posting.objects.filter(Q(expires_on__lt=today) | Q(ends_on__lt=today), status__in=ENDING)
    expired = 0
    for posting_id in list(past.order_by("pk").values_list("pk", flat=True)):
        try:
            move_posting(posting_id=posting_id, target=PostingStatus.EXPIRED, user=None, now=now)
        except PostingMoveRefused:
            continue  # somebody moved it meanwhile
        expired += 1
    return expired


def start_counting(*, now: dt.datetime) -> int:
    """Give a last day to what was published before there were any, from today; return how many."""
    today = timezone.localdate(now)
    longest = last_day(today, None)
    rows = Posting.objects.filter(status__in=READ_STATES, expires_on=None)
    short = rows.filter(ends_on__lt=longest).update(expires_on=F("ends_on"))
    return short + rows.update(expires_on=longest)


def remind_authors(*, now: dt.datetime) -> int:
    """Tell the authors of what soon expires, once for each last day; return how many postings."""
    today = timezone.localdate(now)
    soon = today + dt.timedelta(days=REMINDED_DAYS)
    rows = Posting.objects.select_related("organisation").filter(
        status__in=ENDING, expires_on__gte=today, expires_on__lte=soon, reminded_on=None
    )
    reminded = 0
    for posting in list(rows.order_by("pk")):
        if remind_author(posting=posting, now=now):
            reminded += 1
    return reminded


def remind_author(*, posting: Posting, now: dt.datetime) -> bool:
    """Remind the author of one posting; two runs at once tell it once."""
    unchanged = Posting.objects.filter(
        pk=posting.pk, expires_on=posting.expires_on, reminded_on=None
    )
    if not unchanged.update(reminded_on=timezone.localdate(now)):
        return False
    remind_of_end(posting=posting, now=now)
    return True
