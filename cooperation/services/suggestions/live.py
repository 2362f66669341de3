"""The matcher that a process keeps in memory, and what a change of posting moves in it.

It holds the columns of the whole network. It is worth something only while the rows say the same:
the state of the engine has a token and a serial number, and a matcher that has missed a change is
built again.
"""

import datetime as dt
import gc
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction

from cooperation import snapshot
from cooperation.matching import points, prospects
from cooperation.matching.columns import TooManyError
from cooperation.matching.live import Matcher, Shift
from cooperation.matching.live.pools import RECENT
from cooperation.matching.types import Capability, Network, Posting
from cooperation.models import EngineState
from cooperation.services.suggestions.computing import TOP
from cooperation.services.suggestions.statements import Locked

STALE = -1
"""Serial number of what the rows never say."""

FULL = RECENT // 2
"""Recent postings from which it is time to sort everything again, at leisure."""

LARGE = 20_000
"""Postings from which the collector no longer goes through the network."""

ROUND = 50_000
"""Objects made between two rounds of the collector, then."""

LOCK = threading.Lock()
"""One thread of a process moves its matcher at a time."""


@dataclass(slots=True)
class Live:
    """A matcher, and what it stands for."""

    token: uuid.UUID
    serial: int
    today: dt.date
    version: str
    network: Network
    matcher: Matcher
    last_id: int
    skills: dict[int, list[Capability]]

    def stands_for(self, state: Locked, today: dt.date) -> bool:
        """Say whether it is what the rows say.

        A change of the points or of the knowledge asks for a full run, which moves the serial.
        """
        return (self.token, self.serial, self.today) == (state.token, state.serial, today)

    def settle(self, serial: int) -> None:
        """Stand for the rows once they are committed; for nothing if they never are."""
        self.serial = STALE
        transaction.on_commit(partial(setattr, self, "serial", serial))

    def follow(self, posting_id: int, posting: Posting | None) -> Iterator[Shift]:
        """Bring one posting up to date, and what its organisation probably offers and needs.

        What is probable depends on what is posted: it goes and comes back when that changed.
        """
        known = self.matcher.postings.get(posting_id)
        actor_ids = {row.actor_id for row in (known, posting) if row is not None}
        before = {pk: self._probable(pk) for pk in actor_ids}
        if posting is None or (known is not None and known.actor_id != posting.actor_id):
            yield self.matcher.shift(posting_id, None)
        if posting is not None:
            yield self.matcher.shift(posting_id, posting)
        for pk in sorted(actor_ids):
            yield from self._guess_again(pk, before[pk])

    def _probable(self, actor_id: int) -> list[Posting]:
        ids = self.matcher.of_actor.get(actor_id, set())
        return [self.matcher.postings[pk] for pk in sorted(ids, reverse=True) if pk < 0]

    def _guess_again(self, actor_id: int, before: list[Posting]) -> Iterator[Shift]:
        ids = self.matcher.of_actor.get(actor_id, set())
        declared = tuple(self.matcher.postings[pk] for pk in ids if pk > 0)
        actor = self.matcher.context.actors.get(actor_id)
        skills = self.skills.get(actor_id, ())
        known = self.network.knowledge
        after = prospects.of_actor(known, actor, declared, skills) if actor else ()
        if [_said(row) for row in before] == [_said(row) for row in after]:
            return
        for row in before:
            yield self.matcher.shift(row.id, None)
        for row in after:
            self.last_id -= 1
            yield self.matcher.shift(self.last_id, replace(row, id=self.last_id))

    def declared(self) -> Network:
        """Return the network as it stands now, with what was declared only."""
        rows = tuple(row for row in self.matcher.postings.values() if row.id > 0)
        return replace(self.network, postings=rows)


def _said(row: Posting) -> tuple[object, ...]:
    return row.direction, row.resource, row.likelihood, row.trade


class _Held:
    """What this process holds."""

    live: Live | None = None


def place_of(state: EngineState) -> Locked:
    """Tell where a locked state stands."""
    return Locked(state.token, state.serial)


def held(state: Locked, today: dt.date) -> Live | None:
    """Return the matcher of this process, when it stands for the rows."""
    live = _Held.live
    return live if live is not None and live.stands_for(state, today) else None


def tidy() -> None:
    """Sort everything again before the matcher must, while no change waits for it."""
    live = _Held.live
    if live is not None and max(pool.count for pool in live.matcher.store.pools) >= FULL:
        with LOCK:
            live.matcher.store.rebuild()


def build(state: Locked, today: dt.date, table: points.PointsTable) -> Live | None:
    """Build the matcher of this process; nothing when the network does not fit its columns."""
    _Held.live = made = make(state, today, table)
    return made


def make(state: Locked, today: dt.date, table: points.PointsTable) -> Live | None:
    """Build a matcher of the network as it stands, that nobody holds."""
    network = snapshot.load(today=today)
    whole = prospects.completed(network)
    try:
        matcher = Matcher(whole, today, table, count=TOP)
    except TooManyError:
        return None
    last_id = min((row.id for row in whole.postings), default=0)
    skills: dict[int, list[Capability]] = {}
    for row in network.capabilities:
        skills.setdefault(row.actor_id, []).append(row)
    _settle_down(len(whole.postings))
    return Live(
        state.token, state.serial, today, table.version, network, matcher, min(last_id, 0), skills
    )


def _settle_down(size: int) -> None:
    """Keep a large network out of the collector's rounds, and make them rarer.

    Going through it stops everything; what is explained at once is more than a round waits for.
    """
    if size >= LARGE:
        gc.collect()
        gc.freeze()
        gc.set_threshold(ROUND)


def forget() -> None:
    """Drop the matcher of this process: its memory, or after something went wrong."""
    _Held.live = None
