"""What members do with their postings: one act, one move of the table, one effect."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import ClosingOutcome, IntroductionStatus
from cooperation.enums import PostingStatus as S
from cooperation.lifecycle import Mover, find_move
from cooperation.models import Introduction, Posting
from cooperation.permissions import movers_for
from cooperation.services.posting_mail import tell_curators
from cooperation.services.postings import PostingMoveRefused, move_posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Act(StrEnum):
    """What an author asks for, by one button."""

    SUBMIT = "submit"
    PAUSE = "pause"
    RESUME = "resume"
    RENEW = "renew"
    AGREE = "agree"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


TARGETS: dict[Act, S] = {
    Act.SUBMIT: S.SUBMITTED,
    Act.PAUSE: S.PAUSED,
    Act.RESUME: S.PUBLISHED,
    Act.RENEW: S.PUBLISHED,
    Act.AGREE: S.AGREED,
    Act.REOPEN: S.DRAFT,
    Act.WITHDRAW: S.WITHDRAWN,
}
SOURCES: dict[Act, frozenset[S]] = {
    Act.RESUME: frozenset({S.PAUSED, S.IN_DISCUSSION}),
    Act.RENEW: frozenset({S.PUBLISHED, S.EXPIRED}),
}
"""States from which two acts with one target are told apart; the table of moves says the rest."""
CLOSINGS: dict[ClosingOutcome, S] = {
    ClosingOutcome.FOUND_HERE: S.FULFILLED,
    ClosingOutcome.FOUND_ELSEWHERE: S.FULFILLED,
    ClosingOutcome.NOT_NEEDED: S.WITHDRAWN,
    ClosingOutcome.NO_ANSWER: S.WITHDRAWN,
}
TOUCHED = (IntroductionStatus.ACCEPTED, IntroductionStatus.AGREED)
"""States of an introduction through which something may have been found."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: nothing the second time."""

    posting: Posting
    is_new: bool


def acts_of(user: "User", posting: Posting) -> tuple[Act, ...]:
    """Return what a user may do with a posting now, in order."""
    movers = movers_for(user, posting)
    return tuple(act for act in Act if _is_open(act, posting.status, movers))


def _is_open(act: Act, status: str, movers: frozenset[Mover]) -> bool:
    move = find_move(status, TARGETS[act])
    if move is None or status not in SOURCES.get(act, {status}):
        return False
    return bool(move.movers & movers)


def outcomes_of(user: "User", posting: Posting) -> tuple[ClosingOutcome, ...]:
    """Return the outcomes with which a user may close a posting now."""
    movers = movers_for(user, posting)
    found = []
    for outcome, target in CLOSINGS.items():
        move = find_move(posting.status, target)
        if move is not None and move.movers & movers:
            found.append(outcome)
    return tuple(found)


@transaction.atomic
def act_on_posting(*, posting_id: int, act: str, seen: str, user: "User", now: dt.datetime) -> Done:
    """Do one act on a posting that the user saw in a state; a double click does it once."""
    posting = _current(posting_id)
    wanted = _act(act)
    target = TARGETS[wanted]
    if posting.status != seen:
        if posting.status == target or (posting.status == S.PUBLISHED and wanted == Act.SUBMIT):
            return Done(posting, is_new=False)
        raise PostingMoveRefused(_("L’annonce a changé d’état entre-temps : rechargez la page."))
    if posting.status not in SOURCES.get(wanted, {posting.status}):
        raise PostingMoveRefused(_("Ce geste n’est pas possible dans cet état."))
    ends = posting.expires_on
    moved = move_posting(posting_id=posting_id, target=target, user=user, now=now)
    if wanted == Act.SUBMIT:
        moved = _after_submission(moved, user, now)
    return Done(moved, is_new=wanted != Act.RENEW or moved.expires_on != ends)


def _after_submission(posting: Posting, user: "User", now: dt.datetime) -> Posting:
    """Publish what needs no reading; tell the staff of the rest."""
    if Mover.TRUSTED not in movers_for(user, posting):
        tell_curators(posting=posting)
        return posting
    return move_posting(posting_id=posting.pk, target=S.PUBLISHED, user=user, now=now)


@transaction.atomic
def close_posting(
    *,
    posting_id: int,
    outcome: str,
    introduction_id: int | None,
    seen: str,
    user: "User",
    now: dt.datetime,
) -> Done:
    """Close a posting and say what came of it; found here, through which introduction."""
    posting = _current(posting_id)
    if outcome not in ClosingOutcome.values:
        raise PostingMoveRefused(_("Dites ce qui en est sorti."))
    target = CLOSINGS[ClosingOutcome(outcome)]
    if posting.status != seen:
        if posting.status == target and posting.closing == outcome:
            return Done(posting, is_new=False)
        raise PostingMoveRefused(_("L’annonce a changé d’état entre-temps : rechargez la page."))
    moved = move_posting(
        posting_id=posting_id,
        target=target,
        user=user,
        note=_note(posting, outcome, introduction_id),
        closing=outcome,
        now=now,
    )
    return Done(moved, is_new=True)


def _note(posting: Posting, outcome: str, introduction_id: int | None) -> str:
    """Name the outcome and the introduction in the history."""
    label = str(ClosingOutcome(outcome).label)
    if outcome != ClosingOutcome.FOUND_HERE or introduction_id is None:
        return label
    known = Introduction.objects.filter(pk=introduction_id, posting=posting, status__in=TOUCHED)
    if not known.exists():
        raise PostingMoveRefused(_("Cette mise en relation ne concerne pas cette annonce."))
    return _("%(outcome)s : mise en relation n° %(pk)s") % {
        "outcome": label,
        "pk": introduction_id,
    }


def _current(posting_id: int) -> Posting:
    """Return a posting as it is, locked: what was seen of it holds until the act is done."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    posting: Posting | None = rows.filter(pk=posting_id).first()
    if posting is None:
        raise PostingMoveRefused(_("Cette annonce n’existe plus."))
    return posting


def _act(text: str) -> Act:
    if text not in {*Act}:
        raise PostingMoveRefused(_("Ce geste n’existe pas."))
    return Act(text)
