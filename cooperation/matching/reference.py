"""The slow, obvious truth: every offer in front of every need and of every know-how.

Every faster path must give exactly the same list; tests compare them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from . import circular, direct
from .context import Pair, build
from .points import PointsTable, Suggestion
from .tables import TABLE
from .types import Network


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
        found.extend(circular.suggest(context, offer, row) for row in context.capabilities)
    return ranked(suggestion for suggestion in found if suggestion is not None)


def ranked(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Put suggestions in their total order."""
    return tuple(sorted(suggestions, key=lambda suggestion: suggestion.sort_key))
