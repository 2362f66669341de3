"""Lives of the demonstration's postings: a state, and the moves that lead to it."""

import datetime as dt
import random
from dataclasses import dataclass

from cooperation.enums import PostingStatus as S
from cooperation.services.demonstration.curated_files import PostingRow
from cooperation.services.demonstration.drawing import draw_for, pick

FIRST_DAY = dt.date(2026, 5, 4)
LAST_FIRST_DAY = 115
PUBLISHED_PATH = (S.DRAFT, S.SUBMITTED, S.PUBLISHED)
PATHS: dict[S, tuple[S, ...]] = {
    S.DRAFT: (S.DRAFT,),
    S.SUBMITTED: (S.DRAFT, S.SUBMITTED),
    S.CHANGES_ASKED: (S.DRAFT, S.SUBMITTED, S.CHANGES_ASKED),
    S.REFUSED: (S.DRAFT, S.SUBMITTED, S.REFUSED),
    S.PUBLISHED: PUBLISHED_PATH,
    S.IN_DISCUSSION: (*PUBLISHED_PATH, S.IN_DISCUSSION),
    S.AGREED: (*PUBLISHED_PATH, S.IN_DISCUSSION, S.AGREED),
    S.FULFILLED: (*PUBLISHED_PATH, S.IN_DISCUSSION, S.AGREED, S.FULFILLED),
    S.WITHDRAWN: (*PUBLISHED_PATH, S.WITHDRAWN),
    S.EXPIRED: (*PUBLISHED_PATH, S.EXPIRED),
    S.PAUSED: (*PUBLISHED_PATH, S.PAUSED),
}
SHARES = (
    *((S.PUBLISHED, 76.0), (S.IN_DISCUSSION, 5.0), (S.DRAFT, 3.0), (S.SUBMITTED, 3.0)),
    *((S.CHANGES_ASKED, 1.5), (S.WITHDRAWN, 2.0), (S.EXPIRED, 2.0), (S.PAUSED, 0.5)),
    *((S.REFUSED, 1.0),),
    *((S.AGREED, 3.0), (S.FULFILLED, 3.0)),
)
NOTES = {
    S.CHANGES_ASKED: "Précisez la quantité et les jours de disponibilité.",
    S.REFUSED: "Cette annonce ne relève pas des échanges du pacte : elle vend un service au public.",
    S.WITHDRAWN: "Une solution a été trouvée en interne.",
}


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move of a posting."""

    source: str
    target: str
    made_at: dt.datetime
    note: str


@dataclass(frozen=True, slots=True)
class Life:
    """The state of a posting, its moves and its dates."""

    status: S
    moves: tuple[MoveRow, ...]
    published_on: dt.date | None
    starts_on: dt.date | None
    ends_on: dt.date | None


def life_of(row: PostingRow) -> Life:
    """Return the life of a posting; what facts or hand-written scenes need is published."""
    rng = draw_for("life", row.key)
    drawn = pick(rng, SHARES)
    return _life(rng, row, drawn)


def published_life(row: PostingRow) -> Life:
    """Return the life of a posting that simply was published."""
    return _life(draw_for("life", row.key), row, S.PUBLISHED)


def _life(rng: random.Random, row: PostingRow, status: S) -> Life:
    moves = tuple(_moves(rng, PATHS[status]))
    published = next((move.made_at.date() for move in moves if move.target == S.PUBLISHED), None)
    last = moves[-1].made_at.date()
    starts_on, ends_on = _dates(rng, row)
    if status == S.EXPIRED:
        starts_on, ends_on = published, last - dt.timedelta(days=1)
    return Life(status, moves, published, starts_on, ends_on)


def _moves(rng: random.Random, path: tuple[S, ...]) -> list[MoveRow]:
    day = FIRST_DAY + dt.timedelta(days=rng.randint(0, LAST_FIRST_DAY))
    moves, source = [], ""
    for target in path:
        hour, minute = rng.randint(7, 15), rng.randint(0, 59)
        made_at = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=dt.UTC)
        moves.append(MoveRow(source, target, made_at, NOTES.get(target, "")))
        source = target
        day += dt.timedelta(days=rng.randint(2, 12))
    return moves


def _dates(rng: random.Random, row: PostingRow) -> tuple[dt.date | None, dt.date | None]:
    """Return an optional start and end; an end is far enough for the demonstration to last."""
    if not row.is_fictitious:
        return None, None
    starts_on = dt.date(2026, rng.randint(9, 12), 1) if rng.random() < 0.3 else None
    ends_on = dt.date(2028, rng.choice((6, 9, 12)), 30) if rng.random() < 0.25 else None
    return starts_on, ends_on
