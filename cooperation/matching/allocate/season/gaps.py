"""What a plan leaves without an answer, and who could grow it or make it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cooperation.knowledge import Knowledge, Transformation
from cooperation.matching.context import CLOSE_ENOUGH
from cooperation.matching.distance import metres_between
from cooperation.matching.types import Actor, Network

from .request import Request
from .summary import Summary

GROWERS = frozenset({"producer"})
"""Kinds of organisation that grow or raise food."""

LIKELY = 300
"""Points, out of 1000, from which a trade makes an organisation a lead."""

SHOWN = 5
"""How many leads a gap has at most."""


Wanted = dict[tuple[str, int], int]
"""(product, organisation) → grams."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An organisation that could answer.

    Attributes
    ----------
    actor_id : int
        Organisation.
    by : str
        Code of the trade, or of the transformation, that says so.
    points : int
        How likely, 1 to 1000: confidence in the trade × its weight × closeness of the product; a
        declared know-how counts for its closeness alone.
    metres : int or None
        From the kitchen that lacks the most, commune to commune.
    offers : bool
        Whether it already offers the product in the plan.
    """

    actor_id: int
    by: str
    points: int
    metres: int | None
    offers: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A product that is not covered.

    Attributes
    ----------
    product : str
        Resource that was wanted.
    grams : int
        What is missing over all months, above 0.
    months : tuple of (int, int)
        (index of the month, grams missing).
    kitchens : tuple of (int, int)
        (organisation, grams missing), the most first.
    growers, makers : tuple of Lead
        Who could grow it, by trade; who could make it, by know-how. The likeliest first.
    """

    product: str
    grams: int
    months: tuple[tuple[int, int], ...]
    kitchens: tuple[tuple[int, int], ...]
    growers: tuple[Lead, ...]
    makers: tuple[Lead, ...]


def gaps(network: Network, request: Request, summary: Summary, wanted: Wanted) -> tuple[Gap, ...]:
    """Give what is missing, the most first.

    Parameters
    ----------
    network : Network
        Trades and know-hows.
    request : Request
        Positions of the communes, and the radius that bounds the leads.
    summary : Summary
        The plan.
    wanted : mapping
        (product, organisation) → grams wanted over all months.
    """
    lacking = _lacking(summary, wanted)
    found = []
    for product in sorted({product for product, _ in summary.cells}):
        months = tuple(
            (month, cell.wanted - cell.served)
            for (code, month), cell in summary.cells.items()
            if code == product and cell.wanted > cell.served
        )
        if months:
            kitchens = tuple(sorted(lacking[product], key=lambda row: (-row[1], row[0])))
            leads = Leads(network, request, summary, product, kitchens[0][0])
            total = sum(grams for _, grams in months)
            found.append(Gap(product, total, months, kitchens, leads.growers(), leads.makers()))
    return tuple(sorted(found, key=lambda gap: (-gap.grams, gap.product)))


def _lacking(summary: Summary, wanted: Wanted) -> dict[str, list[tuple[int, int]]]:
    """Give what each kitchen lacks of each product."""
    left = dict(wanted)
    for flow in summary.flows:
        left[flow.product, flow.receiver] -= flow.grams
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (product, actor_id), grams in left.items():
        if grams:
            found[product].append((actor_id, grams))
    return found


class Leads:
    """Who could answer a gap.

    Parameters
    ----------
    network : Network
        Trades and know-hows.
    request : Request
        Positions and radius.
    summary : Summary
        Says who already gives the product.
    product : str
        What is missing.
    kitchen : int
        Who lacks the most: distances start there.
    """

    def __init__(
        self, network: Network, request: Request, summary: Summary, product: str, kitchen: int
    ) -> None:
        self._network, self._request, self._product = network, request, product
        self._actors = {actor.id: actor for actor in network.actors}
        self._here = self._position(self._actors[kitchen])
        self._offering = {
            row.actor_id
            for row in network.postings
            if row.direction == "offer"
            and row.actor_id in summary.producers
            and self._closeness(row.resource) >= CLOSE_ENOUGH
        }

    def growers(self) -> tuple[Lead, ...]:
        """Give the producers whose trade usually gives the product."""
        return self._best(
            self._lead(actor, code, confidence * points // 1000)
            for actor in self._network.actors
            if actor.kinds & GROWERS
            for code, confidence in actor.trades
            for points in (self._given(self._network.knowledge, code),)
        )

    def makers(self) -> tuple[Lead, ...]:
        """Give the organisations that master a transformation of which it comes out."""
        known = self._network.knowledge.transformations
        return self._best(
            self._lead(
                self._actors[row.actor_id],
                row.transformation,
                self._made(known[row.transformation]) * row.likelihood // 1000,
            )
            for row in self._network.capabilities
            if row.actor_id in self._actors and row.transformation in known
        )

    def _given(self, knowledge: Knowledge, trade: str) -> int:
        """Tell how much a trade gives the product, 0 to 1000."""
        if trade not in knowledge.trades:
            return 0
        rows = ((weight, self._closeness(code)) for code, weight in knowledge.trades[trade].gives)
        return max((w * near // 1000 for w, near in rows if near >= CLOSE_ENOUGH), default=0)

    def _made(self, known: Transformation) -> int:
        """Tell how close the outputs of a transformation are to the product, 0 when too far."""
        near = max(map(self._closeness, known.outputs))
        return near if near >= CLOSE_ENOUGH else 0

    def _closeness(self, code: str) -> int:
        """Tell how close a resource is to the product; 0 for one that is no longer known."""
        known = self._network.knowledge
        return known.closeness(code, self._product) if code in known.resources else 0

    def _lead(self, actor: Actor, code: str, points: int) -> Lead:
        """Make a lead of an organisation."""
        there = self._position(actor)
        metres = metres_between(*self._here, *there) if self._here and there else None
        return Lead(actor.id, code, points, metres, actor.id in self._offering)

    def _position(self, actor: Actor) -> tuple[float, float] | None:
        """Give the position of the commune of an organisation."""
        return self._request.positions.get(actor.place.insee) if actor.place else None

    def _best(self, leads: Iterator[Lead]) -> tuple[Lead, ...]:
        """Keep the best lead of each organisation within the radius, the likeliest first."""
        reach = self._request.radius_m
        found: dict[int, Lead] = {}
        for lead in sorted(
            leads, key=lambda row: (-row.points, row.metres or 0, row.actor_id, row.by)
        ):
            far = reach is not None and lead.metres is not None and lead.metres > reach
            if lead.points >= LIKELY and not far:
                found.setdefault(lead.actor_id, lead)
        return tuple(found.values())[:SHOWN]
