"""The life of an introduction: one table, read by the services, the tests and the documentation."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from cooperation.enums import IntroductionStatus as S
from cooperation.enums import SuggestionKind

REMIND_AFTER = dt.timedelta(days=10)
"""Without an answer for so long, those who have not answered are reminded, once."""
EXPIRE_AFTER = dt.timedelta(days=30)
"""Without a move for so long before all have accepted, an introduction expires."""
STALLED_AFTER = dt.timedelta(days=10)
"""Without a move for so long, the staff see an introduction as stalled."""
FOLLOW_UP_WEEKS = (2, 6)
"""Weeks after all have accepted at which each side is asked what came of it."""


class Actor(StrEnum):
    """Who makes a move."""

    ASKER = "asker"
    ANSWERER = "answerer"
    CURATOR = "curator"
    SYSTEM = "system"


class Act(StrEnum):
    """What is done to an introduction."""

    SEE = "see"
    INVITE = "invite"
    ACCEPT = "accept"
    REFUSE = "refuse"
    LEAVE = "leave"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"
    AGREE = "agree"
    UNDO = "undo"
    EXPIRE = "expire"


class Told(StrEnum):
    """Who is told of a move: nobody, the other parties, or every party."""

    NOBODY = "nobody"
    OTHERS = "others"
    EVERYONE = "everyone"


class Obstacle(StrEnum):
    """Why an act is refused."""

    NO_SUCH_MOVE = "no_such_move"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class Move:
    """A move: by which act, who may make it, who must say why, who is told."""

    source: S
    target: S
    act: Act
    actors: frozenset[Actor]
    reason_from: frozenset[Actor] = frozenset()
    word_from: frozenset[Actor] = frozenset()
    told: Told = Told.OTHERS


WAITING = (S.PROPOSED, S.SEEN, S.ACCEPTED_ONE)
"""States in which somebody has not answered yet."""
OPEN = (*WAITING, S.ACCEPTED)
"""States in which the same subject is not opened twice."""
IN_TOUCH = frozenset({S.ACCEPTED, S.AGREED})
"""States in which the parties see each other's contacts, and write to each other."""
ENDED = frozenset({S.NO_FOLLOW_UP, S.REFUSED, S.WITHDRAWN, S.EXPIRED})
"""States in which nothing is expected any more."""

GROUPS = frozenset({SuggestionKind.DIRECT, SuggestionKind.DEDUCED, SuggestionKind.SOCIAL})
"""Kinds in which several may answer one together, and go on when one leaves."""

_PARTIES = frozenset({Actor.ASKER, Actor.ANSWERER})
_ANSWERER = frozenset({Actor.ANSWERER})
_ASKER = frozenset({Actor.ASKER})
_CURATOR = frozenset({Actor.CURATOR})
_SYSTEM = frozenset({Actor.SYSTEM})


def _accepting() -> tuple[Move, ...]:
    """Return the moves by which a party accepts: some are still waited for, or none is."""
    targets = (S.ACCEPTED_ONE, S.ACCEPTED)
    return tuple(Move(s, t, Act.ACCEPT, _ANSWERER) for s in WAITING for t in targets)


def _leaving() -> tuple[Move, ...]:
    """Return the moves by which one of several leaves, and the others go on."""
    ways = [(S.PROPOSED, S.PROPOSED), (S.SEEN, S.SEEN)]
    ways += [(S.ACCEPTED_ONE, t) for t in (S.SEEN, S.ACCEPTED_ONE, S.ACCEPTED)]
    return tuple(Move(s, t, Act.LEAVE, _PARTIES, reason_from=_PARTIES) for s, t in ways)


MOVES: tuple[Move, ...] = (
    Move(S.PROPOSED, S.SEEN, Act.SEE, _ANSWERER, told=Told.NOBODY),
    *(Move(s, s, Act.INVITE, _ASKER) for s in WAITING),
    *_accepting(),
    *(Move(s, S.REFUSED, Act.REFUSE, _ANSWERER, reason_from=_ANSWERER) for s in WAITING),
    *_leaving(),
    *(
        Move(s, S.WITHDRAWN, Act.WITHDRAW, _ASKER | _CURATOR, word_from=_CURATOR)
        for s in WAITING
    ),
    *(Move(s, S.EXPIRED, Act.EXPIRE, _SYSTEM, told=Told.EVERYONE) for s in WAITING),
    Move(
        S.ACCEPTED,
        S.NO_FOLLOW_UP,
        Act.CLOSE,
        _PARTIES | _CURATOR | _SYSTEM,
        reason_from=_PARTIES,
        word_from=_CURATOR,
    ),
    Move(S.NO_FOLLOW_UP, S.ACCEPTED, Act.REOPEN, _PARTIES),
    Move(S.ACCEPTED, S.AGREED, Act.AGREE, _PARTIES),
    Move(S.AGREED, S.ACCEPTED, Act.UNDO, _PARTIES | _CURATOR, word_from=_CURATOR),
)  # fmt: skip


def find_moves(source: str, act: Act) -> tuple[Move, ...]:
    """Return the moves that an act may make from a state, one by target."""
    return tuple(move for move in MOVES if move.source == source and move.act == act)


def find_move(source: str, act: Act, target: str) -> Move | None:
    """Return the move of an act between two states, or nothing when there is none."""
    return next((move for move in find_moves(source, act) if move.target == target), None)


def obstacle(source: str, act: Act, actors: frozenset[Actor]) -> Obstacle | None:
    """Say what keeps somebody from an act in a state: the life of it, their place, or nothing."""
    moves = find_moves(source, act)
    if not moves:
        return Obstacle.NO_SUCH_MOVE
    if not any(move.actors & actors for move in moves):
        return Obstacle.NOT_YOURS
    return None
