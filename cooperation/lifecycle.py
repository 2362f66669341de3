"""The life of a posting: one table, read by the service, the tests and the documentation."""

from dataclasses import dataclass
from enum import StrEnum

from cooperation.enums import PostingStatus as S


class Mover(StrEnum):
    """Who may make a move."""

    AUTHOR = "author"
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
    _move(S.SUBMITTED, S.PUBLISHED, Mover.CURATOR, tells=True),
    _move(S.SUBMITTED, S.CHANGES_ASKED, Mover.CURATOR, note=True, tells=True),
    _move(S.SUBMITTED, S.REFUSED, Mover.CURATOR, note=True, tells=True),
    _move(S.SUBMITTED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.CHANGES_ASKED, S.SUBMITTED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.CHANGES_ASKED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.IN_DISCUSSION, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.PUBLISHED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PUBLISHED, S.PAUSED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.PAUSED, S.EXPIRED, Mover.SYSTEM, Mover.CURATOR, tells=True),
    _move(S.PUBLISHED, S.EXPIRED, Mover.SYSTEM, Mover.CURATOR, tells=True),
    _move(S.IN_DISCUSSION, S.PUBLISHED, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.IN_DISCUSSION, S.AGREED, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.IN_DISCUSSION, S.WITHDRAWN, Mover.AUTHOR, Mover.CURATOR),
    _move(S.AGREED, S.FULFILLED, Mover.AUTHOR, Mover.CURATOR),
    _move(S.AGREED, S.IN_DISCUSSION, Mover.AUTHOR, Mover.CURATOR, Mover.SYSTEM),
    _move(S.WITHDRAWN, S.DRAFT, Mover.AUTHOR, Mover.CURATOR),
    _move(S.EXPIRED, S.DRAFT, Mover.AUTHOR, Mover.CURATOR),
)

PUBLIC_STATES = frozenset({S.PUBLISHED, S.IN_DISCUSSION})
"""States in which a posting is shown and matched."""


def find_move(source: str, target: str) -> Move | None:
    """Return the move between two states, or nothing when there is none."""
    return next((m for m in MOVES if m.source == source and m.target == target), None)


def moves_from(source: str) -> tuple[Move, ...]:
    """Return the moves that leave a state."""
    return tuple(move for move in MOVES if move.source == source)
