"""Changes to what was published: the former text stays in line until the staff accept."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.enums import AmendmentStatus
from cooperation.lifecycle import READ_STATES
from cooperation.models import Posting, PostingAmendment
from cooperation.permissions import is_trusted, may_amend_posting
from cooperation.services import postings_amended_photos as amended
from cooperation.services.posting_notices import tell_decided
from cooperation.services.postings import MAX_NOTE, PostingMoveRefused, write_content
from cooperation.services.postings_content import changed_fields, content_of, put_content
from cooperation.services.postings_photos import FOLDER, NOTHING, PhotoPlan
from pacte.permissions import is_curator
from pacte.uploads import keeping

if TYPE_CHECKING:
    from django.contrib.auth.models import User

OPEN = (AmendmentStatus.WAITING, AmendmentStatus.CHANGES_ASKED)
"""States in which the author may still write a change again."""
VERDICTS = (AmendmentStatus.ACCEPTED, AmendmentStatus.CHANGES_ASKED, AmendmentStatus.REFUSED)


def amend_posting(
    *,
    posting_id: int,
    content: dict[str, Any],
    photos: PhotoPlan = NOTHING,
    user: "User",
    now: dt.datetime,
) -> PostingAmendment | None:
    """Propose a change; a trusted organisation's is made at once, and nothing is returned."""
    with keeping(FOLDER) as keep, transaction.atomic():
        posting = _locked(posting_id)
        if not may_amend_posting(user, posting):
            raise PermissionDenied
        waiting = PostingAmendment.objects.filter(posting=posting, status__in=OPEN).first()
        said = amended.planned(posting, waiting, photos)
        if not changed_fields(content_of(posting), content) and not amended.is_changed(
            posting, said, photos
        ):
            raise PostingMoveRefused(_("Rien n’a changé : la modification n’a pas été envoyée."))
        store = partial(amended.store_added, said=said, plan=photos, keep=keep, now=now)
        if is_trusted(posting.organisation):
            store(owner=posting)
            _accept(posting, content | said, user, now)
            _withdraw(posting, user, now)
            return None
        made = _propose(posting, content, user, now)
        store(owner=made)
        _say(made, content | said)
        return made


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


def _say(amendment: PostingAmendment, content: dict[str, Any]) -> None:
    """Write what a change says, its photographs included; those that it drops are erased."""
    amendment.content = content
    amendment.save(update_fields=["content"])
    shown = [item["photo"] for item in content[amended.SHOWN]]
    amendment.photos.exclude(pk__in=shown).delete()


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
    elif chosen == AmendmentStatus.REFUSED:
        amended.forget_staged(posting=posting)
    tell_decided(amendment=amendment, verdict=chosen, note=note, now=now)
    return amendment


@transaction.atomic
def withdraw_amendment(*, posting_id: int, user: "User", now: dt.datetime) -> bool:
    """Take back the change of a posting that waits; say whether there was one."""
    posting = _locked(posting_id)
    if not may_amend_posting(user, posting):
        raise PermissionDenied
    return _withdraw(posting, user, now)


def _withdraw(posting: Posting, user: "User", now: dt.datetime) -> bool:
    rows = PostingAmendment.objects.filter(posting=posting, status__in=OPEN)
    taken = rows.update(status=AmendmentStatus.WITHDRAWN, decided_at=now, decided_by=user)
    amended.forget_staged(posting=posting)
    return bool(taken)


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
    amended.put_amended(posting=stored, content=content)


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
