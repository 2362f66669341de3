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
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cooperation import snapshot
from cooperation.services.suggestions import live, statements
from cooperation.services.suggestions.computing import DERIVED, MATCHED, derived
from cooperation.services.suggestions.moving import moves_of
from cooperation.services.suggestions.refreshing import (
    RefreshReport,
    refresh_all,
    table_now,
    write,
)
from cooperation.services.suggestions.state import lock_state, next_serial, settle, waiting


@dataclass(frozen=True, slots=True)
class FollowReport:
    """What was followed: how many changes, and what they did to the rows."""

    events: int
    refresh: RefreshReport | None = None


def follow(*, now: dt.datetime) -> FollowReport:
    """Bring the suggestions up to date with every change that waits."""
    if not match(now=now):
        return _follow_all(now)
    live.tidy()
    return derive(now=now)


def _follow_all(now: dt.datetime) -> FollowReport:
    with transaction.atomic():
        lock_state()
        count = len(waiting())
        return FollowReport(count, refresh_all(now=now) if count else None)


def match(*, now: dt.datetime) -> bool:
    """Follow the postings pair by pair; say whether that is enough, and this process could.

    A change of the network asks for a full run instead.
    """
    with live.LOCK, transaction.atomic():
        return _match(now)


def _match(now: dt.datetime) -> bool:
    state, changes = _claimed()
    known = live.held(state, timezone.localdate(now))
    if changes and known is None:  # another process has moved the rows, while this one waited
        changes = statements.unmatched()
    if not changes:
        return True
    moved = [change.posting_id for change in changes if change.posting_id is not None]
    if len(moved) < len(changes):
        return False
    if known is None:
        known, moved = _built(state, now), []
    if known is None:
        return False
    serial = next_serial(state.serial)
    _move(known, moved, now, seen=[change.pk for change in changes], serial=serial)
    known.settle(serial)
    return True


def _claimed() -> tuple[statements.Locked, list[statements.Change]]:
    """Lock the state of the engine, made if it is not there, and read what waits."""
    return statements.claim() or (live.place_of(lock_state()), statements.unmatched())


def _built(state: statements.Locked, now: dt.datetime) -> live.Live | None:
    """Build the matcher of this process, and write what it keeps, when it can hold the network."""
    table = table_now()
    known = live.build(state, timezone.localdate(now), table)
    if known is not None:
        write(known.matcher.kept(), now=now, version=table.version, kinds=MATCHED)
    return known


def _move(
    known: live.Live,
    posting_ids: Iterable[int],
    now: dt.datetime,
    *,
    seen: Collection[int],
    serial: int,
) -> None:
    """Write what the changes move; whatever goes wrong, nothing stale is kept in memory."""
    numbers = list(dict.fromkeys(posting_ids))
    fresh = frozenset(pk for pk in numbers if pk not in known.matcher.postings)
    try:
        shifts = [
            shift
            for pk in numbers
            for shift in known.follow(pk, snapshot.posting(pk, known.network))
        ]
        moves = moves_of(shifts, known.matcher, now=now, fresh=fresh)
        statements.write(moves, seen=seen, serial=serial)
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
    known = live.held(live.place_of(state), today)
    as_is = known is not None and known.version == table.version
    network = known.declared() if known and as_is else snapshot.load(today=today)
    found = derived(network, today=today, table=table)
    report = write(found, now=now, version=table.version, kinds=DERIVED)
    settle(state, [event.pk for event in events], version=table.version)
    if known is not None:
        known.settle(state.serial)
    return FollowReport(len(events), report)
