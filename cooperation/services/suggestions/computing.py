"""Every kind of suggestion of a network, the best ones of each organisation."""

import datetime as dt

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
from cooperation.matching.keeping import best_of_each
from cooperation.matching.reference import ranked

TOP = 20
"""Suggestions of a kind kept for each organisation, for what it gives and for what it receives."""

MATCHED = (points.SuggestionKind.DIRECT, points.SuggestionKind.DEDUCED)
"""Kinds that a change of posting moves at once, pair by pair."""

DERIVED = tuple(kind for kind in points.SuggestionKind if kind not in MATCHED)
"""The other kinds."""


def compute(*, today: dt.date, table: points.PointsTable) -> list[points.Suggestion]:
    """Compute the suggestions of the network as it stands."""
    return of_network(snapshot.load(today=today), today=today, table=table)


def of_network(
    network: types.Network, *, today: dt.date, table: points.PointsTable
) -> list[points.Suggestion]:
    """Compute the suggestions of a network, kind by kind: a pure function of its arguments."""
    whole = prospects.completed(network)
    matched = flow.suggest_all_best(whole, today=today, table=table, count=TOP)
    return [*matched, *derived(network, today=today, table=table)]


def derived(
    network: types.Network, *, today: dt.date, table: points.PointsTable
) -> list[points.Suggestion]:
    """Compute the kinds that look further than a pair of postings."""
    circular = ranked(engine.fed(build(network, today, table)))
    return [
        *best_of_each(circular, TOP),
        *structure.suggest(network, today=today, table=table),
        *chains.suggest(network, today=today, table=table),
        *loops.suggest(network, today=today, table=table),
        *social.suggest(network, today=today, table=table),
    ]
