"""Keep the suggestions in step with what changes, one change after the other, none forgotten.

Changes wait in :class:`EngineEvent` rows, written with the change itself. Following them is
idempotent: the row of :class:`EngineState` is locked, so that two workers never do the same twice,
and what fails half way is undone and waits for the next call.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from cooperation.services.suggestions.refreshing import RefreshReport, refresh_all
from cooperation.services.suggestions.state import lock_state, waiting


@dataclass(frozen=True, slots=True)
class FollowReport:
    """What was followed: how many changes, and what they did to the rows."""

    events: int
    refresh: RefreshReport | None = None


@transaction.atomic
def follow(*, now: dt.datetime) -> FollowReport:
    """Bring the suggestions up to date with every change that waits."""
    lock_state()
    events = waiting()
    if not events:
        return FollowReport(0)
    return FollowReport(len(events), refresh_all(now=now))
