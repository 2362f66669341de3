"""What somebody began to write: kept without an account, taken up again, sent once, forgotten."""

import datetime as dt
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.models import Posting, PostingContact, PostingDraft, PostingPhoto
from cooperation.permissions import may_take_up
from cooperation.services.postings import PostingMoveRefused, deposit_posting
from cooperation.services.postings_photos import FOLDER, NOTHING, PhotoPlan, put_photos
from pacte.services.memberships import MembershipRefused, claim
from pacte.services.organisations import NewOrganisation
from pacte.uploads import keeping

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Person = User | AnonymousUser

KEPT_DAYS = 30
"""Days after which a draft that nobody touched is forgotten."""
LONGEST = 20_000
"""Characters that a draft holds at most."""
MOST_WITHOUT_ACCOUNT = 400
"""Photographs that drafts without an account hold together: nobody fills the disk unknown."""


def open_draft(*, token: uuid.UUID | None, user: "Person", now: dt.datetime) -> PostingDraft | None:
    """Return the draft of a token, or the last of a person, that is still theirs to take up."""
    since = now - dt.timedelta(days=KEPT_DAYS)
    rows = PostingDraft.objects.filter(posting=None, updated_at__gte=since)
    draft = rows.filter(token=token).first() if token else None
    if draft is not None and may_take_up(user, draft):
        return draft
    if not user.is_authenticated:
        return None
    return rows.filter(user_id=user.pk).order_by("-updated_at", "-pk").first()


@transaction.atomic
def save_draft(
    *, token: uuid.UUID, content: Mapping[str, Any], user: "Person", now: dt.datetime
) -> PostingDraft | None:
    """Keep what is typed; nothing once it was sent, or when it is another's."""
    if sum(len(str(value)) for value in content.values()) > LONGEST:
        return None
    draft = _locked(token, user, now)
    if draft.posting_id is not None or not may_take_up(user, draft):
        return None
    draft.content, draft.updated_at = dict(content), now
    if user.is_authenticated:
        draft.user_id = user.pk
    draft.save()
    return draft


def keep_draft_photos(
    *, token: uuid.UUID, photos: PhotoPlan, user: "Person", now: dt.datetime
) -> None:
    """Keep the photographs of a draft with it; of those without an account, so many in all."""
    with keeping(FOLDER) as keep, transaction.atomic():
        draft = _locked(token, user, now)
        if draft.posting_id is not None or not may_take_up(user, draft):
            raise PostingMoveRefused(_("Cette annonce est déjà envoyée."))
        unknown = PostingPhoto.objects.filter(draft__isnull=False, draft__user=None)
        if draft.user_id is None and unknown.count() + len(photos.added) > MOST_WITHOUT_ACCOUNT:
            raise PostingMoveRefused(
                _(
                    "Trop de brouillons gardent des photos en ce moment : choisissez les vôtres au "
                    "moment d’envoyer, ou connectez-vous."
                )
            )
        put_photos(owner=draft, plan=photos, keep=keep, now=now)


def deposit_once(
    *,
    token: uuid.UUID,
    posting: Posting,
    contact: PostingContact,
    new_organisation: NewOrganisation | None,
    user: "Person",
    now: dt.datetime,
    photos: PhotoPlan = NOTHING,
) -> Posting:
    """Save and submit what is posted; the same form sent twice makes one posting."""
    with keeping(FOLDER) as keep, transaction.atomic():
        draft = _locked(token, user, now)
        if draft.posting is not None:
            sent: Posting = draft.posting
            return sent
        made = deposit_posting(
            posting=posting, contact=contact, new_organisation=new_organisation, user=user, now=now
        )
        if may_take_up(user, draft):
            draft.photos.update(posting=made, draft=None)
        put_photos(owner=made, plan=photos, keep=keep, now=now)
        _claim(new_organisation, contact, user, now)
        draft.posting, draft.content, draft.updated_at = made, {}, now
        draft.save()
        return made


def _claim(
    new: NewOrganisation | None, contact: PostingContact, user: "Person", now: dt.datetime
) -> None:
    """Ask for whoever posts with an account to act for the organisation that they name."""
    if new is None or not new.siret or not user.is_authenticated:
        return
    with suppress(MembershipRefused):  # a member already, or enough is waiting
        claim(siret=new.siret, email=contact.email, user=user, now=now)


def _locked(token: uuid.UUID, user: "Person", now: dt.datetime) -> PostingDraft:
    """Return the draft of a token, made if it is new, locked until the end."""
    owner = user.pk if user.is_authenticated else None
    moments = {"created_at": now, "updated_at": now, "user_id": owner}
    PostingDraft.objects.get_or_create(token=token, defaults=moments)
    rows = PostingDraft.objects.select_for_update(of=("self",)).select_related("posting")
    return rows.get(token=token)


def forget_draft(*, token: uuid.UUID, user: "Person") -> None:
    """Forget a draft that its author starts again."""
    for draft in PostingDraft.objects.filter(token=token, posting=None):
        if may_take_up(user, draft):
            draft.delete()


def forget_drafts(*, now: dt.datetime) -> int:
    """Forget what nobody touched for a month, sent or not; return how many drafts."""
    since = now - dt.timedelta(days=KEPT_DAYS)
    old = PostingDraft.objects.filter(updated_at__lt=since)
    count = old.count()
    old.delete()
    return count
