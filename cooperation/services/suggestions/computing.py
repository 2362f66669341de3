"""Every kind of suggestion of a network, the best ones of each organisation."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from cooperation import snapshot
from cooperation.matching import chains, loops, points, prospects, social, types
from cooperation.matching.engine import suggest_all

TOP = 20
"""Suggestions of a kind kept for each organisation, for what it gives and for what it receives."""


def compute(*, today: dt.date, table: points.PointsTable) -> list[points.Suggestion]:
    """Compute the suggestions of the network as it stands."""
    return of_network(snapshot.load(today=today), today=today, table=table)


def of_network(
    network: types.Network, *, today: dt.date, table: points.PointsTable
) -> list[points.Suggestion]:
    """Compute the suggestions of a network, kind by kind: a pure function of its arguments."""
    whole = prospects.completed(network)
    return [
        *best(suggest_all(whole, today=today, table=table)),
        *chains.suggest(network, today=today, table=table),
        *loops.suggest(network, today=today, table=table),
        *social.suggest(network, today=today, table=table),
    ]


def best(ordered: Iterable[points.Suggestion]) -> list[points.Suggestion]:
    """Keep what is, in its kind, among the best of its giver or of its receiver.

    Of two probable matches of one posting with the same resource, only the best one is kept.
    """
    given: Counter[tuple[str, int]] = Counter()
    received: Counter[tuple[str, int]] = Counter()
    kept = []
    for row in _distinct(ordered):
        giver, receiver = (row.kind, row.giver_id), (row.kind, row.receiver_id)
        if given[giver] < TOP or received[receiver] < TOP:
            kept.append(row)
        given[giver] += 1
        received[receiver] += 1
    return kept


def _distinct(ordered: Iterable[points.Suggestion]) -> Iterator[points.Suggestion]:
    """Leave out what tells again, with fewer points, of the same posting and resource."""
    told: set[tuple[object, ...]] = set()
    for row in ordered:
        parties = row.giver_id, row.receiver_id, row.offer_id, row.need_id
        key = row.kind, *parties, row.transformation, row.resource
        if key not in told:
            told.add(key)
            yield row
