"""What links organisations, and the whole network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cooperation.knowledge import Knowledge

from .actors import Actor, Capability, ServiceCapacity
from .postings import Lot, Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A commitment of an organisation to an action of the roadmap."""

    actor_id: int
    theme: str
    action_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """A flow that really runs between two organisations."""

    giver_id: int
    receiver_id: int
    resource: str
    id: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Everything that the core reads, in any order.

    Attributes
    ----------
    knowledge : Knowledge
        Taxonomy, transformations and units.
    actors, postings, capabilities, commitments, cooperations, lots, service_capacities : tuple
        The rows; postings are the published ones.
    """

    knowledge: Knowledge
    actors: tuple[Actor, ...] = ()
    postings: tuple[Posting, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    cooperations: tuple[Cooperation, ...] = ()
    lots: tuple[Lot, ...] = ()
    service_capacities: tuple[ServiceCapacity, ...] = ()
