"""Writes on needs and offers: posting, editing, and the moves of their life."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cooperation.enums import PostingStatus
from cooperation.lifecycle import PUBLIC_STATES, Move, find_move
from cooperation.models import Posting, PostingContact, PostingMove
from cooperation.permissions import may_create_posting, may_edit_posting, may_move
from cooperation.services.outbox import record_posting
from cooperation.services.posting_mail import tell_author, tell_curators
from pacte.services.organisations import NewOrganisation, find_or_draft

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

MAX_NOTE = 2000
MOVED = "cooperation.move_posting"


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
    _create(posting, user, now)
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
    _create(posting, actor, now)
    contact.posting = posting
    contact.full_clean()
    contact.save()
    submit = find_move(PostingStatus.DRAFT, PostingStatus.SUBMITTED)
    assert submit is not None  # noqa: S101 - the table of moves holds it
    _apply(posting, submit, actor, "", now)
    tell_curators(posting=posting)
    return posting


def _create(posting: Posting, user: "User | None", now: dt.datetime) -> None:
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
def edit_posting(*, posting: Posting, user: "User") -> Posting:
    """Save a changed posting, its state apart, and keep the former version."""
    stored = Posting.objects.select_for_update().select_related("organisation").get(pk=posting.pk)
    if not may_edit_posting(user, stored):
        raise PermissionDenied
    posting.status, posting.published_on = stored.status, stored.published_on
    posting.full_clean()
    posting.save()
    posting.save_revision(user=user, clean=False, log_action=True)
    if posting.status in PUBLIC_STATES:
        for organisation_id in {stored.organisation_id, posting.organisation_id}:
            record_posting(posting_id=posting.pk, organisation_id=organisation_id)
    return posting


@transaction.atomic
def move_posting(
    *, posting_id: int, target: str, user: "User | None", note: str = "", now: dt.datetime
) -> Posting:
    """Move a posting along its life; without a user, the system moves it."""
    rows = Posting.objects.select_related("organisation")
    posting: Posting | None = rows.filter(pk=posting_id).first()
    if posting is None:
        raise PostingMoveRefused(_("Cette annonce n’existe plus."))
    move = _allowed_move(posting, target, user, note.strip())
    _apply(posting, move, user, note.strip(), now)
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
    if _first_published(move) and not posting.organisation.live:
        raise PostingMoveRefused(_("Publiez d’abord la fiche de l’organisation."))
    return move


def _first_published(move: Move) -> bool:
    return move.source == PostingStatus.SUBMITTED and move.target == PostingStatus.PUBLISHED


def _apply(posting: Posting, move: Move, user: "User | None", note: str, now: dt.datetime) -> None:
    """Change the state if nobody has meanwhile, write the history and tell who listens."""
    changes: dict[str, object] = {"status": move.target, "updated_at": now}
    if _first_published(move):
        changes["published_on"] = timezone.localdate(now)
    unchanged = Posting.objects.filter(pk=posting.pk, status=move.source)
    if not unchanged.update(**changes):
        raise PostingMoveRefused(_("L’annonce a changé d’état entre-temps : rechargez la page."))
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
    if move.tells_author:
        tell_author(posting=posting, note=note)
    if {move.source, move.target} & PUBLIC_STATES:
        record_posting(posting_id=posting.pk, organisation_id=posting.organisation_id, now=now)


def expire_postings(*, now: dt.datetime) -> int:
    """Expire the published postings whose last day is past; return how many."""
    today = timezone.localdate(now)
    past = Posting.objects.filter(status=PostingStatus.PUBLISHED, ends_on__lt=today)
    expired = 0
    for posting_id in list(past.order_by("pk").values_list("pk", flat=True)):
        try:
            move_posting(posting_id=posting_id, target=PostingStatus.EXPIRED, user=None, now=now)
        except PostingMoveRefused:
            continue  # somebody moved it meanwhile
        expired += 1
    return expired
