"""The slow, obvious truth: every offer in front of every need and of every know-how.

Declared postings only are put in front of know-hows here. Every faster path must give exactly the
same list; tests compare them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from . import circular, direct
from .context import Pair, build
from .points import PointsTable, Suggestion
from .tables import TABLE
from .types import Network

Identity: TypeAlias = tuple[str, int, int, int | None, int | None, str | None]


def suggest_all(
    network: Network, *, today: date, table: PointsTable = TABLE
) -> tuple[Suggestion, ...]:
    """Give every suggestion of a network.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    today : date
        Day of the run.
    table : PointsTable
        Points.

    Returns
    -------
    tuple of Suggestion
        In their total order: score descending, then identifiers.
    """
    context = build(network, today, table)
    found: list[Suggestion | None] = []
    for offer in context.offers:
        for need in context.needs:
            near = context.knowledge.closeness(offer.resource, need.resource)
            found.append(direct.suggest(Pair(context, offer, need, near)))
        if not direct.is_deduced(offer):
            found.extend(circular.suggest(context, offer, row) for row in context.capabilities)
    return ranked(single(suggestion for suggestion in found if suggestion is not None))


def single(suggestions: Iterable[Suggestion]) -> Iterable[Suggestion]:
    """Keep one suggestion for what is posted on both sides: the best, and the first of equals.

    An organisation may probably need several things that are close to one offer: one of them is
    enough to propose that both meet.
    """
    kept: dict[Identity, Suggestion] = {}
    for row in suggestions:
        parties = row.giver_id, row.receiver_id, row.offer_id, row.need_id
        key = (str(row.kind), *parties, row.transformation)
        if key not in kept or row.score > kept[key].score:
            kept[key] = row
    return kept.values()


def ranked(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Put suggestions in their total order."""
    return tuple(sorted(suggestions, key=lambda suggestion: suggestion.sort_key))
