"""The photographs of drafts: for who writes them alone."""

import uuid
from typing import TYPE_CHECKING

from cooperation.models import PostingPhoto
from cooperation.permissions import may_take_up

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Person = User | AnonymousUser


def draft_photos(*, token: uuid.UUID | None, user: "Person") -> list[PostingPhoto]:
    """Return the photographs of a draft, for who may take it up."""
    if token is None:
        return []
    rows = PostingPhoto.objects.filter(draft__token=token).select_related("draft")
    return [row for row in rows if row.draft is not None and may_take_up(user, row.draft)]


def draft_photo(*, photo_id: int, token: uuid.UUID | None, user: "Person") -> PostingPhoto | None:
    """Return a photograph of a draft: its author's, or that of the browser that keeps it."""
    row = PostingPhoto.objects.select_related("draft").filter(pk=photo_id).first()
    if row is None or row.draft is None:
        return None
    known = row.draft.token == token if row.draft.user_id is None else True
    return row if known and may_take_up(user, row.draft) else None
