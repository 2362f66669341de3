"""The network completed with what its organisations probably offer and need, before they post.

A deduced posting has a negative identifier, a likelihood under 1000 and the trade that says it; it
has no quantity, no date and no label: what is missing is to check. Whoever reads a suggestion that
rests on one is told that it is probable, never declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cooperation.knowledge import Knowledge

from .deduced import LEAST, MOST, Probable, probable
from .types import Actor, Capability, Direction, Network, Posting


def completed(network: Network, *, least: int = LEAST, most: int = MOST) -> Network:
    """Add the probable postings of every organisation to a network.

    Parameters
    ----------
    network : Network
        The network; its own postings stay as they are.
    least : int
        Likelihood, 1 to 999, under which nothing is added.
    most : int
        How many offers, and how many needs, are added at most for each organisation.

    Returns
    -------
    Network
        The same, with more postings. The identifiers of those are -1, -2 … in the order of the
        organisations, then from the likeliest: they hold for one run only.
    """
    posted = _posted(network.knowledge, network.postings, network.capabilities)
    found = (
        (actor, row)
        for actor in sorted(network.actors, key=lambda row: row.id)
        for row in _of(network.knowledge, actor, posted, least, most)
    )
    added = tuple(_posting(-number, *pair) for number, pair in enumerate(found, start=1))
    return replace(network, postings=(*network.postings, *added))


def of_actor(
    knowledge: Knowledge,
    actor: Actor,
    declared: Iterable[Posting],
    capabilities: Iterable[Capability] = (),
    *,
    least: int = LEAST,
    most: int = MOST,
) -> tuple[Posting, ...]:
    """Give the probable postings of one organisation.

    Parameters
    ----------
    knowledge : Knowledge
        Knows the trades.
    actor : Actor
        The organisation.
    declared : iterable of Posting
        What it has posted.
    capabilities : iterable of Capability
        What it declared that it masters.
    least, most : int
        As for :func:`completed`.

    Returns
    -------
    tuple of Posting
        In the order of :func:`completed`, with the identifiers -1, -2 …
    """
    found = _of(knowledge, actor, _posted(knowledge, declared, capabilities), least, most)
    return tuple(_posting(-number, actor, row) for number, row in enumerate(found, start=1))


def _posted(
    knowledge: Knowledge, postings: Iterable[Posting], capabilities: Iterable[Capability]
) -> dict[int, list[tuple[Direction, str]]]:
    """Gather what each organisation has posted, and what its declared know-hows take and make."""
    found: dict[int, list[tuple[Direction, str]]] = defaultdict(list)
    for row in postings:
        found[row.actor_id].append((row.direction, row.resource))
    for skill in capabilities:
        known = knowledge.transformations.get(skill.transformation)
        if known is not None:
            found[skill.actor_id] += [(Direction.NEED, code) for code in known.inputs]
            found[skill.actor_id] += [(Direction.OFFER, code) for code in known.outputs]
    return found


def _of(
    knowledge: Knowledge,
    actor: Actor,
    posted: dict[int, list[tuple[Direction, str]]],
    least: int,
    most: int,
) -> Iterator[Probable]:
    """Give what one organisation probably offers and needs."""
    declared = posted.get(actor.id, ())
    yield from probable(knowledge, actor.trades, declared=declared, least=least, most=most)


def _posting(number: int, actor: Actor, row: Probable) -> Posting:
    """Write a probable posting."""
    return Posting(
        id=number,
        actor_id=actor.id,
        direction=row.direction,
        resource=row.resource,
        likelihood=row.likelihood,
        trade=row.trade,
    )
