"""Write what a change of posting moves: only these rows, in a few queries."""

import datetime as dt
from collections.abc import Iterable

from cooperation.matching import points
from cooperation.matching.live import Delta, Lost
from cooperation.models import Suggestion
from cooperation.services.suggestions.computing import MATCHED
from cooperation.services.suggestions.rows import CONTENT, row_of

Pair = tuple[str, int, int, int | None, int | None]
"""Kind, giver, receiver, offer and need: what tells a matched suggestion."""


def write_deltas(deltas: Iterable[Delta], *, now: dt.datetime) -> None:
    """Write the sum of several moves: what was gained then lost leaves nothing."""
    moved: dict[Pair, points.Suggestion | None] = {}
    for delta in deltas:
        moved.update({_lost_pair(row): None for row in delta.lost})
        moved.update({_pair(row): row for row in delta.gained})
    stored = _stored(moved)
    gone = [pk for pair, pk in stored.items() if moved[pair] is None]
    rows = {pair: row_of(row, now) for pair, row in moved.items() if row is not None}
    for pair, row in rows.items():
        row.pk = stored.get(pair)
    changed = [row for row in rows.values() if row.pk]
    new = [row for row in rows.values() if not row.pk]
    if gone:
        Suggestion.objects.filter(pk__in=gone).delete()
    if changed:
        Suggestion.objects.bulk_update(changed, [*CONTENT, "computed_at"])
    if new:
        Suggestion.objects.bulk_create(new)


def _stored(moved: dict[Pair, points.Suggestion | None]) -> dict[Pair, int]:
    """Return the identifiers of the rows that move, among those stored."""
    if not moved:
        return {}
    rows = Suggestion.objects.filter(
        kind__in=MATCHED,
        giver__in={pair[1] for pair in moved},
        receiver__in={pair[2] for pair in moved},
    ).values_list("kind", "giver_id", "receiver_id", "offer_id", "need_id", "pk")
    found = {(*row[:5],): row[5] for row in rows}
    return {pair: pk for pair, pk in found.items() if pair in moved}


def _pair(row: points.Suggestion) -> Pair:
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id, row.need_id


def _lost_pair(row: Lost) -> Pair:
    return str(row.kind), row.giver_id, row.receiver_id, row.offer_id, row.need_id
