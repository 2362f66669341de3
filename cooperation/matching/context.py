"""The network as lookups, and a pair of postings seen together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cooperation.knowledge import Knowledge, Resource

from .distance import metres
from .points import PointsTable
from .types import Actor, Capability, Direction, Network, Place, Posting

CLOSE_ENOUGH = 500
"""Closeness in the taxonomy from which a resource may stand for another."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every pair of one run shares.

    Rows that refer to an unknown organisation, resource or transformation are left out: an
    old posting does not stop the others.

    Attributes
    ----------
    knowledge : Knowledge
        Taxonomy, transformations and units.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    actors : mapping
        Identifier → organisation.
    offers, needs : tuple of Posting
        Sorted by identifier.
    capabilities : tuple of Capability
        Sorted by organisation, then transformation.
    themes : mapping
        Organisation → its themes and those it committed to.
    running : frozenset
        (giver, receiver, resource) of the cooperations.
    buyers : mapping
        Transformation → organisations that need one of its outputs, sorted.
    """

    knowledge: Knowledge
    today: date
    table: PointsTable
    actors: Mapping[int, Actor]
    offers: tuple[Posting, ...]
    needs: tuple[Posting, ...]
    capabilities: tuple[Capability, ...]
    themes: Mapping[int, frozenset[str]]
    running: frozenset[tuple[int, int, str]]
    buyers: Mapping[str, tuple[int, ...]]


def build(network: Network, today: date, table: PointsTable) -> Context:
    """Index a network, whatever the order of its rows."""
    knowledge = network.knowledge
    actors = {row.id: row for row in sorted(network.actors, key=lambda row: row.id)}
    postings = sorted(
        (p for p in network.postings if p.actor_id in actors and p.resource in knowledge.resources),
        key=lambda row: row.id,
    )
    capabilities = _capabilities(network, frozenset(actors))
    needs = tuple(row for row in postings if row.direction == Direction.NEED)
    return Context(
        knowledge=knowledge,
        today=today,
        table=table,
        actors=actors,
        offers=tuple(row for row in postings if row.direction == Direction.OFFER),
        needs=needs,
        capabilities=capabilities,
        themes=_themes(network),
        running=frozenset((c.giver_id, c.receiver_id, c.resource) for c in network.cooperations),
        buyers=_buyers(knowledge, capabilities, needs),
    )


def _capabilities(network: Network, actors: frozenset[int]) -> tuple[Capability, ...]:
    """Sort the know-hows; told twice by one organisation, the larger capacity is kept."""
    known = network.knowledge.transformations
    rows = [row for row in network.capabilities if row.actor_id in actors]
    rows.sort(key=lambda row: (row.yearly_capacity or 0, row.unit))
    found = {(row.actor_id, row.transformation): row for row in rows if row.transformation in known}
    return tuple(found[key] for key in sorted(found))


def _buyers(
    knowledge: Knowledge, capabilities: Iterable[Capability], needs: Iterable[Posting]
) -> dict[str, tuple[int, ...]]:
    """Give, for each know-how, the organisations that need one of its outputs, sorted."""
    seekers: dict[str, set[int]] = defaultdict(set)
    for need in needs:
        seekers[need.resource].add(need.actor_id)
    found: dict[str, tuple[int, ...]] = {}
    for code in {row.transformation: None for row in capabilities}:
        outputs = knowledge.transformations[code].outputs
        wanted = (seekers[resource] for resource in seekers if _fits(knowledge, outputs, resource))
        found[code] = tuple(sorted(set().union(*wanted)))
    return found


def _fits(knowledge: Knowledge, outputs: Iterable[str], resource: str) -> bool:
    """Tell whether one of some outputs may stand for a resource."""
    return any(knowledge.closeness(output, resource) >= CLOSE_ENOUGH for output in outputs)


def _themes(network: Network) -> dict[int, frozenset[str]]:
    """Gather the themes of each organisation, commitments included."""
    themes = {actor.id: set(actor.themes) for actor in network.actors}
    for row in network.commitments:
        themes.setdefault(row.actor_id, set()).add(row.theme)
    return {key: frozenset(found) for key, found in themes.items()}


@dataclass(frozen=True)
class Pair:
    """An offer in front of a need, and who stands behind each.

    What every constraint and criterion asks is looked up once: it has no slots, but a memory.
    A circular suggestion stands on the same pair: its need is the input that the receiver's
    know-how takes, which nobody posted.
    """

    context: Context
    offer: Posting
    need: Posting
    closeness: int
    giver: Actor = field(init=False, repr=False, compare=False)
    """The organisation that gives."""
    receiver: Actor = field(init=False, repr=False, compare=False)
    """The organisation that receives."""
    offered: Resource = field(init=False, repr=False, compare=False)
    """The resource offered."""

    def __post_init__(self) -> None:
        """Look up who stands behind each, and what is offered."""
        known = self.context
        vars(self).update(
            giver=known.actors[self.offer.actor_id],
            receiver=known.actors[self.need.actor_id],
            offered=known.knowledge.resources[self.offer.resource],
        )

    @property
    def hazard(self) -> Resource | None:
        """The hazardous waste that may flow: what is offered, else what is wanted; ``None`` if none.

        An offer of oil meets a need for engine oil, which has a star: what comes may bear it.
        """
        if self.offered.hazardous:
            return self.offered
        wanted = self.context.knowledge.resources[self.need.resource]
        return wanted if wanted.hazardous else None

    @property
    def origin(self) -> Place | None:
        """Where the offer is."""
        return self.offer.place or self.giver.place

    @property
    def destination(self) -> Place | None:
        """Where the need is."""
        return self.need.place or self.receiver.place

    @cached_property
    def metres(self) -> int | None:
        """Distance between both, in metres, or ``None``."""
        return metres(self.origin, self.destination)
