"""The full run of direct and deduced matches: the best of every posting, then of everyone.

The best of an organisation are among the best of its postings, so that lists of keys, filled by a
kernel, are enough; suggestions with their criteria are only built for what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from . import direct, engine
from .columns import Columns, Side, Tables, TooManyError, Weights, laid_out
from .columns.layout import EMPTY
from .context import Context, Pair, build
from .keeping import Pairing, best_of_each, kept
from .kernels import Name, choose
from .points import PointsTable, Suggestion
from .reference import ranked, single
from .tables import TABLE
from .types import Network, Posting
from .ways import Ways, actor, actors, identifier, identifiers, scores

COUNT = 10
KEPT = 20
SMALL = 400
"""Postings under which the indexed engine, without columns, is quicker."""


def best(columns: Columns, count: int = COUNT, *, kernel: Name | None = None) -> Ways:
    """Give the best declared needs of every declared offer, and the other way round.

    Parameters
    ----------
    columns : Columns
        The network.
    count : int
        How many at most for each.
    kernel : {"compiled", "numpy"} or None
        Which one answers; by size when ``None``.

    Returns
    -------
    Ways
        Equal scores are ordered by organisation, then posting.
    """
    return _facing(columns, columns.offers, columns.needs, columns.direct, count, kernel)


def best_deduced(
    columns: Columns, count: int = COUNT, *, kernel: Name | None = None
) -> tuple[Ways, Ways]:
    """Give the best between what is deduced and what is declared.

    A declared posting has one probable posting of each organisation at most in its list.

    Returns
    -------
    tuple of Ways
        Probable offers in front of needs, then offers in front of probable needs.
    """
    return (
        _facing(columns, columns.likely_offers, columns.needs, columns.deduced, count, kernel),
        _facing(columns, columns.offers, columns.likely_needs, columns.deduced, count, kernel),
    )


def _facing(
    columns: Columns, offers: Side, needs: Side, weights: Weights, count: int, kernel: Name | None
) -> Ways:
    """Fill the lists of two sides."""
    likely = offers is columns.likely_offers, needs is columns.likely_needs
    return face(offers, needs, likely, columns.tables, weights, count, kernel)


def face(
    offers: Side,
    needs: Side,
    likely: tuple[bool, bool],
    tables: Tables,
    weights: Weights,
    count: int,
    kernel: Name | None = None,
) -> Ways:
    """Fill the lists of two sides that face each other.

    Parameters
    ----------
    offers, needs : Side
        The postings.
    likely : tuple of bool
        Whether the offers, and the needs, are deduced.
    tables, weights : Tables, Weights
        What the records refer to, and the points.
    count : int
        How many at most in a list.
    kernel : {"compiled", "numpy"} or None
        Which one answers; by size when ``None``.
    """
    search = choose(len(offers.rows) + len(needs.rows), kernel)
    gives, takes = (np.full((len(side.rows), count), EMPTY, np.int64) for side in (offers, needs))
    if len(offers.rows) and len(needs.rows):
        search(offers.rows, needs, True, likely[1], tables, weights, gives)
        search(needs.rows, offers, False, likely[0], tables, weights, takes)
    return Ways(offers.rows, needs.rows, gives, takes)


def suggest_all_best(
    network: Network,
    *,
    today: date,
    table: PointsTable = TABLE,
    count: int = KEPT,
    kernel: Name | None = None,
) -> tuple[Suggestion, ...]:
    """Give the direct and deduced suggestions worth keeping.

    Parameters
    ----------
    network : Network
        The network.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    count : int
        A suggestion is kept when it is, in its kind, among the ``count`` best of its giver or of
        its receiver.
    kernel : {"compiled", "numpy"} or None
        Which one answers; by size when ``None``.

    Returns
    -------
    tuple of Suggestion
        In their total order; empty for an empty network.
    """
    context = build(network, today, table)
    if kernel is None and len(context.offers) + len(context.needs) < SMALL:
        return _indexed(context, count)
    try:
        columns, _ = laid_out(context)
    except TooManyError:
        return _indexed(context, count)
    pairs = kept([best(columns, count, kernel=kernel)], count)
    pairs |= kept(best_deduced(columns, count, kernel=kernel), count)
    return explained(context, pairs)


def _indexed(context: Context, count: int) -> tuple[Suggestion, ...]:
    """Do the same with the indexed engine."""
    return best_of_each(ranked(single(engine.matched(context))), count)


def explained(
    context: Context, pairs: Iterable[Pairing], postings: Mapping[int, Posting] | None = None
) -> tuple[Suggestion, ...]:
    """Build the suggestions of (offer, need) identifiers, in their total order.

    Parameters
    ----------
    context : Context
        The network.
    pairs : iterable of (int, int)
        Identifiers of offers and needs that match.
    postings : mapping or None
        Identifier → posting; those of the context when ``None``.
    """
    if postings is None:
        postings = {row.id: row for row in (*context.offers, *context.needs)}
    near = context.knowledge.closeness
    chosen = ((postings[one], postings[two]) for one, two in sorted(pairs))
    found = (
        direct.suggest(Pair(context, offer, need, near(offer.resource, need.resource)))
        for offer, need in chosen
    )
    return ranked(row for row in found if row is not None)


__all__ = [
    "COUNT",
    "KEPT",
    "Ways",
    "actor",
    "actors",
    "best",
    "best_deduced",
    "best_of_each",
    "explained",
    "face",
    "identifier",
    "identifiers",
    "kept",
    "scores",
    "suggest_all_best",
]
