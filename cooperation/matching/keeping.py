"""What is kept of a full run: the best of everyone who gives, and of everyone who receives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .columns.layout import Whole
from .points import Suggestion
from .ways import Ways, actors, identifiers, scores

Pairing: TypeAlias = tuple[int, int]
Pairs: TypeAlias = set[Pairing]


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
