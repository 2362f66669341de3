"""The indexed path: the same suggestions as the reference, without the pairs that cannot match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from . import circular, direct
from .context import CLOSE_ENOUGH, Context, Pair, build
from .points import PointsTable, Suggestion
from .reference import ranked, single
from .tables import TABLE
from .types import Capability, Network, Posting


@dataclass(frozen=True, slots=True)
class Best:
    """The best suggestions of one organisation, both ways, each in its total order."""

    gives: tuple[Suggestion, ...]
    receives: tuple[Suggestion, ...]


def suggest_all(
    network: Network, *, today: date, table: PointsTable = TABLE
) -> tuple[Suggestion, ...]:
    """Give every suggestion of a network; equal to :func:`reference.suggest_all`."""
    return ranked(single(_found(build(network, today, table), None)))


def suggest_for(
    network: Network, actor_id: int, *, today: date, table: PointsTable = TABLE
) -> tuple[Suggestion, ...]:
    """Give every suggestion in which an organisation gives or receives.

    Parameters
    ----------
    network : Network
        The network.
    actor_id : int
        The organisation; an unknown one has no suggestion.
    today : date
        Day of the run.
    table : PointsTable
        Points.

    Returns
    -------
    tuple of Suggestion
        In their total order.
    """
    return ranked(single(_found(build(network, today, table), actor_id)))


def best_for(suggestions: tuple[Suggestion, ...], actor_id: int, count: int) -> Best:
    """Give the first suggestions of an organisation, as giver then as receiver.

    Parameters
    ----------
    suggestions : tuple of Suggestion
        In any order.
    actor_id, count : int
        The organisation, and how many suggestions each way at most.
    """
    ordered = ranked(suggestions)
    gives = tuple(row for row in ordered if row.giver_id == actor_id)[:count]
    return Best(gives, tuple(row for row in ordered if row.receiver_id == actor_id)[:count])


def _found(context: Context, actor_id: int | None) -> Iterator[Suggestion]:
    """Go through the pairs whose resources are close enough: all of them, or one actor's."""
    yield from matched(context, actor_id)
    yield from fed(context, actor_id)


def matched(context: Context, actor_id: int | None = None) -> Iterator[Suggestion]:
    """Give the direct and deduced matches, by offer then need: all of them, or one actor's."""
    needs = _needs_by_resource(context)
    near = _neighbours(context, set(needs))
    for offer in context.offers:
        found = [
            (need.id, share, need) for code, share in near[offer.resource] for need in needs[code]
        ]
        for _, share, need in sorted(found, key=lambda row: row[0]):
            if actor_id in {None, offer.actor_id, need.actor_id}:
                yield from _some(direct.suggest(Pair(context, offer, need, share)))


def fed(context: Context, actor_id: int | None = None) -> Iterator[Suggestion]:
    """Give what declared offers feed, one know-how away: all of it, or one actor's."""
    feeders = _capabilities_by_input(context)
    near = _neighbours(context, set(feeders))
    for offer in context.offers:
        if direct.is_deduced(offer):
            continue
        for row in {row for code, _ in near[offer.resource] for row in feeders[code]}:
            if actor_id in {None, offer.actor_id, row.actor_id}:
                yield from _some(circular.suggest(context, offer, row))


def _some(suggestion: Suggestion | None) -> tuple[Suggestion, ...]:
    """Give a suggestion if there is one."""
    return () if suggestion is None else (suggestion,)


def _needs_by_resource(context: Context) -> dict[str, list[Posting]]:
    """Group the needs by what they ask."""
    found: dict[str, list[Posting]] = {}
    for need in context.needs:
        found.setdefault(need.resource, []).append(need)
    return found


def _capabilities_by_input(context: Context) -> dict[str, list[Capability]]:
    """Group the know-hows by what feeds them."""
    found: dict[str, list[Capability]] = {}
    for row in context.capabilities:
        for code in context.knowledge.transformations[row.transformation].inputs:
            found.setdefault(code, []).append(row)
    return found


def _neighbours(context: Context, wanted: set[str]) -> dict[str, list[tuple[str, int]]]:
    """Give, for each resource offered, what is wanted and close enough to it."""
    near = context.knowledge.closeness
    return {
        code: [(key, share) for key in sorted(wanted) if (share := near(code, key)) >= CLOSE_ENOUGH]
        for code in {offer.resource for offer in context.offers}
    }
