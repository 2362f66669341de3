"""Keep the suggestions in step with what changes, one change after the other, none forgotten.

Changes wait in :class:`EngineEvent` rows, written with the change itself. A change of posting is
followed in two steps, each a transaction of its own:

1. *match*: its direct and probable suggestions, and what they move in the lists of the others, by
   the matcher that this process keeps in memory: visible at once;
2. *derive*: chains, loops, leads and the rest, computed whole, what differs written.

Any other change asks for a full run. Following is idempotent: the state of the engine is locked,
so that two workers never do the same twice, and what fails half way waits for the next call.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cooperation import snapshot
from cooperation.models import EngineEvent
from cooperation.services.suggestions import live
from cooperation.services.suggestions.computing import DERIVED, MATCHED, derived
from cooperation.services.suggestions.moving import write_deltas
from cooperation.services.suggestions.refreshing import (
    RefreshReport,
    refresh_all,
    table_now,
    write,
)
from cooperation.services.suggestions.state import lock_state, settle, waiting


@dataclass(frozen=True, slots=True)
class FollowReport:
    """What was followed: how many changes, and what they did to the rows."""

    events: int
    refresh: RefreshReport | None = None


def follow(*, now: dt.datetime) -> FollowReport:
    """Bring the suggestions up to date with every change that waits."""
    if not _only_postings():
        return _follow_all(now)
    if not match(now=now):
        return _follow_all(now)
    return derive(now=now)


def _only_postings() -> bool:
    return not EngineEvent.objects.filter(posting_id=None).exists()


def _follow_all(now: dt.datetime) -> FollowReport:
    with transaction.atomic():
        lock_state()
        count = len(waiting())
        return FollowReport(count, refresh_all(now=now) if count else None)


def match(*, now: dt.datetime) -> bool:
    """Follow the postings pair by pair; say whether this process could."""
    with live.LOCK, transaction.atomic():
        return _match(now)


def _match(now: dt.datetime) -> bool:
    state = lock_state()
    events = [event for event in waiting() if not event.is_matched]
    if not events:
        return True
    table, today = table_now(), timezone.localdate(now)
    known = live.held(state, today, table.version)
    if known is None:
        known = live.build(state, today, table)
        if known is None:
            return False
        write(known.matcher.kept(), now=now, version=table.version, kinds=MATCHED)
    else:
        _move(known, [event.posting_id for event in events], now)
    EngineEvent.objects.filter(pk__in=[event.pk for event in events]).update(is_matched=True)
    state.serial += 1
    state.save(update_fields=["serial"])
    known.settle(state.serial)
    return True


def _move(known: live.Live, posting_ids: Iterable[int | None], now: dt.datetime) -> None:
    """Write what the changes move; whatever goes wrong, nothing stale is kept in memory."""
    try:
        deltas = [
            delta
            for posting_id in dict.fromkeys(posting_ids)
            if posting_id is not None
            for delta in known.follow(posting_id, snapshot.posting(posting_id, known.network))
        ]
        write_deltas(deltas, now=now)
    except BaseException:
        live.forget()
        raise


@transaction.atomic
def derive(*, now: dt.datetime) -> FollowReport:
    """Compute the kinds that look further than a pair, and forget the changes followed."""
    state = lock_state()
    events = [event for event in waiting() if event.is_matched]
    if not events:
        return FollowReport(0)
    table, today = table_now(), timezone.localdate(now)
    known = live.held(state, today, table.version)
    network = known.declared() if known else snapshot.load(today=today)
    found = derived(network, today=today, table=table)
    report = write(found, now=now, version=table.version, kinds=DERIVED)
    settle(state, [event.pk for event in events], version=table.version)
    if known is not None:
        known.settle(state.serial)
    return FollowReport(len(events), report)
