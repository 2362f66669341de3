"""What a posting would match while it is being written, from the matcher in memory.

The process that follows changes has one up to date. Another keeps its own, at most a minute old:
what is shown while typing is an idea, and the suggestions of the posting are computed once it is
published.
"""

import datetime as dt
import time
from dataclasses import dataclass, replace

from django.utils import timezone

from cooperation.matching.live import GUEST, ask
from cooperation.matching.points import Suggestion
from cooperation.matching.types import Actor, Posting
from cooperation.models import EngineState
from cooperation.services.suggestions import live
from cooperation.services.suggestions.refreshing import table_now
from cooperation.services.suggestions.statements import Locked

PATIENCE = 20.0
"""Seconds that a question waits for its turn, by who accepts to wait."""
HURRY = 0.2
"""Seconds that another waits: what is typed is answered at once, matches may follow."""
FRESH = 60.0
"""Seconds during which a matcher that missed changes still answers questions."""
MOST = 3
"""Answers of each sort: declared by both, probable on the other side."""


@dataclass(slots=True)
class _Kept:
    """The matcher that this process keeps for questions alone."""

    live: "live.Live | None" = None
    built_at: float = 0.0


KEPT = _Kept()


def ask_matches(
    *, posting: Posting, guest: Actor | None, now: dt.datetime, patient: bool
) -> tuple[Suggestion, ...] | None:
    """Return the best matches of an unsaved posting.

    Nothing when the matcher is too busy, or must be built first and nobody is ``patient``.
    """
    if not live.LOCK.acquire(timeout=PATIENCE if patient else HURRY):
        return None
    try:
        known = _ready(timezone.localdate(now), patient=patient)
        if known is None:
            return None
        if posting.actor_id in known.matcher.context.actors:
            return ask(known.matcher, posting, count=MOST)
        unknown = replace(posting, actor_id=GUEST)
        return ask(known.matcher, unknown, guest=guest, count=MOST)
    finally:
        live.LOCK.release()


def _ready(today: dt.date, *, patient: bool) -> "live.Live | None":
    """Return a matcher that is up to date, or nearly; built when there is none."""
    row = EngineState.objects.filter(pk=1).values_list("token", "serial").first()
    place = Locked(*row) if row else live.place_of(EngineState())
    if (known := live.held(place, today)) is not None:
        KEPT.live = None
        return known
    kept = KEPT.live
    if kept is not None and kept.today == today and _is_fresh(kept, place):
        return kept
    if not patient:
        return None
    KEPT.live, KEPT.built_at = live.make(place, today, table_now()), time.monotonic()
    return KEPT.live


def _is_fresh(kept: "live.Live", place: Locked) -> bool:
    is_same = (kept.token, kept.serial) == place
    return is_same or time.monotonic() - KEPT.built_at < FRESH


def forget() -> None:
    """Drop the matcher kept for questions."""
    KEPT.live = None
