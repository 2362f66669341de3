"""First revisions of what is loaded in bulk, so that drafts and history start from it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wagtail.models import Revision


def add_first_revisions(objects: Sequence[Any], *, now: dt.datetime) -> None:
    """Give each published object its first revision, which is also the live one."""
    if not objects:
        return
    model = type(objects[0])
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=row.get_content_type(),
            base_content_type=row.get_base_content_type(),
            object_id=str(row.pk),
            object_str=str(row),
            created_at=now,
            content=row.serializable_data(),
        )
        for row in objects
    )
    fields = ["latest_revision"]
    for row, revision in zip(objects, revisions, strict=True):
        row.latest_revision = revision
        if hasattr(row, "live"):
            row.live_revision = revision if row.live else None
    if hasattr(objects[0], "live"):
        fields.append("live_revision")
    model._default_manager.bulk_update(objects, fields, batch_size=200)
