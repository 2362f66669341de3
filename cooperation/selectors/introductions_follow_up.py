"""The question asked to a side, some weeks after."""

import uuid

from cooperation.models import FollowUp


def find_follow_up(token: uuid.UUID) -> FollowUp | None:
    """Return what is asked at an address."""
    rows = FollowUp.objects.select_related("introduction__posting", "organisation")
    found: FollowUp | None = rows.filter(token=token).first()
    return found


def others_of(row: FollowUp) -> list[str]:
    """Return the names of the other organisations."""
    parties = row.introduction.parties.filter(refused_at=None)
    others = parties.exclude(organisation=row.organisation).order_by("pk")
    return list(others.values_list("organisation__name", flat=True))
