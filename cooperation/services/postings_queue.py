"""What the staff decide in one step, whatever waits; and the word they get of what waits too long."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cooperation.enums import AmendmentStatus, PostingStatus
from cooperation.models import Posting
from cooperation.selectors.moderation import Waits, profiles_waiting, queue, submitted_at
from cooperation.services.posting_notices import tell_overdue
from cooperation.services.postings import PostingMoveRefused, move_posting
from cooperation.services.postings_amendments import decide_amendment
from pacte.models import Organisation
from pacte.permissions import is_curator
from pacte.selectors.profile_changes import changed_since

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
    version: int | None = None,
    note: str,
    user: "User",
    now: dt.datetime,
) -> None:
    """Publish, ask for changes or refuse what waits, as it was when it was read.

    ``seen_at`` is since when it waited, and ``version`` that of a profile; answered in words when
    it no longer waits, or is no longer what was read.
    """
    if not is_curator(user):
        raise PermissionDenied
    if verdict not in MOVES or kind not in {*Waits}:
        raise PostingMoveRefused(_("Choisissez : publier, demander une précision ou refuser."))
    if kind == Waits.POSTING:
        decide_posting(
            posting_id=pk, verdict=verdict, seen_at=seen_at, user=user, note=note, now=now
        )
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
        decide_profile(organisation_id=pk, verdict=verdict, version=version, note=note, user=user)


@transaction.atomic
def decide_posting(
    *,
    posting_id: int,
    verdict: str,
    seen_at: dt.datetime | None,
    note: str,
    user: "User",
    now: dt.datetime,
) -> None:
    """Publish a posting that waits, ask for changes or refuse it: the one that was sent then."""
    locked = Posting.objects.select_for_update().filter(pk=posting_id).first()
    since = submitted_at(posting_id=posting_id)
    if locked is not None and since is not None and since != seen_at:
        raise PostingMoveRefused(
            _("L’annonce a été reprise et envoyée de nouveau entre-temps : relisez-la.")
        )
    move_posting(posting_id=posting_id, target=MOVES[verdict], user=user, note=note, now=now)


@transaction.atomic
def decide_profile(
    *, organisation_id: int, verdict: str, version: int | None, note: str, user: "User"
) -> None:
    """Publish a profile that waits, or send it back with a word, through its workflow.

    Only the version that was read is answered: another one saved meanwhile is read first.
    """
    locked = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if locked is None or not profiles_waiting().filter(pk=organisation_id).exists():
        raise PostingMoveRefused(
            _("Cette fiche n’attend plus : quelqu’un l’a traitée entre-temps.")
        )
    if (locked.latest_revision_id or 0) != version:
        raise PostingMoveRefused(_changed_meanwhile(locked, version))
    if verdict != PUBLISH and not note.strip():
        raise PostingMoveRefused(_("Dites pourquoi : un mot est nécessaire pour ce mouvement."))
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


def _changed_meanwhile(organisation: Organisation, version: int | None) -> str:
    """Say what was changed since somebody read a profile."""
    names = ", ".join(changed_since(organisation, version or 0))
    if not names:
        return _("La fiche a été enregistrée de nouveau entre-temps : relisez-la ci-dessous.")
    text = _("La fiche a changé entre-temps (%(names)s) : relisez-la ci-dessous.")
    return text % {"names": names}


def _publish_draft(organisation: Organisation, verdict: str, user: "User") -> None:
    """Publish the profile that a visitor's posting made; it is not sent back, but edited."""
    if verdict != PUBLISH:
        raise PostingMoveRefused(
            _("Cette fiche vient d’une annonce : répondez sur l’annonce, ou modifiez la fiche.")
        )
    revision = organisation.latest_revision or organisation.save_revision(user=user)
    revision.publish(user=user)


def tell_staff_of_overdue(*, now: dt.datetime) -> int:
    """Tell the staff how much has waited too long, once a day at most; return how much."""
    late = len(queue(now=now, late=True))
    if late:
        tell_overdue(count=late, today=timezone.localdate(now), now=now)
    return late
