"""Close a call with what came of it, or stop it with a word: the first one ends it."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import CallStatus
from cooperation.models import Call
from cooperation.permissions import may_follow_call, may_stop_calls
from cooperation.services.calls.refusals import CallRefused
from cooperation.services.calls.telling import tell_closed, tell_stopped

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def close(*, call: Call, note: str, user: "User", now: dt.datetime) -> bool:
    """Close a call with a summary; say whether this did it."""
    if not may_follow_call(user, call):
        raise PermissionDenied
    ended = _end(call, CallStatus.CLOSED, note, now)
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
    ended = _end(call, CallStatus.STOPPED, word, now)
    if ended is not None:
        tell_stopped(ended, now)
    return ended is not None


def _end(call: Call, status: CallStatus, note: str, now: dt.datetime) -> Call | None:
    """End a call that is open: nothing if somebody ended it first."""
    rows = Call.objects.filter(pk=call.pk, status=CallStatus.OPEN)
    if not rows.update(status=status, closing_note=note, closed_at=now):
        return None
    return Call.objects.select_related("organisation").get(pk=call.pk)
