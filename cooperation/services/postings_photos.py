"""Photographs of postings: kept where no address reaches, gone with what they show."""

import datetime as dt
import io
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from PIL import Image

from cooperation.models import Posting, PostingPhoto
from cooperation.permissions import may_add_photos, may_keep_posting
from cooperation.services.postings import PostingMoveRefused
from pacte.permissions import is_curator
from pacte.uploads import CleanFile, forget, keep

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 4
FOLDER = "annonces"


@transaction.atomic
def add_photos(
    *, posting_id: int, files: Sequence[CleanFile], alt: str, user: "User", now: dt.datetime
) -> list[PostingPhoto]:
    """Add photographs to a posting that is not published yet, or of a trusted organisation."""
    rows = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    posting = rows.filter(pk=posting_id).first()
    if posting is None or not may_add_photos(user, posting):
        raise PermissionDenied
    return put_photos(posting=posting, files=files, alt=alt, now=now)


def put_photos(
    *, posting: Posting, files: Sequence[CleanFile], alt: str, now: dt.datetime
) -> list[PostingPhoto]:
    """Write photographs after those that are there; four in all, not one more."""
    photos = PostingPhoto.objects.filter(posting=posting)
    if photos.count() + len(files) > MOST:
        raise PostingMoveRefused(_("Quatre photos au plus par annonce : enlevez-en une."))
    last = photos.aggregate(last=Max("position"))["last"] or 0
    return [
        _put(posting, file, alt, last + number, now) for number, file in enumerate(files, start=1)
    ]


def _put(posting: Posting, file: CleanFile, alt: str, position: int, now: dt.datetime) -> Any:
    with Image.open(io.BytesIO(file.content)) as image:
        width, height = image.size
    return PostingPhoto.objects.create(
        posting=posting,
        file=keep(file, folder=FOLDER),
        alt=alt.strip(),
        width=width,
        height=height,
        position=position,
        created_at=now,
    )


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
