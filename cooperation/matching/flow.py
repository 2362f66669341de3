"""The full run of direct and deduced matches: the best of every posting, then of everyone.

The best of an organisation are among the best of its postings, so that lists of keys, filled by a
kernel, are enough; suggestions with their criteria are only built for what is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from . import direct, engine
from .columns import Columns, Side, Tables, TooManyError, Weights, laid_out
from .columns.encoding import HALF, LAST_ACTOR
from .columns.layout import EMPTY, ID_BITS, TIE_BITS, Array, Whole
from .context import Context, Pair, build
from .kernels import Name, choose
from .points import PointsTable, Suggestion
from .reference import ranked, single
from .tables import TABLE
from .types import Network, Posting

COUNT = 10
KEPT = 20
SMALL = 400
"""Postings under which the indexed engine, without columns, is quicker."""
LOW = (1 << ID_BITS) - 1
Pairing: TypeAlias = tuple[int, int]
Pairs: TypeAlias = set[Pairing]


class Ways(NamedTuple):
    """The best of every posting of two sides that face each other.

    Attributes
    ----------
    offers, needs : array of ROW
        The postings, in the order of the lists.
    gives, takes : 2-D arrays of int64
        For each offer (need), the keys of its best needs (offers): best first, -1 where empty.
        :func:`scores` and :func:`identifiers` read them.
    """

    offers: Array
    needs: Array
    gives: Whole
    takes: Whole


def scores(keys: Whole) -> Whole:
    """Read the scores of keys; negative where empty."""
    return keys >> TIE_BITS


def identifiers(ties: Whole) -> Whole:
    """Read the identifiers of the postings of keys, or of their order among equals."""
    return HALF - 1 - (ties & LOW)


def identifier(key: int) -> int:
    """Read the identifier of the posting of one key."""
    return HALF - 1 - (key & LOW)


def actor(key: int) -> int:
    """Read the number of the organisation of one key."""
    return LAST_ACTOR - (key >> ID_BITS & LAST_ACTOR)


def actors(ties: Whole) -> Whole:
    """Read the numbers of the organisations of keys, or of their order among equals."""
    return LAST_ACTOR - (ties >> ID_BITS & LAST_ACTOR)


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


def best_of_each(ordered: Iterable[Suggestion], count: int) -> tuple[Suggestion, ...]:
    """Keep what is, in its kind, among the best of its giver or of its receiver.

    Parameters
    ----------
    ordered : iterable of Suggestion
        In their total order.
    count : int
        How many are kept each way.
    """
    given: Counter[tuple[str, int]] = Counter()
    received: Counter[tuple[str, int]] = Counter()
    found = []
    for row in ordered:
        giver, receiver = (row.kind, row.giver_id), (row.kind, row.receiver_id)
        if given[giver] < count or received[receiver] < count:
            found.append(row)
        given[giver] += 1
        received[receiver] += 1
    return tuple(found)


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


class Entries(NamedTuple):
    """Pairs of lists: who gives, who receives, which postings, which score (arrays)."""

    giver: Whole
    receiver: Whole
    offer: Whole
    need: Whole
    score: Whole


def kept(faces: Iterable[Ways], count: int) -> Pairs:
    """Give the pairs that are among the best of their giver or of their receiver.

    Parameters
    ----------
    faces : iterable of Ways
        Lists of one kind of suggestion.
    count : int
        How many are kept for each organisation, each way; no more than the lists hold.

    Returns
    -------
    set of (int, int)
        Identifiers of the offer and of the need.
    """
    found: Pairs = set()
    faces = tuple(faces)
    for gives in (True, False):
        entries = Entries(
            *map(np.concatenate, zip(*(_entries(w, gives) for w in faces), strict=True))
        )
        chosen = _top(entries, gives, count)
        found |= set(
            zip(entries.offer[chosen].tolist(), entries.need[chosen].tolist(), strict=True)
        )
    return found


def _entries(ways: Ways, gives: bool) -> Entries:
    """Read the lists of one way."""
    rows, lists = (ways.offers, ways.gives) if gives else (ways.needs, ways.takes)
    keys = lists.ravel()
    mine = np.repeat(rows["tie"], lists.shape[1])[keys >= 0]
    keys = keys[keys >= 0]
    sides = (mine, keys) if gives else (keys, mine)
    idents = [identifiers(side) for side in sides]
    return Entries(actors(sides[0]), actors(sides[1]), idents[0], idents[1], scores(keys))


def _top(entries: Entries, gives: bool, count: int) -> NDArray[np.intp]:
    """Choose the best pairs of each organisation, one for what is posted on both sides."""
    posted = [np.maximum(side, 0) for side in (entries.offer, entries.need)]
    parties = entries.giver, entries.receiver
    order = np.lexsort((entries.need, entries.offer, -entries.score, *posted, *parties))
    order = order[_changes(*(side[order] for side in (*posted, *parties)))]
    mine, other = parties if gives else parties[::-1]
    inside = np.lexsort(
        tuple(side[order] for side in (posted[1], posted[0], other, -entries.score, mine))
    )
    order = order[inside]
    starts = np.flatnonzero(_changes(mine[order]))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    found: NDArray[np.intp] = order[rank < count]
    return found


def _changes(*sides: Whole) -> NDArray[np.bool_]:
    """Tell where one of several sorted arrays changes."""
    found = np.zeros(len(sides[0]), np.bool_)
    found[:1] = True
    for side in sides:
        found[1:] |= side[1:] != side[:-1]
    return found
