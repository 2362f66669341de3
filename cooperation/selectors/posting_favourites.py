"""The postings that a person keeps at hand."""

from typing import TYPE_CHECKING

from cooperation.models import Posting, PostingFavourite
from cooperation.selectors.postings import visible_postings

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def favourites_of(user: "User") -> list[Posting]:
    """Return the favourites of a person that they may still see, the latest first."""
    kept = PostingFavourite.objects.filter(user=user).order_by("-created_at", "-pk")
    order = {pk: rank for rank, pk in enumerate(kept.values_list("posting_id", flat=True))}
    rows = visible_postings(user).filter(pk__in=order).with_card()
    return sorted(rows, key=lambda row: order[row.pk])


def is_kept(user: "User", posting: Posting) -> bool:
    """Say whether a person keeps a posting at hand."""
    return PostingFavourite.objects.filter(user=user, posting=posting).exists()
