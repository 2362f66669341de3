"""What an introduction does to the postings it is about: in discussion, agreed, free again."""

import datetime as dt
from contextlib import suppress

from cooperation.enums import IntroductionStatus, PostingStatus
from cooperation.introduction_moves import IN_TOUCH
from cooperation.models import Introduction, Posting
from cooperation.services.postings import PostingMoveRefused, move_posting

WAYS = {
    IntroductionStatus.ACCEPTED: (PostingStatus.PUBLISHED, PostingStatus.IN_DISCUSSION),
    IntroductionStatus.AGREED: (PostingStatus.IN_DISCUSSION, PostingStatus.AGREED),
    IntroductionStatus.NO_FOLLOW_UP: (PostingStatus.IN_DISCUSSION, PostingStatus.PUBLISHED),
}
"""What becomes of a posting when its introduction reaches a state."""


def posting_ids_of(introduction: Introduction) -> list[int]:
    """Return the postings that an introduction is about."""
    kept = introduction.evidence.get("postings", ())
    own = [introduction.posting_id] if introduction.posting_id else []
    return sorted({*own, *kept})


def follow_postings(*, introduction: Introduction, source: str, now: dt.datetime) -> None:
    """Move the postings of an introduction that has just left ``source``, where they can."""
    way = WAYS.get(IntroductionStatus(introduction.status))
    if source == IntroductionStatus.AGREED:
        way = (PostingStatus.AGREED, PostingStatus.IN_DISCUSSION)
    if way is None:
        return
    for pk in Posting.objects.filter(
        pk__in=posting_ids_of(introduction), status=way[0]
    ).values_list("pk", flat=True):
        if way[1] == PostingStatus.PUBLISHED and _still_discussed(pk, introduction):
            continue
        with suppress(PostingMoveRefused):  # somebody moved it meanwhile: theirs counts
            move_posting(posting_id=pk, target=way[1], user=None, now=now)


def _still_discussed(posting_id: int, introduction: Introduction) -> bool:
    """Say whether another introduction about a posting is still going on."""
    rows = Introduction.objects.filter(
        status__in=IN_TOUCH, parties__organisation__postings=posting_id
    ).exclude(pk=introduction.pk)
    return any(posting_id in posting_ids_of(row) for row in rows)
