"""The staff put a suggestion forward or set it aside, with a word why; what was said stays."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cooperation.enums import Mark, MarkMove
from cooperation.models import CuratorMark, CuratorMarkMove, Suggestion
from cooperation.permissions import may_curate_suggestions

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def mark(
    *, suggestion: Suggestion, mark: Mark, word: str, user: "User", now: dt.datetime
) -> CuratorMark:
    """Say what the staff think of a suggestion: the last word counts, all of them are kept.

    The same mark with the same word, as a double click gives it, is not said twice.
    """
    if not may_curate_suggestions(user):
        raise PermissionDenied
    said = {"mark": mark, "word": word, "author": user, "made_at": now}
    rows = CuratorMark.objects.select_for_update()
    row, is_new = rows.get_or_create(key=suggestion.key, defaults=said)
    if is_new or (row.mark, row.word) != (mark, word):
        row.mark, row.word, row.author, row.made_at = mark, word, user, now
        row.save()
        CuratorMarkMove.objects.create(key=row.key, **said)
    return row


@transaction.atomic
def unmark(*, mark_id: int, user: "User", now: dt.datetime) -> bool:
    """Take a mark back; say whether there was one."""
    if not may_curate_suggestions(user):
        raise PermissionDenied
    row = CuratorMark.objects.select_for_update().filter(pk=mark_id).first()
    if row is None:
        return False
    row.delete()
    withdrawn = {"mark": MarkMove.WITHDRAWN, "author": user, "made_at": now}
    CuratorMarkMove.objects.create(key=row.key, **withdrawn)
    return True
