"""Who could serve whom, product by product and month by month, and how much of it.

A *market* is one product in one month, seen alone:

- ``need``: the needs of a product in front of the offers that match them;
- ``outlet``: the offers of a by-product or of a waste in front of what could take them, needs and
  know-hows alike.

What is covered is the maximum flow of the market: nobody gives more than it has there. An offer that
suits two products is counted whole in each one, and in each month that it is there. What has no
quantity, or one that does not compare, counts among the answers but for nothing in the quantities. A
one-off need is compared with one month of what comes back, in a column of its own (month 0); a one-off
offer serves a need that comes back once, in the first month that suits both.

Only what was declared counts: nothing deduced from a trade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from cooperation.knowledge import ResourceKind
from cooperation.matching import circular, quantities
from cooperation.matching.context import Context
from cooperation.matching.points import Suggestion, SuggestionKind
from cooperation.matching.types import Period, Posting

from .augmenting import Flow

THOUSANDTHS = 1000
"""Amounts are in whole thousandths of a reference unit: grams, millilitres …"""
ONE_OFF = 0
ALL_MONTHS = (1 << 12) - 1
DECLARED = 1000


class MarketKind(StrEnum):
    """What is to be covered."""

    NEED = "need"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """A demand or a supply of a market.

    Attributes
    ----------
    actor_id : int
        Its organisation.
    posting_id : int
        Its posting, or 0 for a know-how.
    transformation : str
        The know-how, or empty.
    amount : int
        Thousandths of the reference unit each month (or in all, for a one-off); 0 when unknown.
    """

    actor_id: int
    posting_id: int
    transformation: str
    amount: int


@dataclass(frozen=True, slots=True)
class Market:
    """One product in one month.

    Attributes
    ----------
    kind : MarketKind
        Needs to answer, or by-products to take.
    resource : str
        Product: of the needs, or of the offers to take.
    month : int
        1 to 12, or 0 for one-offs.
    dimension : str
        Dimension of the amounts; empty when no quantity is stated.
    demands, supplies : tuple of Side
        Sorted.
    links : tuple of tuple of int
        For each demand, the supplies that match it, by position.
    """

    kind: MarketKind
    resource: str
    month: int
    dimension: str
    demands: tuple[Side, ...]
    supplies: tuple[Side, ...]
    links: tuple[tuple[int, ...], ...]

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells a market from the others, and orders them."""
        return str(self.kind), self.resource, self.dimension, self.month

    @property
    def asked(self) -> int:
        """What all the demands ask."""
        return sum(row.amount for row in self.demands)

    @property
    def answered(self) -> int:
        """How many demands have a supply that matches."""
        return sum(bool(row) for row in self.links)

    def flow(self) -> Flow:
        """Give the maximum flow of the market."""
        found = Flow(
            [d.amount for d in self.demands], [s.amount for s in self.supplies], self.links
        )
        found.grow()
        return found


def markets(context: Context, suggestions: Iterable[Suggestion]) -> tuple[Market, ...]:
    """Read the markets of a network from its direct and circular suggestions.

    Parameters
    ----------
    context : Context
        The network.
    suggestions : iterable of Suggestion
        All of them, in any order; the other kinds are left aside.

    Returns
    -------
    tuple of Market
        Sorted by kind, product, dimension and month. A demand that nothing matches has its place.
    """
    offers = {row.id: row for row in context.offers}
    needs = {row.id: row for row in context.needs}
    answers: dict[int, list[Posting]] = defaultdict(list)
    takers: dict[int, list[tuple[Posting, str]]] = defaultdict(list)
    know_hows = {(row.actor_id, row.transformation): row for row in context.capabilities}
    for row in suggestions:
        if row.likelihood < DECLARED or row.offer_id is None:
            continue
        if row.kind is SuggestionKind.DIRECT and row.need_id is not None:
            answers[row.need_id].append(offers[row.offer_id])
            takers[row.offer_id].append((needs[row.need_id], ""))
        elif row.kind is SuggestionKind.CIRCULAR:
            known = know_hows[row.receiver_id, str(row.transformation)]
            recipe = context.knowledge.transformations[known.transformation]
            code, _ = circular.best_input(context, recipe, row.resource)
            takers[row.offer_id].append((circular.as_need(known, code), known.transformation))
    supplied = {key: [(row, "") for row in rows] for key, rows in answers.items()}
    wasted = [row for row in context.offers if is_waste(context, row.resource)]
    found = [
        *_markets(context, MarketKind.NEED, _declared(context.needs), supplied),
        *_markets(context, MarketKind.OUTLET, _declared(wasted), takers),
    ]
    return tuple(sorted(found, key=lambda row: row.key))


def _declared(postings: Iterable[Posting]) -> list[Posting]:
    """Leave out what is only probable."""
    return [row for row in postings if row.likelihood == DECLARED]


def is_waste(context: Context, code: str) -> bool:
    """Tell whether a resource would be thrown away: a by-product, or what bears a waste code."""
    resource = context.knowledge.resources[code]
    return resource.kind is ResourceKind.BYPRODUCT or bool(resource.low_code)


def _markets(
    context: Context,
    kind: MarketKind,
    demands: Iterable[Posting],
    supplied: dict[int, list[tuple[Posting, str]]],
) -> Iterator[Market]:
    """Group demands by product, dimension and month, with what matches them."""
    rows = [
        (row.resource, _dimension(context, row), month, row)
        for row in demands
        for month in active(context, row)
    ]
    rows.sort(key=lambda item: (*item[:3], item[3].id))
    for (resource, dimension, month), group in groupby(rows, key=lambda item: item[:3]):
        asked = [row for *_, row in group]
        facing = [_facing(context, row, supplied.get(row.id, []), month) for row in asked]
        supplies = sorted({side for sides in facing for side in sides})
        place = {side: number for number, side in enumerate(supplies)}
        yield Market(
            kind,
            resource,
            month,
            dimension,
            tuple(_side(context, row, "", dimension) for row in asked),
            tuple(supplies),
            tuple(tuple(sorted(place[side] for side in set(sides))) for sides in facing),
        )


def _facing(
    context: Context, demand: Posting, supplied: list[tuple[Posting, str]], month: int
) -> list[Side]:
    """Give what matches a demand and is there in a month; one-offs have matched as they stand."""
    dimension = _dimension(context, demand)
    return [
        _side(context, row, transformation, dimension)
        for row, transformation in supplied
        if month == ONE_OFF or month in _present(context, row, demand)
    ]


def _present(context: Context, supply: Posting, demand: Posting) -> tuple[int, ...]:
    """Give the months in which a supply is there for a demand that comes back.

    A one-off is there once: in the first month, from today, that suits both.
    """
    if supply.period != Period.ONE_OFF:
        return active(context, supply)
    wanted = active(context, demand)
    mask = (supply.months or ALL_MONTHS) & _window(supply, context.today)
    suited = [month for month in wanted if mask >> (month - 1) & 1] or wanted
    first = max(context.today, supply.starts or context.today).month
    return (min(suited, key=lambda month: (month - first) % 12),)


def _side(context: Context, posting: Posting, transformation: str, dimension: str) -> Side:
    """Measure a side in a dimension; what does not compare counts for nothing."""
    found = quantities.measure(context.knowledge, posting)
    known = found.dimension == dimension and found.monthly is not None
    parts = (found.monthly or 0) if known else 0
    amount = parts * THOUSANDTHS // quantities.PARTS
    return Side(posting.actor_id, posting.id, transformation, amount)


def _dimension(context: Context, posting: Posting) -> str:
    """Give the dimension of a quantity; empty without one."""
    found = quantities.measure(context.knowledge, posting)
    return "" if found.monthly is None else found.dimension


def active(context: Context, posting: Posting) -> tuple[int, ...]:
    """Give the months in which a posting runs: its own, else its season, within its dates.

    A one-off is apart, in month 0.
    """
    if posting.period == Period.ONE_OFF:
        return (ONE_OFF,)
    season = context.knowledge.resources[posting.resource].months
    mask = posting.months or season or ALL_MONTHS
    within = mask & _window(posting, context.today)
    return tuple(month for month in range(1, 13) if (within or mask) >> (month - 1) & 1)


def _window(posting: Posting, today: date) -> int:
    """Give the months between the dates of a posting, from today; all of them without an end."""
    if posting.ends is None:
        return ALL_MONTHS
    first = max(today, posting.starts or today)
    span = (posting.ends.year - first.year) * 12 + posting.ends.month - first.month
    if span >= 11:
        return ALL_MONTHS
    return sum(1 << (first.month - 1 + step) % 12 for step in range(span + 1))
