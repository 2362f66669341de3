"""What an introduction does to the postings it is about: in discussion, agreed, free again.

A posting is agreed once the cooperations that came of it take all it tells of; until then it stays
in discussion, where others still find it.
"""

import datetime as dt
from contextlib import suppress

from django.db.models import QuerySet

from cooperation.enums import IntroductionStatus, PostingStatus
from cooperation.introduction_moves import IN_TOUCH
from cooperation.models import Introduction, Posting
from cooperation.selectors.placed import is_placed, posting_ids_of
from cooperation.services.postings import PostingMoveRefused, move_posting

WAYS = {
    IntroductionStatus.ACCEPTED: (PostingStatus.PUBLISHED, PostingStatus.IN_DISCUSSION),
    IntroductionStatus.NO_FOLLOW_UP: (PostingStatus.IN_DISCUSSION, PostingStatus.PUBLISHED),
}
"""What becomes of a posting when its introduction reaches a state."""


def follow_postings(*, introduction: Introduction, source: str, now: dt.datetime) -> None:
    """Move the postings of an introduction that has just left ``source``, where they can."""
    if introduction.status == IntroductionStatus.AGREED:
        settle_postings(introduction=introduction, now=now)
        return
    if source == IntroductionStatus.AGREED:
        reopen_postings(introduction=introduction, now=now)
        return
    way = WAYS.get(IntroductionStatus(introduction.status))
    if way is None:
        return
    for pk in Posting.objects.filter(
        pk__in=posting_ids_of(introduction), status=way[0]
    ).values_list("pk", flat=True):
        if way[1] == PostingStatus.PUBLISHED and _still_discussed(pk, introduction):
            continue
        _move(pk, way[1], now)


def settle_postings(*, introduction: Introduction, now: dt.datetime) -> None:
    """Say agreed what the cooperations take whole."""
    for row in _postings(introduction, PostingStatus.IN_DISCUSSION):
        if is_placed(row):
            _move(row.pk, PostingStatus.AGREED, now)


def reopen_postings(*, introduction: Introduction, now: dt.datetime) -> None:
    """Put in discussion again what the cooperations that are left do not take whole."""
    for row in _postings(introduction, PostingStatus.AGREED):
        if not is_placed(row):
            _move(row.pk, PostingStatus.IN_DISCUSSION, now)


def _postings(introduction: Introduction, status: str) -> QuerySet[Posting]:
    rows = Posting.objects.filter(pk__in=posting_ids_of(introduction), status=status)
    return rows.order_by("pk")


def _move(posting_id: int, target: str, now: dt.datetime) -> None:
    with suppress(PostingMoveRefused):  # somebody moved it meanwhile: theirs counts
        move_posting(posting_id=posting_id, target=target, user=None, now=now)


def _still_discussed(posting_id: int, introduction: Introduction) -> bool:
    """Say whether another introduction about a posting is still going on."""
    rows = Introduction.objects.filter(
        status__in=IN_TOUCH, parties__organisation__postings=posting_id
    ).exclude(pk=introduction.pk)
    return any(posting_id in posting_ids_of(row) for row in rows)
