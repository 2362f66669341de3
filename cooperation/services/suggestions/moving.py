"""From what the matcher tells of a change to what is written: only these rows."""

import datetime as dt
from collections.abc import Iterable, Set
from functools import partial

from cooperation.matching.live import Matcher, Name, Shift
from cooperation.services.suggestions.rows import values_of
from cooperation.services.suggestions.statements import Moves, Pair, Values


def moves_of(
    shifts: Iterable[Shift],
    matcher: Matcher,
    *,
    now: dt.datetime,
    fresh: Set[int] = frozenset(),
) -> Moves:
    """Sum up several moves: what was gained then lost leaves nothing.

    No row of a ``fresh`` posting can be stored yet: none is looked for. What is new is explained
    only when it is written.
    """
    moved: dict[Name, Pair | None] = {}
    for shift in shifts:
        moved.update(dict.fromkeys(shift.lost))
        moved.update(shift.gained)
    new = {name for name in moved if not fresh.isdisjoint((name.offer_id, name.need_id))}
    written = partial(_written, matcher, now)
    return Moves(
        lost=[name for name, both in moved.items() if both is None and name not in new],
        told=written([both for name, both in moved.items() if both and name not in new]),
        new=[both for name in moved if name in new and (both := moved[name])],
        written=written,
    )


def _written(matcher: Matcher, now: dt.datetime, pairs: Iterable[Pair]) -> list[Values]:
    """Explain pairs, as the values of their rows."""
    return [values_of(found, now, dict) for found in matcher.explained(pairs)]
