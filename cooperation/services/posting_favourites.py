"""Keep a posting at hand, or no longer; twice is once."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from cooperation.models import Posting, PostingFavourite
from cooperation.permissions import may_see_posting

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 200
"""Favourites of one person."""


def keep(*, posting: Posting, user: "User", now: dt.datetime) -> bool:
    """Keep a posting at hand. False when there are too many already."""
    if not may_see_posting(user, posting):
        raise PermissionDenied
    rows = PostingFavourite.objects.filter(user=user)
    if not rows.filter(posting=posting).exists() and rows.count() >= MOST:
        return False
    PostingFavourite.objects.get_or_create(user=user, posting=posting, defaults={"created_at": now})
    return True


def drop(*, posting: Posting, user: "User") -> None:
    """Put a posting back among the others."""
    PostingFavourite.objects.filter(user=user, posting=posting).delete()
