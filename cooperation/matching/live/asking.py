"""What a posting that is only being written would match: asked of the matcher, moving nothing."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace

import numpy as np

from cooperation.matching import flow
from cooperation.matching.columns.building import tables
from cooperation.matching.columns.encoding import HALF, LAST_ACTOR
from cooperation.matching.columns.layout import EMPTY
from cooperation.matching.direct import is_deduced
from cooperation.matching.points import Suggestion
from cooperation.matching.reference import ranked
from cooperation.matching.types import Actor, Direction, Posting

from .books import Pair, pairs_of
from .matcher import Matcher

UNSAVED = HALF - 1
"""Identifier of a posting that is not stored: the greatest, which no row bears."""
GUEST = 0
"""Identifier of an organisation that is not known yet; rows start at 1."""


def ask(
    matcher: Matcher, posting: Posting, *, guest: Actor | None = None, count: int = 5
) -> tuple[Suggestion, ...]:
    """Give the best direct and deduced suggestions of a posting that is not there.

    The matcher is used, not changed: one thread at a time may ask, or move, it.

    Parameters
    ----------
    matcher : Matcher
        The network as it stands.
    posting : Posting
        As it would be, declared, its identifier :data:`UNSAVED`.
    guest : Actor or None
        Its organisation, identifier :data:`GUEST`, when the network does not hold it.
    count : int
        How many at most for each of: declared by both, probable on the other side.

    Returns
    -------
    tuple of Suggestion
        In their total order: those that publishing it would give it, best first, before its
        organisation's other postings are weighed with it. Empty for an unknown organisation or
        resource.
    """
    kept = matcher.context
    if guest is not None:
        _greet(matcher, guest)
    try:
        return _asked(matcher, posting, count)
    finally:
        matcher.context = matcher.encoder.context = kept


def _greet(matcher: Matcher, guest: Actor) -> None:
    """Let an organisation in, for the time of a question."""
    known = matcher.context
    actors = ChainMap({guest.id: guest}, known.actors)  # type: ignore[arg-type]
    themes = ChainMap({guest.id: guest.themes}, known.themes)  # type: ignore[arg-type]
    matcher.context = matcher.encoder.context = replace(known, actors=actors, themes=themes)
    if guest.id not in matcher.encoder.numbers:
        matcher.encoder.numbers = {**matcher.encoder.numbers, guest.id: LAST_ACTOR}


def _asked(matcher: Matcher, posting: Posting, count: int) -> tuple[Suggestion, ...]:
    """Fill the lists of a posting, and explain what they hold."""
    known = matcher.context
    if posting.actor_id not in known.actors or posting.resource not in known.knowledge.resources:
        return ()
    postings = ChainMap({posting.id: posting}, matcher.postings)
    return ranked(flow.explained(known, _pairs(matcher, posting, count), postings))


def _pairs(matcher: Matcher, posting: Posting, count: int) -> set[Pair]:
    """Give the best pairs of a posting, face by face."""
    store, encoder = matcher.store, matcher.encoder
    sizes = matcher.sizes()
    row = encoder.rows([posting])
    if matcher.sizes() != sizes:
        store.tables = tables(matcher.context.knowledge, encoder)
    row["group"] = store.group(row)
    pool = 2 * is_deduced(posting) + (posting.direction == Direction.NEED)
    found: set[Pair] = set()
    for number, way in store.faces_of(pool):
        best = np.full(count, EMPTY, np.int64)
        store.faces[number].ask(way, row, store.tables, store.shares, best)
        found |= pairs_of(best.tolist(), posting.id, way)
    return found


__all__ = ["GUEST", "UNSAVED", "ask"]
