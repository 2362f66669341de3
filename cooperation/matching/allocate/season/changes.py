"""A network in which something was tried out; the real one is not touched."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from cooperation.matching.types import Actor, Direction, Network, Period, Place, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A producer that does not exist yet.

    Attributes
    ----------
    resource : str
        What it would offer.
    insee : str
        Commune where it would be.
    kilos : Decimal
        How much each month, above 0.
    months : int
        12-bit mask; 0 for the season of the product.
    labels : frozenset of str
        Labels that it would hold.
    """

    resource: str
    insee: str
    kilos: Decimal
    months: int = 0
    labels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Changes to try out together.

    Attributes
    ----------
    removed : frozenset of int
        Organisations that leave, with all they offer and need.
    capacities : mapping of int to int
        Organisation → what becomes of its offers, in thousandths of what they are.
    newcomers : tuple of Newcomer
        Producers that come; the first is organisation −1, the next −2.
    """

    removed: frozenset[int] = frozenset()
    capacities: dict[int, int] = field(default_factory=dict)
    newcomers: tuple[Newcomer, ...] = ()


def tried(network: Network, trial: Trial) -> Network:
    """Give the network as the trial would make it."""
    actors = [row for row in network.actors if row.id not in trial.removed]
    postings = [
        _scaled(row, trial.capacities.get(row.actor_id, 1000))
        for row in network.postings
        if row.actor_id not in trial.removed
    ]
    for number, newcomer in enumerate(trial.newcomers, start=1):
        actors.append(
            Actor(
                id=-number,
                kinds=frozenset({"producer"}),
                labels=newcomer.labels,
                place=Place(insee=newcomer.insee),
            )
        )
        postings.append(
            Posting(
                id=-number,
                actor_id=-number,
                direction=Direction.OFFER,
                resource=newcomer.resource,
                quantity=newcomer.kilos,
                unit="kg",
                period=Period.MONTH,
                months=newcomer.months,
                labels_held=newcomer.labels,
            )
        )
    return replace(network, actors=tuple(actors), postings=tuple(postings))


def _scaled(posting: Posting, thousandths: int) -> Posting:
    """Change what an offer gives; a need stays as it is."""
    if thousandths == 1000 or posting.direction != Direction.OFFER or posting.quantity is None:
        return posting
    return replace(posting, quantity=posting.quantity * thousandths / 1000)
