"""The life of a posting: one table, read by the service, the tests and the documentation."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from cooperation.enums import PostingStatus as S


class Mover(StrEnum):
    """Who may make a move."""

    AUTHOR = "author"
    TRUSTED = "trusted"
    """An author whose organisation the staff trust: what it writes needs no reading."""
    CURATOR = "curator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Move:
    """A move from one state to another: who may make it, if a word is required, who is told."""

    source: S
    target: S
    movers: frozenset[Mover]
    note_required: bool = False
    tells_author: bool = False


def _move(source: S, target: S, *movers: Mover, note: bool = False, tells: bool = False) -> Move:
    return Move(source, target, frozenset(movers), note, tells)


MOVES: tuple[Move, ...] = (
    _move(S.DRAFT, S.SUBMITTED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.DRAFT, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.SUBMITTED, S.PUBLISHED, Mover.CURATOR, Mover.TRUSTED, tells=True),
    _move(S.SUBMITTED, S.CHANGES_ASKED, Mover.CURATOR, note=True, tells=True),
    _move(S.SUBMITTED, S.REFUSED, Mover.CURATOR, note=True, tells=True),
    _move(S.SUBMITTED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.CHANGES_ASKED, S.SUBMITTED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.CHANGES_ASKED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.IN_DISCUSSION, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.PUBLISHED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.PAUSED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.EXPIRED, Mover.SYSTEM, Mover.CURATOR, tells=True),
    _move(S.PUBLISHED, S.EXPIRED, Mover.SYSTEM, Mover.CURATOR, tells=True),
    _move(S.IN_DISCUSSION, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.IN_DISCUSSION, S.AGREED, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.IN_DISCUSSION, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.IN_DISCUSSION, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.AGREED, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.AGREED, S.IN_DISCUSSION, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.WITHDRAWN, S.DRAFT, Mover.AUTHOR, Mover.CURATOR),
    _move(S.EXPIRED, S.DRAFT, Mover.AUTHOR, Mover.CURATOR),
    _move(S.EXPIRED, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.EXPIRED, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.EXPIRED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
)

PUBLIC_STATES = frozenset({S.PUBLISHED, S.IN_DISCUSSION})
"""States in which a posting is shown and matched."""

READ_STATES = frozenset({S.PUBLISHED, S.IN_DISCUSSION, S.PAUSED})
"""States of what the staff have read and published: a change to it is an amendment."""

CLOSED_STATES = frozenset({S.FULFILLED, S.WITHDRAWN, S.REFUSED})
"""States in which nothing more is awaited."""

LIVES_DAYS = 183
"""Longest that a posting stays published before its author says that it still holds."""
REMINDED_DAYS = 7
"""How long before its last day the author is reminded."""
RENEWED_DAYS = 365
"""How long after it was read an unchanged posting may be published again as it is."""


def last_day(today: dt.date, ends_on: dt.date | None) -> dt.date:
    """Return the last day of what is published today: its own end, six months at most.

    Parameters
    ----------
    today : date
        Day of publication or of renewal.
    ends_on : date or None
        Last day that the author gave.
    """
    longest = today + dt.timedelta(days=LIVES_DAYS)
    return longest if ends_on is None else min(longest, ends_on)


def starts_anew(move: Move) -> bool:
    """Say whether a move counts the six months of a posting again: read, renewed."""
    return move.target == S.PUBLISHED and move.source in {S.SUBMITTED, S.PUBLISHED, S.EXPIRED}


def is_renewal(move: Move) -> bool:
    """Say whether a move publishes again what was read before, unchanged."""
    return starts_anew(move) and move.source != S.SUBMITTED


def find_move(source: str, target: str) -> Move | None:
    """Return the move between two states, or nothing when there is none."""
    return next((m for m in MOVES if m.source == source and m.target == target), None)


def moves_from(source: str) -> tuple[Move, ...]:
    """Return the moves that leave a state."""
    return tuple(move for move in MOVES if move.source == source)
