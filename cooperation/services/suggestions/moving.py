"""From what the matcher tells of a change to what is written: only these rows."""

import datetime as dt
from collections.abc import Iterable, Set

from cooperation.matching import points
from cooperation.matching.live import Delta, Lost
from cooperation.services.suggestions.rows import values_of
from cooperation.services.suggestions.statements import Moves, Pair


def moves_of(deltas: Iterable[Delta], *, now: dt.datetime, fresh: Set[int] = frozenset()) -> Moves:
    """Sum up several moves: what was gained then lost leaves nothing.

    No row of a ``fresh`` posting can be stored yet: none is looked for.
    """
    moved: dict[Pair, points.Suggestion | None] = {}
    for delta in deltas:
        moved.update({_pair(row): None for row in delta.lost})
        moved.update({_pair(row): row for row in delta.gained})
    new = {pair for pair in moved if not fresh.isdisjoint(pair[3:])}
    return Moves(
        lost=[pair for pair, row in moved.items() if row is None and pair not in new],
        told=[values_of(row, now, dict) for pair, row in moved.items() if row and pair not in new],
        new=[
            values_of(moved_row, now, dict)
            for pair in moved
            if pair in new and (moved_row := moved[pair])
        ],
    )


def _pair(row: points.Suggestion | Lost) -> Pair:
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id, row.need_id
