"""What a plan gives: coverage, shares, kilometres, by product, month, kitchen and producer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .planning import Solved
from .request import Request
from .stocks import CONVENTIONAL, ORGANIC, Stocks

VAN_GRAMS = 500_000
"""What a trip carries at most, in grams: a small delivery van. An assumption of the project."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What an organisation delivers to another in a month.

    Attributes
    ----------
    month : int
        Index of the month in the request.
    product : str
        Resource that was wanted.
    giver, receiver : int
        Organisations.
    grams : int
        Quantity, above 0.
    metres : int
        From commune to commune; −1 when unknown.
    grade : int
        Conventional, quality or organic.
    """

    month: int
    product: str
    giver: int
    receiver: int
    grams: int
    metres: int
    grade: int


@dataclass(slots=True)
class Tally:
    """What adds up over some needs, in grams.

    Attributes
    ----------
    wanted, served, local, quality, organic : int
        Grams: asked; covered; covered from near; of quality (organic included); organic.
    gram_metres : int
        Grams times metres, where the distance is known.
    unplaced : int
        Grams whose distance nobody knows.
    """

    wanted: int = 0
    served: int = 0
    local: int = 0
    quality: int = 0
    organic: int = 0
    gram_metres: int = 0
    unplaced: int = 0

    def add(self, flow: Flow, local_m: int) -> None:
        """Count a delivery."""
        self.served += flow.grams
        self.quality += flow.grams if flow.grade != CONVENTIONAL else 0
        self.organic += flow.grams if flow.grade == ORGANIC else 0
        if flow.metres < 0:
            self.unplaced += flow.grams
            return
        self.local += flow.grams if flow.metres <= local_m else 0
        self.gram_metres += flow.grams * flow.metres


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole plan, added up.

    Attributes
    ----------
    total : Tally
        Everything.
    cells : mapping
        (product, month index) → tally.
    kitchens : mapping
        Organisation → tally.
    producers : mapping
        Organisation → (grams offered, tally of what it gives; its ``wanted`` stays 0).
    flows : tuple of Flow
        Sorted.
    trips, trip_metres : int
        Estimate: trips of a van, alone, there and back, for each pair and month.
    """

    total: Tally
    cells: dict[tuple[str, int], Tally]
    kitchens: dict[int, Tally]
    producers: dict[int, tuple[int, Tally]]
    flows: tuple[Flow, ...]
    trips: int
    trip_metres: int


def summarise(stocks: Stocks, request: Request, solved: Iterable[Solved]) -> Summary:
    """Add a plan up.

    Parameters
    ----------
    stocks : Stocks
        What there was.
    request : Request
        Months, and what counts as local.
    solved : iterable of Solved
        Its problems, all of them.
    """
    flows = _flows(stocks, solved)
    total, cells, kitchens = Tally(), defaultdict[tuple[str, int], Tally](Tally), _wanting()
    for row, posting in enumerate(stocks.needs.postings):
        for month, grams in enumerate(stocks.needs.quantities[row].tolist()):
            if grams:
                cell = (posting.resource, month)
                for tally in (total, cells[cell], kitchens[posting.actor_id]):
                    tally.wanted += grams
    offered, given = defaultdict[int, int](int), _wanting()
    for row, posting in enumerate(stocks.offers.postings):
        offered[posting.actor_id] += int(stocks.offers.quantities[row].sum())
    for flow in flows:
        cell = (flow.product, flow.month)
        for tally in (total, cells[cell], kitchens[flow.receiver], given[flow.giver]):
            tally.add(flow, request.local_m)
    trips, metres = _trips(flows)
    return Summary(
        total=total,
        cells=dict(sorted(cells.items())),
        kitchens=dict(sorted(kitchens.items())),
        producers={key: (grams, given[key]) for key, grams in sorted(offered.items())},
        flows=flows,
        trips=trips,
        trip_metres=metres,
    )


def _wanting() -> defaultdict[int, Tally]:
    """Start tallies by organisation."""
    return defaultdict(Tally)


def _flows(stocks: Stocks, solved: Iterable[Solved]) -> tuple[Flow, ...]:
    """Add deliveries of the same month, product, ends, distance and grade."""
    found: dict[tuple[int, str, int, int, int, int], int] = defaultdict(int)
    grades = stocks.offers.grade.tolist()
    for one in solved:
        for start, end, grams, metres in one.deliveries:
            offer, need = stocks.offers.postings[start], stocks.needs.postings[end]
            key = (one.month, need.resource, offer.actor_id, need.actor_id, metres, grades[start])
            found[key] += grams
    return tuple(
        Flow(month, product, giver, receiver, grams, metres, grade)
        for (month, product, giver, receiver, metres, grade), grams in sorted(found.items())
    )


def _trips(flows: Iterable[Flow]) -> tuple[int, int]:
    """Estimate the trips of vans and their metres, there and back."""
    loads: dict[tuple[int, int, int, int], int] = defaultdict(int)
    for flow in flows:
        loads[flow.month, flow.giver, flow.receiver, flow.metres] += flow.grams
    trips = {key: -(-grams // VAN_GRAMS) for key, grams in loads.items()}
    metres = sum(2 * count * max(key[3], 0) for key, count in trips.items())
    return sum(trips.values()), metres


def wanted_by(stocks: Stocks) -> dict[tuple[str, int], int]:
    """Give what each organisation wants of each product over all months, in grams."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for row, posting in enumerate(stocks.needs.postings):
        found[posting.resource, posting.actor_id] += int(stocks.needs.quantities[row].sum())
    return dict(found)
