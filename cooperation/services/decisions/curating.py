"""The staff put a suggestion forward or set it aside, with a word why."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cooperation.enums import Mark
from cooperation.models import CuratorMark, Suggestion
from cooperation.permissions import may_curate_suggestions

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def mark(
    *, suggestion: Suggestion, mark: Mark, word: str, user: "User", now: dt.datetime
) -> CuratorMark:
    """Say what the staff think of a suggestion: the last word counts."""
    if not may_curate_suggestions(user):
        raise PermissionDenied
    row, _is_new = CuratorMark.objects.update_or_create(
        key=suggestion.key,
        defaults={"mark": mark, "word": word, "author": user, "made_at": now},
    )
    return row


def unmark(*, mark_id: int, user: "User") -> bool:
    """Take a mark back; say whether there was one."""
    if not may_curate_suggestions(user):
        raise PermissionDenied
    deleted, _by_model = CuratorMark.objects.filter(pk=mark_id).delete()
    return bool(deleted)
