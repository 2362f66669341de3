"""Writes on needs and offers: posting, editing, and the moves of their life."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.enums import PostingStatus
from cooperation.lifecycle import (
    PUBLIC_STATES,
    READ_STATES,
    RENEWED_DAYS,
    Move,
    Mover,
    find_move,
    is_renewal,
    last_day,
    starts_anew,
)
from cooperation.models import Posting, PostingContact, PostingMove
from cooperation.permissions import may_create_posting, may_edit_posting, may_move, movers_for
from cooperation.services.outbox import record_posting
from cooperation.services.posting_mail import tell_author, tell_curators
from cooperation.services.posting_notices import tell_moved
from pacte.services.organisations import NewOrganisation, find_or_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

MAX_NOTE = 2000
MOVED = "cooperation.move_posting"
KEPT = ("status", "published_on", "expires_on", "reminded_on", "closing")
"""What an edit never changes."""


class PostingMoveRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """A move that the life of a posting, its author's rights or the moment do not allow."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def create_posting(*, posting: Posting, user: "User", now: dt.datetime) -> Posting:
    """Save a draft for an organisation that the user acts for."""
    if not may_create_posting(user, posting.organisation):
        raise PermissionDenied
    write_draft(posting, user, now)
    return posting


@transaction.atomic
def deposit_posting(
    *,
    posting: Posting,
    contact: PostingContact,
    new_organisation: NewOrganisation | None,
    user: "User | AnonymousUser",
    now: dt.datetime,
) -> Posting:
    """Save what a visitor posts, and submit it: nothing is shown before the staff agree."""
    actor = user if user.is_authenticated else None
    if new_organisation is not None:
        source = _("Dépôt d’annonce sur le site")
        posting.organisation = find_or_draft(new=new_organisation, source=source, user=actor)
    write_draft(posting, actor, now)
    contact.posting = posting
    contact.full_clean()
    contact.save()
    submit = find_move(PostingStatus.DRAFT, PostingStatus.SUBMITTED)
    assert submit is not None  # noqa: S101 - the table of moves holds it
    _apply(posting, submit, actor, "", now)
    publish = find_move(PostingStatus.SUBMITTED, PostingStatus.PUBLISHED)
    if publish is not None and Mover.TRUSTED in movers_for(user, posting):
        _apply(posting, publish, actor, "", now)
    else:
        tell_curators(posting=posting)
    return posting


def write_draft(posting: Posting, user: "User | None", now: dt.datetime) -> None:
    """Save a new posting as a draft: its first version, its first move, its line in the log."""
    posting.status = PostingStatus.DRAFT
    posting.published_on = None
    posting.full_clean()
    posting.save()
    posting.save_revision(user=user, clean=False)
    PostingMove.objects.create(
        posting=posting, source="", target=posting.status, actor=user, made_at=now
    )
    log(instance=posting, action="wagtail.create", user=user)


@transaction.atomic
def edit_posting(*, posting: Posting, user: "User", now: dt.datetime | None = None) -> Posting:
    """Save a changed posting, its state apart, and keep the former version."""
    stored = Posting.objects.select_for_update().select_related("organisation").get(pk=posting.pk)
    if not may_edit_posting(user, stored):
        raise PermissionDenied
    write_content(posting=posting, stored=stored, user=user, now=now or timezone.now())
    return posting


def write_content(
    *, posting: Posting, stored: Posting, user: "User | None", now: dt.datetime
) -> None:
    """Write what a posting says over what is stored and locked; its state stays.

    What was published is read again by that: its six months start anew.
    """
    for name in KEPT:
        setattr(posting, name, getattr(stored, name))
    if stored.status in READ_STATES:
        posting.expires_on = last_day(timezone.localdate(now), posting.ends_on)
        posting.reminded_on = None
    posting.full_clean()
    posting.save()
    posting.save_revision(user=user, clean=False, log_action=True)
    if posting.status in PUBLIC_STATES:
        for organisation_id in {stored.organisation_id, posting.organisation_id}:
            record_posting(posting_id=posting.pk, organisation_id=organisation_id, now=now)


@transaction.atomic
def move_posting(
    *,
    posting_id: int,
    target: str,
    user: "User | None",
    note: str = "",
    closing: str = "",
    now: dt.datetime,
) -> Posting:
    """Move a posting along its life; without a user, the system moves it."""
    rows = Posting.objects.select_related("organisation")
    posting: Posting | None = rows.filter(pk=posting_id).first()
    if posting is None:
        raise PostingMoveRefused(_("Cette annonce n’existe plus."))
    move = _allowed_move(posting, target, user, note.strip())
    today = timezone.localdate(now)
    if is_renewal(move):
        _check_renewal(posting, today)
    if move.source == move.target and posting.expires_on == last_day(today, posting.ends_on):
        return posting  # the second click of a double one
    _apply(posting, move, user, note.strip(), now, closing)
    return posting


def _allowed_move(posting: Posting, target: str, user: "User | None", note: str) -> Move:
    move = find_move(posting.status, target)
    if move is None:
        raise PostingMoveRefused(
            _("Une annonce à l’état « %(state)s » ne peut pas faire ce mouvement.")
            % {"state": posting.get_status_display()}
        )
    if not may_move(user, posting, move):
        raise PostingMoveRefused(_("Vous n’avez pas le droit de faire ce mouvement."))
    if move.note_required and not note:
        raise PostingMoveRefused(_("Dites pourquoi : un mot est nécessaire pour ce mouvement."))
    if len(note) > MAX_NOTE:
        raise PostingMoveRefused(
            _("Le mot est trop long : %(most)s caractères au plus.") % {"most": MAX_NOTE}
        )
    if starts_anew(move) and not posting.organisation.live:
        raise PostingMoveRefused(_("Publiez d’abord la fiche de l’organisation."))
    return move


def _first_published(move: Move) -> bool:
    return move.source == PostingStatus.SUBMITTED and move.target == PostingStatus.PUBLISHED


def _check_renewal(posting: Posting, today: dt.date) -> None:
    """Refuse to publish again what must be read again: too old, or past its own last day."""
    if posting.ends_on is not None and posting.ends_on < today:
        raise PostingMoveRefused(
            _(
                "La date de fin que vous avez donnée est passée : changez-la, ou dupliquez l’annonce."
            )
        )
    read_on = posting.published_on
    if read_on is None or (today - read_on).days > RENEWED_DAYS:
        raise PostingMoveRefused(
            _("Cette annonce a été relue il y a plus d’un an : reprenez-la pour la soumettre.")
        )


def _apply(
    posting: Posting,
    move: Move,
    user: "User | None",
    note: str,
    now: dt.datetime,
    closing: str = "",
) -> None:
    """Change the state if nobody has meanwhile, write the history and tell who listens."""
    today = timezone.localdate(now)
    changes: dict[str, object] = {"status": move.target, "updated_at": now, "closing": closing}
    if _first_published(move):
        changes["published_on"] = today
    if starts_anew(move):
        changes |= {"expires_on": last_day(today, posting.ends_on), "reminded_on": None}
    unchanged = Posting.objects.filter(pk=posting.pk, status=move.source)
    if move.source == move.target:
        unchanged = unchanged.filter(expires_on=posting.expires_on)
    if not unchanged.update(**changes):
        raise PostingMoveRefused(_("L’annonce a changé d’état entre-temps : rechargez la page."))
    for name, value in changes.items():
        setattr(posting, name, value)
    PostingMove.objects.create(
        posting=posting,
        source=move.source,
        target=move.target,
        actor=user,
        note=note,
        made_at=now,
    )
    data = {"source": str(move.source), "target": str(move.target), "note": note}
    log(instance=posting, action=MOVED, user=user, data=data)
    if move.tells_author and Mover.TRUSTED not in movers_for(user, posting):
        tell_author(posting=posting, note=note)
        tell_moved(posting=posting, note=note, now=now)
    if {move.source, move.target} & PUBLIC_STATES:
        record_posting(posting_id=posting.pk, organisation_id=posting.organisation_id, now=now)
