"""Cooperations that the staff enter, correct or delete: the indicators follow, in the same transaction."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from cooperation.models import Agreement, Cooperation
from cooperation.services.effects import (
    count_cooperation,
    staff_source,
    uncount_cooperation,
    undone_source,
)
from cooperation.services.introductions.postings import follow_quantities
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COUNTED = frozenset({"action", "resource", "quantity", "unit", "period", "is_fictitious"})
"""What changes what a cooperation counts for; the rest of it moves no figure."""
TAKEN = frozenset({"giver", "receiver", "resource", "quantity", "unit", "period"})
"""What changes what is left of the postings that it came from."""


@transaction.atomic
def follow_edit(
    *, cooperation: Cooperation, user: "User", changed: Collection[str], now: dt.datetime
) -> None:
    """Count a cooperation that the staff have just entered, or what they corrected of it."""
    if not is_curator(user):
        raise PermissionDenied
    if "action" in changed and cooperation.agreement_id is not None:
        declared = Agreement.objects.filter(pk=cooperation.agreement_id)
        declared.update(action=cooperation.action)
    if COUNTED & set(changed):
        count_cooperation(cooperation=cooperation, source=staff_source(), now=now, user=user)
    if TAKEN & set(changed):
        _follow_postings([cooperation], now)


@transaction.atomic
def delete_cooperations(*, pks: Iterable[int], user: "User", now: dt.datetime) -> int:
    """Delete cooperations, once the indicators that they moved have been moved back.

    What they took of their postings is left again.
    """
    if not is_curator(user):
        raise PermissionDenied
    rows = list(Cooperation.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk"))
    for row in rows:
        uncount_cooperation(cooperation=row, source=undone_source(), now=now, user=user)
        log(instance=row, action="wagtail.delete", user=user, deleted=True)
        row.delete()
    _follow_postings(rows, now)
    return len(rows)


def _follow_postings(rows: Iterable[Cooperation], now: dt.datetime) -> None:
    numbers = [row.introduction_id for row in rows if row.introduction_id is not None]
    follow_quantities(introduction_ids=numbers, now=now)
