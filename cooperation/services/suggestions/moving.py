"""Write what a change of posting moves: only these rows, in at most four statements."""

import datetime as dt
from collections.abc import Iterable, Set

from cooperation.matching import points
from cooperation.matching.live import Delta, Lost
from cooperation.services.suggestions import statements
from cooperation.services.suggestions.rows import values_of
from cooperation.services.suggestions.statements import Pair, Values


def write_deltas(
    deltas: Iterable[Delta], *, now: dt.datetime, fresh: Set[int] = frozenset()
) -> None:
    """Write the sum of several moves: what was gained then lost leaves nothing.

    No row of a ``fresh`` posting can be stored yet: none is looked for.
    """
    moved: dict[Pair, points.Suggestion | None] = {}
    for delta in deltas:
        moved.update({_pair(row): None for row in delta.lost})
        moved.update({_pair(row): row for row in delta.gained})
    stored = statements.find({pair for pair in moved if fresh.isdisjoint(pair[3:])})
    changed: dict[int, Values] = {}
    new: list[Values] = []
    for pair, found in moved.items():
        if found is not None and pair in stored:
            changed[stored[pair]] = values_of(found, now)
        elif found is not None:
            new.append(values_of(found, now))
    statements.delete(pk for pair, pk in stored.items() if moved[pair] is None)
    statements.update(changed)
    statements.insert(new)


def _pair(row: points.Suggestion | Lost) -> Pair:
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id, row.need_id
