"""The photographs of a change that waits: apart from those in line until it is accepted."""

import datetime as dt
from typing import Any

from django.db.models import Q

from cooperation.models import Posting, PostingAmendment, PostingPhoto
from cooperation.services.postings_photos import Keep, PhotoPlan, check_count, store_photo

SHOWN, REMOVED = "photos", "photos_removed"
"""Where the content of a change lists its photographs in order, and those in line that go."""


def photos_of(posting: Posting) -> list[dict[str, Any]]:
    """Return the photographs in line, as the content of a change lists them."""
    return [{"photo": row.pk, "alt": row.alt} for row in posting.photos.all()]


def planned(
    posting: Posting, amendment: PostingAmendment | None, plan: PhotoPlan
) -> dict[str, Any]:
    """Return what the content of a change says of photographs, the new ones apart."""
    in_line = list(posting.photos.all())
    staged = list(amendment.photos.all()) if amendment is not None else []
    stay = plan.arranged([*in_line, *staged])
    check_count(len(stay) + len(plan.added))
    gone = sorted(row.pk for row in in_line if row.pk in plan.removed)
    return {SHOWN: [{"photo": row.pk, "alt": alt} for row, alt in stay], REMOVED: gone}


def is_changed(posting: Posting, said: dict[str, Any], plan: PhotoPlan) -> bool:
    """Say whether what is planned differs from what is in line."""
    return bool(plan.added) or said[SHOWN] != photos_of(posting)


def store_added(
    *,
    owner: Posting | PostingAmendment,
    said: dict[str, Any],
    plan: PhotoPlan,
    keep: Keep,
    now: dt.datetime,
) -> None:
    """Keep the new photographs of a change, and name them in what it says."""
    for position, photo in enumerate(plan.added, start=len(said[SHOWN]) + 1):
        row = store_photo(owner=owner, photo=photo, position=position, keep=keep, now=now)
        said[SHOWN].append({"photo": row.pk, "alt": row.alt})


def put_amended(*, posting: Posting, content: dict[str, Any]) -> None:
    """Show in line what a change says of photographs; what is gone since is left out.

    What was added in line after the change was sent stays, after the others.
    """
    if SHOWN not in content:
        return
    known = PostingPhoto.objects.filter(Q(posting=posting) | Q(amendment__posting=posting))
    rows = {row.pk: row for row in known}
    words = {item["photo"]: item["alt"] for item in content[SHOWN] if item["photo"] in rows}
    out = set(content.get(REMOVED, ())) - set(words)
    since = [pk for pk, row in rows.items() if row.posting_id and pk not in words and pk not in out]
    check_count(len(words) + len(since))
    PostingPhoto.objects.filter(posting=posting, pk__in=out).delete()
    for position, pk in enumerate([*words, *since], start=1):
        PostingPhoto.objects.filter(pk=pk).update(
            posting=posting, amendment=None, position=position, alt=words.get(pk, rows[pk].alt)
        )


def forget_staged(*, posting: Posting) -> None:
    """Erase the photographs of changes that will not be accepted."""
    PostingPhoto.objects.filter(amendment__posting=posting).delete()
