"""Every kind of suggestion of a network, the best ones of each organisation."""

import datetime as dt
from collections.abc import Iterable, Iterator

from cooperation import snapshot
from cooperation.matching import (
    chains,
    engine,
    flow,
    loops,
    points,
    prospects,
    social,
    structure,
    types,
)
from cooperation.matching.context import build
from cooperation.matching.reference import ranked

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
    circular = ranked(engine.fed(build(network, today, table)))
    return [
        *_distinct(flow.suggest_all_best(whole, today=today, table=table, count=TOP)),
        *flow.best_of_each(circular, TOP),
        *structure.suggest(network, today=today, table=table),
        *chains.suggest(network, today=today, table=table),
        *loops.suggest(network, today=today, table=table),
        *social.suggest(network, today=today, table=table),
    ]


def _distinct(ordered: Iterable[points.Suggestion]) -> Iterator[points.Suggestion]:
    """Leave out what tells again, with fewer points, of the same posting and resource.

    A probable need may be told twice of one organisation: « vegetables » and « carrots ».
    """
    told: set[tuple[object, ...]] = set()
    for row in ordered:
        parties = row.giver_id, row.receiver_id, row.offer_id, row.need_id
        key = row.kind, *parties, row.transformation, row.resource
        if key not in told:
            told.add(key)
            yield row
