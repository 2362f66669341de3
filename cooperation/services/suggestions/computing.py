"""Every kind of suggestion of a network, the best ones of each organisation."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from cooperation import snapshot
from cooperation.matching import points, types
from cooperation.matching.engine import suggest_all

TOP = 20
"""Suggestions of a kind kept for each organisation, for what it gives and for what it receives."""


def compute(*, today: dt.date, table: points.PointsTable) -> list[points.Suggestion]:
    """Compute the suggestions of the network as it stands."""
    return of_network(snapshot.load(today=today), today=today, table=table)


def of_network(
    network: types.Network, *, today: dt.date, table: points.PointsTable
) -> list[points.Suggestion]:
    """Compute the suggestions of a network: a pure function of its arguments."""
    return best(suggest_all(network, today=today, table=table))


def best(ordered: Iterable[points.Suggestion]) -> list[points.Suggestion]:
    """Keep what is, in its kind, among the best of its giver or of its receiver."""
    given: Counter[tuple[str, int]] = Counter()
    received: Counter[tuple[str, int]] = Counter()
    kept = []
    for row in ordered:
        giver, receiver = (row.kind, row.giver_id), (row.kind, row.receiver_id)
        if given[giver] < TOP or received[receiver] < TOP:
            kept.append(row)
        given[giver] += 1
        received[receiver] += 1
    return kept
