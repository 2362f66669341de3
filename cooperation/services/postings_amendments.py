"""Changes to what was published: the former text stays in line until the staff accept."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.enums import AmendmentStatus
from cooperation.lifecycle import READ_STATES
from cooperation.models import Posting, PostingAmendment
from cooperation.permissions import is_trusted, may_amend_posting
from cooperation.services.posting_notices import tell_decided
from cooperation.services.postings import MAX_NOTE, PostingMoveRefused, write_content
from cooperation.services.postings_content import changed_fields, content_of, put_content
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = (AmendmentStatus.WAITING, AmendmentStatus.CHANGES_ASKED)
"""States in which the author may still write a change again."""
VERDICTS = (AmendmentStatus.ACCEPTED, AmendmentStatus.CHANGES_ASKED, AmendmentStatus.REFUSED)


@transaction.atomic
def amend_posting(
    *, posting_id: int, content: dict[str, Any], user: "User", now: dt.datetime
) -> PostingAmendment | None:
    """Propose a change; a trusted organisation's is made at once, and nothing is returned."""
    posting = _locked(posting_id)
    if not may_amend_posting(user, posting):
        raise PermissionDenied
    if not changed_fields(content_of(posting), content):
        raise PostingMoveRefused(_("Rien n’a changé : la modification n’a pas été envoyée."))
    if is_trusted(posting.organisation):
        _accept(posting, content, user, now)
        return None
    return _propose(posting, content, user, now)


def _propose(
    posting: Posting, content: dict[str, Any], user: "User", now: dt.datetime
) -> PostingAmendment:
    """Write the change that waits, or write it again: one is open at a time."""
    written = {"content": content, "author": user, "submitted_at": now}
    waiting = {**written, "status": AmendmentStatus.WAITING, "note": "", "decided_at": None}
    rows = PostingAmendment.objects.filter(posting=posting, status__in=OPEN)
    if not rows.update(**waiting):
        try:
            with transaction.atomic():
                return PostingAmendment.objects.create(posting=posting, **waiting)
        except IntegrityError:
            raise PostingMoveRefused(_("Une modification attend déjà : rechargez.")) from None
    return rows.get()


@transaction.atomic
def decide_amendment(
    *,
    amendment_id: int,
    verdict: str,
    seen_at: dt.datetime,
    user: "User",
    note: str = "",
    now: dt.datetime,
) -> PostingAmendment:
    """Accept, send back or refuse the change as it was when it was read (``seen_at``)."""
    if not is_curator(user):
        raise PermissionDenied
    chosen, note = _verdict(verdict), note.strip()
    _check_note(chosen, note)
    amendment = PostingAmendment.objects.filter(pk=amendment_id).first()
    if amendment is None:
        raise PostingMoveRefused(_("Cette modification n’existe plus."))
    posting = _locked(amendment.posting_id)
    unchanged = PostingAmendment.objects.filter(
        pk=amendment_id, status=AmendmentStatus.WAITING, submitted_at=seen_at
    )
    decided = {"status": chosen, "note": note, "decided_at": now, "decided_by": user}
    if not unchanged.update(**decided):
        raise PostingMoveRefused(
            _("La modification a été reprise, retirée ou décidée entre-temps : rechargez la page.")
        )
    amendment.refresh_from_db()
    if chosen == AmendmentStatus.ACCEPTED:
        _accept(posting, amendment.content, user, now)
    tell_decided(amendment=amendment, verdict=chosen, note=note, now=now)
    return amendment


@transaction.atomic
def withdraw_amendment(*, posting_id: int, user: "User", now: dt.datetime) -> bool:
    """Take back the change of a posting that waits; say whether there was one."""
    posting = _locked(posting_id)
    if not may_amend_posting(user, posting):
        raise PermissionDenied
    rows = PostingAmendment.objects.filter(posting=posting, status__in=OPEN)
    return bool(rows.update(status=AmendmentStatus.WITHDRAWN, decided_at=now, decided_by=user))


def _locked(posting_id: int) -> Posting:
    rows = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    posting: Posting | None = rows.filter(pk=posting_id).first()
    if posting is None:
        raise PostingMoveRefused(_("Cette annonce n’existe plus."))
    return posting


def _accept(posting: Posting, content: dict[str, Any], user: "User", now: dt.datetime) -> None:
    """Put the new text in line, in place of the former one."""
    if posting.status not in READ_STATES:
        raise PostingMoveRefused(_("L’annonce n’est plus publiée : il n’y a rien à modifier."))
    stored = Posting.objects.select_related("organisation").get(pk=posting.pk)
    try:
        write_content(posting=put_content(posting, content), stored=stored, user=user, now=now)
    except ValidationError as problem:
        raise PostingMoveRefused(" ".join(problem.messages)) from problem


def _verdict(text: str) -> AmendmentStatus:
    if text not in VERDICTS:
        raise PostingMoveRefused(_("Choisissez : accepter, demander une précision ou refuser."))
    return AmendmentStatus(text)


def _check_note(verdict: AmendmentStatus, note: str) -> None:
    if verdict != AmendmentStatus.ACCEPTED and not note:
        raise PostingMoveRefused(_("Dites pourquoi : un mot est nécessaire pour ce mouvement."))
    if len(note) > MAX_NOTE:
        raise PostingMoveRefused(
            _("Le mot est trop long : %(most)s caractères au plus.") % {"most": MAX_NOTE}
        )
