"""Who could do a service: by a declared capacity, a posted offer, or a trade."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from .context import CLOSE_ENOUGH, Context, Pair
from .points import TOTAL
from .types import Actor, Direction, Lot, Network, Period, Posting

LEAST_LIKELY = 350
"""Likelihood under which a trade says nothing."""
ANYWHERE = 20_038
"""Kilometres, half the way round the Earth: the structure comes, whatever the area of the buyer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A structure that could do a lot.

    Attributes
    ----------
    pair : Pair
        What it does, read as an offer, in front of the lot, read as a need.
    hours : int or None
        Hours that it declared it can give each month.
    likelihood : int
        1000 when declared or posted, less when its trade says it.
    trade : str
        That trade, or empty.
    """

    pair: Pair
    hours: int | None
    likelihood: int
    trade: str = ""

    @property
    def actor(self) -> Actor:
        """The structure."""
        return self.pair.giver


def candidates(context: Context, network: Network, lot: Lot) -> tuple[Candidate, ...]:
    """Give everyone who could do a lot, once each, sorted by identifier.

    The surest way counts: a declared capacity, then a posted offer, then a trade; between two of
    the same sort, the closest service.
    """
    need = as_need(lot)
    best: dict[int, tuple[tuple[int, int, str], Candidate]] = {}
    for rank, candidate in _all(context, network, need):
        offered = candidate.pair.offer
        worth = candidate.pair.closeness * candidate.likelihood
        key = (rank, -worth, offered.resource)
        if offered.actor_id != lot.buyer_id and key < best.get(offered.actor_id, ((9, 0, ""),))[0]:
            best[offered.actor_id] = key, candidate
    return tuple(best[pk][1] for pk in sorted(best))


def as_need(lot: Lot) -> Posting:
    """Read a lot as a need of its service; its hours are compared apart, whatever the unit."""
    return Posting(
        id=0,
        actor_id=lot.buyer_id,
        direction=Direction.NEED,
        resource=lot.service,
        starts=lot.starts,
        ends=lot.ends,
        place=lot.place,
        max_distance_km=ANYWHERE,
    )


def _all(context: Context, network: Network, need: Posting) -> Iterator[tuple[int, Candidate]]:
    """Give every way in which someone could do it, with its rank."""
    for row in network.service_capacities:
        for pair in _near(context, _offer(row.actor_id, row.service), need):
            yield 0, Candidate(pair, row.monthly_hours, row.likelihood)
    for posted in context.offers:
        if posted.likelihood == TOTAL:
            for pair in _near(context, posted, need):
                yield 1, Candidate(pair, None, TOTAL)
    near = {code for code, _ in context.knowledge.neighbours(need.resource, CLOSE_ENOUGH)}
    for actor in context.actors.values():
        yield from ((2, row) for row in _by_trade(context, actor, need, near))


def _by_trade(
    context: Context, actor: Actor, need: Posting, near: Container[str]
) -> Iterator[Candidate]:
    """Give what the trades of an organisation say that it could do, among resources near the lot."""
    for code, confidence in actor.trades:
        trade = context.knowledge.trades.get(code)
        for resource, weight in trade.gives if trade else ():
            likely = min(TOTAL - 1, confidence * weight // TOTAL)
            if likely >= LEAST_LIKELY and resource in near:
                for pair in _near(context, _offer(actor.id, resource), need):
                    yield Candidate(pair, None, likely, code)


def _offer(actor_id: int, service: str) -> Posting:
    """Read what an organisation can do as an offer."""
    return Posting(
        id=0,
        actor_id=actor_id,
        direction=Direction.OFFER,
        resource=service,
        period=Period.MONTH,
    )


def _near(context: Context, offer: Posting, need: Posting) -> Iterator[Pair]:
    """Put an offer in front of a lot when both are known and close enough."""
    known = context.knowledge.resources
    if offer.resource in known and offer.actor_id in context.actors:
        near = context.knowledge.closeness(offer.resource, need.resource)
        if near >= CLOSE_ENOUGH:
            yield Pair(context, offer, need, near)
