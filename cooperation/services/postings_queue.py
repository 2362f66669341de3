"""What the staff decide in one step, whatever waits; and the word they get of what waits too long."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cooperation.enums import AmendmentStatus, PostingStatus
from cooperation.selectors.moderation import Waits, profiles_waiting, queue
from cooperation.services.posting_notices import tell_overdue
from cooperation.services.postings import PostingMoveRefused, move_posting
from cooperation.services.postings_amendments import decide_amendment
from pacte.models import Organisation
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PUBLISH, ASK, REFUSE = "publish", "ask", "refuse"
MOVES = {
    PUBLISH: PostingStatus.PUBLISHED,
    ASK: PostingStatus.CHANGES_ASKED,
    REFUSE: PostingStatus.REFUSED,
}
VERDICTS = {
    PUBLISH: AmendmentStatus.ACCEPTED,
    ASK: AmendmentStatus.CHANGES_ASKED,
    REFUSE: AmendmentStatus.REFUSED,
}


def decide(
    *,
    kind: str,
    pk: int,
    verdict: str,
    seen_at: dt.datetime | None,
    note: str,
    user: "User",
    now: dt.datetime,
) -> None:
    """Publish, ask for changes or refuse what waits; refused in words when it no longer does."""
    if not is_curator(user):
        raise PermissionDenied
    if verdict not in MOVES or kind not in {*Waits}:
        raise PostingMoveRefused(_("Choisissez : publier, demander une précision ou refuser."))
    if kind == Waits.POSTING:
        move_posting(posting_id=pk, target=MOVES[verdict], user=user, note=note, now=now)
    elif kind == Waits.AMENDMENT:
        decide_amendment(
            amendment_id=pk,
            verdict=VERDICTS[verdict],
            seen_at=seen_at or now,
            user=user,
            note=note,
            now=now,
        )
    else:
        decide_profile(organisation_id=pk, verdict=verdict, note=note, user=user)


@transaction.atomic
def decide_profile(*, organisation_id: int, verdict: str, note: str, user: "User") -> None:
    """Publish a profile that waits, or send it back with a word, through its workflow."""
    locked = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if locked is None or not profiles_waiting().filter(pk=organisation_id).exists():
        raise PostingMoveRefused(
            _("Cette fiche n’attend plus : quelqu’un l’a traitée entre-temps.")
        )
    if verdict != PUBLISH and not note.strip():
        raise PostingMoveRefused(_("Dites pourquoi : un mot est nécessaire pour ce mouvement."))
    state = locked.current_workflow_state
    task: TaskState | None = state.current_task_state if state else None
    if task is None:
        _publish_draft(locked, verdict, user)
    elif verdict == PUBLISH:
        task.specific.approve(user=user, comment=note.strip())
    elif verdict == ASK:
        task.specific.reject(user=user, comment=note.strip())
    else:
        task.specific.reject(user=user, comment=note.strip())
        state.cancel(user=user)


def _publish_draft(organisation: Organisation, verdict: str, user: "User") -> None:
    """Publish the profile that a visitor's posting made; it is not sent back, but edited."""
    if verdict != PUBLISH:
        raise PostingMoveRefused(
            _("Cette fiche vient d’une annonce : répondez sur l’annonce, ou modifiez la fiche.")
        )
    revision = organisation.latest_revision or organisation.save_revision(user=user)
    revision.publish(user=user)


def tell_staff_of_overdue(*, now: dt.datetime) -> int:
    """Tell the staff how much has waited too long, once a day at most; return how much."""
    late = len(queue(now=now, late=True))
    if late:
        tell_overdue(count=late, today=timezone.localdate(now), now=now)
    return late
