"""Photographs of postings: kept where no address reaches, gone with what they show."""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image

from cooperation.models import Posting, PostingAmendment, PostingDraft, PostingPhoto
from cooperation.permissions import may_add_photos, may_keep_posting
from cooperation.services.postings import PostingMoveRefused, edit_posting
from pacte.permissions import is_curator
from pacte.uploads import CleanFile, forget, keeping

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 4
FOLDER = "annonces"
Keep = Callable[[CleanFile], str]


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photograph that is sent, and what it shows."""

    file: CleanFile
    alt: str


@dataclass(frozen=True, slots=True)
class PhotoPlan:
    """What becomes of the photographs: those kept in their order, each with its words; the rest.

    One that is neither kept nor removed was not seen by who wrote this: it stays, after them.
    """

    kept: tuple[tuple[int, str], ...] = ()
    removed: frozenset[int] = frozenset()
    added: tuple[NewPhoto, ...] = ()

    def arranged(self, rows: Iterable[PostingPhoto]) -> list[tuple[PostingPhoto, str]]:
        """Return the rows that stay, in their order, each with its words."""
        stay = {row.pk: row for row in rows if row.pk not in self.removed}
        words = {pk: alt for pk, alt in self.kept if pk in stay}
        order = [*words, *(pk for pk in stay if pk not in words)]
        return [(stay[pk], words.get(pk, stay[pk].alt)) for pk in order]


NOTHING = PhotoPlan()


def check_count(count: int) -> None:
    """Refuse more photographs than a posting may show."""
    if count > MOST:
        raise PostingMoveRefused(_("Quatre photos au plus par annonce : enlevez-en une."))


def add_photos(
    *, posting_id: int, photos: Sequence[NewPhoto], user: "User", now: dt.datetime
) -> None:
    """Add photographs to a posting that is not published yet, or of a trusted organisation."""
    with keeping(FOLDER) as keep, transaction.atomic():
        rows = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
        posting = rows.filter(pk=posting_id).first()
        if posting is None or not may_add_photos(user, posting):
            raise PermissionDenied
        put_photos(owner=posting, plan=PhotoPlan(added=tuple(photos)), keep=keep, now=now)


def edit_with_photos(
    *, posting: Posting, photos: PhotoPlan, user: "User", now: dt.datetime
) -> Posting:
    """Save what a posting that is not read yet says, and what it shows, together."""
    with keeping(FOLDER) as keep, transaction.atomic():
        edited = edit_posting(posting=posting, user=user, now=now)
        if photos.added and not may_add_photos(user, edited):
            raise PermissionDenied
        put_photos(owner=edited, plan=photos, keep=keep, now=now)
        return edited


def put_photos(
    *, owner: Posting | PostingDraft, plan: PhotoPlan, keep: Keep, now: dt.datetime
) -> None:
    """Give a posting or a draft the photographs of a plan: four in all, not one more."""
    rows = list(owner.photos.all().order_by("position", "pk"))
    stay = plan.arranged(rows)
    check_count(len(stay) + len(plan.added))
    owner.photos.filter(pk__in=plan.removed).delete()
    for position, (row, alt) in enumerate(stay, start=1):
        if (row.position, row.alt) != (position, alt):
            owner.photos.filter(pk=row.pk).update(position=position, alt=alt)
    for position, photo in enumerate(plan.added, start=len(stay) + 1):
        store_photo(owner=owner, photo=photo, position=position, keep=keep, now=now)


def store_photo(
    *,
    owner: Posting | PostingDraft | PostingAmendment,
    photo: NewPhoto,
    position: int,
    keep: Keep,
    now: dt.datetime,
) -> PostingPhoto:
    """Keep the file of a photograph and write its row."""
    with Image.open(io.BytesIO(photo.file.content)) as image:
        width, height = image.size
    made: PostingPhoto = owner.photos.create(
        file=keep(photo.file),
        name=photo.file.name,
        alt=photo.alt.strip(),
        width=width,
        height=height,
        position=position,
        created_at=now,
    )
    return made


@transaction.atomic
def remove_photo(*, posting_id: int, photo_id: int, user: "User") -> bool:
    """Take a photograph away, at any time; say whether it was still there."""
    posting = Posting.objects.select_related("organisation").filter(pk=posting_id).first()
    if posting is None or not (may_keep_posting(user, posting) or is_curator(user)):
        raise PermissionDenied
    photo = PostingPhoto.objects.filter(pk=photo_id, posting=posting).first()
    if photo is None:
        return False
    photo.delete()
    return True


def forget_file(*, instance: PostingPhoto, **kwargs: object) -> None:
    """Delete the file of a photograph that is gone, once that is certain."""
    transaction.on_commit(partial(forget, instance.file))
