"""Close a call with what came of it, stop it with a word, or end it once its date has passed.

The first one ends it. A call whose date has passed waits for no answer, and its author may still
say what came of it.
"""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.enums import CallStatus
from cooperation.models import Call
from cooperation.permissions import may_follow_call, may_stop_calls
from cooperation.services.calls.refusals import CallRefused
from cooperation.services.calls.telling import tell_closed, tell_ended, tell_stopped

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLOSABLE = (CallStatus.OPEN, CallStatus.ENDED)
"""States of a call whose author may still say what came of it."""


@transaction.atomic
def close(*, call: Call, note: str, user: "User", now: dt.datetime) -> bool:
    """Close a call with a summary, its date passed or not; say whether this did it."""
    if not may_follow_call(user, call):
        raise PermissionDenied
    ended = _end(call, CallStatus.CLOSED, note, now, sources=CLOSABLE)
    if ended is not None:
        tell_closed(ended, now)
    return ended is not None


@transaction.atomic
def stop(*, call: Call, word: str, user: "User", now: dt.datetime) -> bool:
    """Stop a call, as the staff do with a word; say whether this did it."""
    if not may_stop_calls(user):
        raise PermissionDenied
    if not word.strip():
        raise CallRefused(_("Dites pourquoi : qui a appelé lira ce mot."))
    ended = _end(call, CallStatus.STOPPED, word, now, sources=(CallStatus.OPEN,))
    if ended is not None:
        tell_stopped(ended, now)
    return ended is not None


def end_past_calls(*, now: dt.datetime) -> int:
    """End the open calls whose date has passed, and ask their authors what came of them.

    Nobody else is told: who has not answered is left alone. No permission: the date decides.
    Running it again ends nothing more.
    """
    past = Call.objects.filter(status=CallStatus.OPEN, answer_by__lt=timezone.localdate(now))
    return sum(_end_past(pk, now) for pk in list(past.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _end_past(pk: int, now: dt.datetime) -> bool:
    ended = _end(Call(pk=pk), CallStatus.ENDED, "", now, sources=(CallStatus.OPEN,))
    if ended is not None:
        tell_ended(ended, now)
    return ended is not None


def _end(
    call: Call, status: CallStatus, note: str, now: dt.datetime, *, sources: Collection[CallStatus]
) -> Call | None:
    """End a call that is in one of these states: nothing if somebody ended it first."""
    rows = Call.objects.filter(pk=call.pk, status__in=sources)
    if not rows.update(status=status, closing_note=note, closed_at=now):
        return None
    return Call.objects.select_related("organisation").get(pk=call.pk)
