"""What an introduction does to the postings it is about: in discussion, agreed, free again.

A posting is agreed once the cooperations that came of it take all it tells of; until then it stays
in discussion, where others still find it.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress

from cooperation.enums import IntroductionStatus
from cooperation.enums import PostingStatus as S
from cooperation.introduction_moves import IN_TOUCH
from cooperation.lifecycle import PUBLIC_STATES
from cooperation.models import Introduction, Posting, PostingMove
from cooperation.selectors.placed import is_placed, posting_ids_of
from cooperation.services.outbox import record_posting
from cooperation.services.postings import PostingMoveRefused, move_posting

WAYS = {
    IntroductionStatus.ACCEPTED: (S.PUBLISHED, S.IN_DISCUSSION),
    IntroductionStatus.NO_FOLLOW_UP: (S.IN_DISCUSSION, S.PUBLISHED),
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
        if way[1] == S.PUBLISHED and _still_discussed(pk, introduction):
            continue
        _move(pk, way[1], now)


def settle_postings(*, introduction: Introduction, now: dt.datetime) -> None:
    """Say agreed what the cooperations take whole; have the engine read again what is left."""
    moved = _locked(introduction, S.IN_DISCUSSION, placed=True)
    _move_all(introduction, moved, S.AGREED, now)


def reopen_postings(*, introduction: Introduction, now: dt.datetime) -> None:
    """Put in discussion again what is not taken whole; have the engine read again what is left."""
    moved = _locked(introduction, S.AGREED, placed=False)
    _move_all(introduction, moved, S.IN_DISCUSSION, now)


def follow_quantities(*, introduction_ids: Iterable[int], now: dt.datetime) -> None:
    """Follow a cooperation that was corrected, or that is gone, in the postings that it came from.

    What their author closed stays closed: only what the site said agreed is open again.
    """
    for introduction in Introduction.objects.filter(pk__in=set(introduction_ids)).order_by("pk"):
        agreed = _locked(introduction, S.AGREED, placed=False)
        open_again = [pk for pk in agreed if _was_settled_here(pk)]
        for pk in _locked(introduction, S.IN_DISCUSSION, placed=True):
            _move(pk, S.AGREED, now)
        _move_all(introduction, open_again, S.IN_DISCUSSION, now)


def _locked(introduction: Introduction, status: str, *, placed: bool) -> list[int]:
    """Return the postings of a state that are placed, or not: nobody else counts meanwhile."""
    rows = Posting.objects.filter(pk__in=posting_ids_of(introduction), status=status)
    locked = rows.order_by("pk").select_for_update()
    return [row.pk for row in locked if is_placed(row) is placed]


def _was_settled_here(posting_id: int) -> bool:
    last = PostingMove.objects.filter(posting=posting_id, target=S.AGREED).last()
    return last is not None and last.actor_id is None


def _move_all(introduction: Introduction, pks: list[int], target: S, now: dt.datetime) -> None:
    """Move postings, and record the others that are matched: what is left of them changed."""
    for pk in pks:
        _move(pk, target, now)
    others = Posting.objects.filter(pk__in=posting_ids_of(introduction), status__in=PUBLIC_STATES)
    for pk, organisation_id in others.exclude(pk__in=pks).values_list("pk", "organisation_id"):
        record_posting(posting_id=pk, organisation_id=organisation_id, now=now)


def _move(posting_id: int, target: str, now: dt.datetime) -> None:
    with suppress(PostingMoveRefused):  # somebody moved it meanwhile: theirs counts
        move_posting(posting_id=posting_id, target=target, user=None, now=now)


def _still_discussed(posting_id: int, introduction: Introduction) -> bool:
    """Say whether another introduction about a posting is still going on."""
    rows = Introduction.objects.filter(
        status__in=IN_TOUCH, parties__organisation__postings=posting_id
    ).exclude(pk=introduction.pk)
    return any(posting_id in posting_ids_of(row) for row in rows)
