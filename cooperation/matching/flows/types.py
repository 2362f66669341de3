"""Stages, hops, and the graph they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation.matching.constraints import Outcome
from cooperation.matching.context import Context, Pair


@dataclass(frozen=True, slots=True, order=True)
class Stage:
    """Where a flow stops.

    Attributes
    ----------
    actor_id : int
        The organisation.
    transformation : str
        The know-how that takes and makes; empty for the organisation's own needs and offers.
    """

    actor_id: int
    transformation: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """What one stage gives in front of what another one wants.

    Attributes
    ----------
    source, target : Stage
        Of two different organisations.
    pair : Pair
        The offer is declared, or (``id`` 0) what the know-how of the source makes at most; the need
        is declared, or (``id`` 0) an input of the know-how of the target.
    unknown : tuple of Outcome
        Constraints that a missing datum leaves open.
    points : int
        0 to 1000: the loop row of the table without the length, to choose the hops to follow.
    """

    source: Stage
    target: Stage
    pair: Pair
    unknown: tuple[Outcome, ...]
    points: int

    @property
    def key(self) -> tuple[int, Stage, int, int, str, str]:
        """Total order of the hops of one source: best first, then identifiers."""
        offer, need = self.pair.offer, self.pair.need
        return -self.points, self.target, offer.id, need.id, offer.resource, need.resource


@dataclass(frozen=True, slots=True)
class Flows:
    """The flow graph of one run.

    Attributes
    ----------
    context : Context
        What it was made from.
    first : mapping
        Offer → its best hops into know-hows.
    onward : mapping
        Stage → its best hops into know-hows and needs, at most one for each target.
    """

    context: Context
    first: Mapping[int, tuple[Hop, ...]]
    onward: Mapping[Stage, tuple[Hop, ...]]
