"""Pure: what a search keeps of the facts that it read, in the order of the engine."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from threading import Lock
from typing import Any

from search.backends.tally import Counts, tally
from search.query import MAX_RESULTS, Query, Sort
from search.ranking import WINDOW

MAX_REMEMBERED = 16
Row = tuple[int, str, str, str, float | None]
"""Number, reference, sort name, codes, and what the order asks for."""


@dataclass(frozen=True)
class Outline:
    """What a query keeps: all of it counted, the first of it in order."""

    rows: Sequence[Row] = ()
    total: int = 0
    counts: Counts = field(default_factory=dict)


def select(rows: Sequence[Row], query: Query) -> Outline:
    """Keep what the facets select, and count them."""
    gone = {str(ref) for ref in query.exclude}
    if gone:
        rows = [row for row in rows if row[1] not in gone]
    selected = query.selected
    if not selected and not query.counted:
        return Outline(rows, len(rows))
    found = tally((row[3] for row in rows), selected, query.counted)
    kept = [row for row in rows if row[3] in found.kept] if selected else rows
    return Outline(kept, len(kept), found.counts)


def ordered(made: Outline, query: Query) -> Outline:
    """Order by what the query asks, then by name, then by reference; what lacks it comes last."""
    if query.sort in {Sort.DISTANCE, Sort.DATE}:
        rows = sorted(made.rows, key=lambda row: (row[4] is None, row[4] or 0, row[2], row[1]))
    else:
        rows = sorted(made.rows, key=lambda row: (row[2], row[1]))
    return replace(made, rows=rows[:MAX_RESULTS])


def ranked(made: Outline, query: Query, points: Mapping[int, int] | None) -> Outline:
    """Order by points, then by name, then by reference, as far as the page goes."""
    if points is None:
        return replace(made, rows=sorted(made.rows, key=lambda row: (row[2], row[1])))
    depth = max(WINDOW, query.offset + query.page_size)
    least = min(nlargest(depth, points.values()))
    rows = [row for row in made.rows if points[row[0]] >= least]
    return replace(made, rows=sorted(rows, key=lambda row: (-points[row[0]], row[2], row[1])))


_lock = Lock()
_kept: OrderedDict[Any, Outline] = OrderedDict()


def remembered(key: Any, make: Callable[[], Outline]) -> Outline:
    """Give an outline made before for the same key, or make it; the latest are kept."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MAX_REMEMBERED:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Forget all that is remembered."""
    with _lock:
        _kept.clear()
