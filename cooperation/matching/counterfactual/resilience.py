"""Resilience: whose absence costs most, product by product and month by month.

For an organisation *a* and a market (one product in one month, see :mod:`coverage`), with the demands
of *a* left out since nobody would miss them:

    lost(a) = maximum flow − maximum flow without the supplies of *a*

and ``alone`` counts the demands that only *a* can serve. The share lost, on 1 000, is the greater of
``lost ÷ covered`` and ``alone ÷ answered``: a market without quantities still counts. The weight of an
organisation is the sum of its shares over all the markets; 1 000 is one product for one month.

Exact: a removal gives back what the organisation supplied, then seeks other paths. Markets that are
the same from one month to another are solved once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cooperation.matching import engine
from cooperation.matching.context import build
from cooperation.matching.points import TOTAL, PointsTable
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network

from .coverage import Market, MarketKind, markets


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the others lose of a product in a month when an organisation is away.

    Attributes
    ----------
    actor_id : int
        The organisation.
    kind : MarketKind
        Needs without an answer, or by-products without an outlet.
    resource, month, dimension
        The market.
    covered, lost : int
        Thousandths of the reference unit: what the others receive with it, and what they lose.
    answered, alone : int
        Demands of the others that something matches, and those that only it can serve.
    postings : tuple of int
        The postings that only it can serve, sorted.
    """

    actor_id: int
    kind: MarketKind
    resource: str
    month: int
    dimension: str
    covered: int
    lost: int
    answered: int
    alone: int
    postings: tuple[int, ...] = ()

    @property
    def share(self) -> int:
        """Share lost, 1 to 1000."""
        by_amount = TOTAL * self.lost // self.covered if self.covered else 0
        return max(1, by_amount, TOTAL * self.alone // self.answered)

    @property
    def is_single(self) -> bool:
        """Whether nobody else could serve anything of it."""
        return self.share == TOTAL

    @property
    def sort_key(self) -> tuple[int, str, str, str, int]:
        """Total order: the organisation, then the market."""
        return self.actor_id, str(self.kind), self.resource, self.dimension, self.month


@dataclass(frozen=True, slots=True)
class Dependence:
    """How much the others rest on an organisation.

    Attributes
    ----------
    actor_id : int
        The organisation.
    weight : int
        Sum of the shares lost.
    postings : tuple of int
        Postings that only it can serve in some month, sorted.
    losses : tuple of Loss
        By market.
    """

    actor_id: int
    weight: int
    postings: tuple[int, ...]
    losses: tuple[Loss, ...]


def resilience(
    network: Network, *, today: date, table: PointsTable = TABLE
) -> tuple[Dependence, ...]:
    """Rank the organisations by what their absence costs to the others.

    Parameters
    ----------
    network : Network
        The network, its rows in any order; what is deduced does not count.
    today : date
        Day of the run.
    table : PointsTable
        Points; it changes nothing of what is matched.

    Returns
    -------
    tuple of Dependence
        The greatest weight first, then the identifier; those whose absence costs nothing are left
        out.
    """
    context = build(network, today, table)
    found = losses(markets(context, engine.suggest_all(network, today=today, table=table)))
    by_actor: dict[int, list[Loss]] = defaultdict(list)
    for row in found:
        by_actor[row.actor_id].append(row)
    every = (_dependence(actor_id, tuple(rows)) for actor_id, rows in by_actor.items())
    return tuple(sorted(every, key=lambda row: (-row.weight, row.actor_id)))


def _dependence(actor_id: int, rows: tuple[Loss, ...]) -> Dependence:
    """Add the losses of an organisation."""
    postings = tuple(sorted({ident for row in rows for ident in row.postings}))
    return Dependence(actor_id, sum(row.share for row in rows), postings, rows)


def losses(found: Iterable[Market]) -> tuple[Loss, ...]:
    """Give what each organisation's absence costs in each market, sorted."""
    solved: dict[tuple[object, ...], tuple[Loss, ...]] = {}
    rows: list[Loss] = []
    for market in found:
        key = (market.kind, market.resource, market.demands, market.supplies, market.links)
        if key not in solved:
            solved[key] = tuple(_losses(market))
        rows.extend(_moved(row, market.month) for row in solved[key])
    return tuple(sorted(rows, key=lambda row: row.sort_key))


def _moved(row: Loss, month: int) -> Loss:
    """Give the same loss in another month."""
    return replace(row, month=month)


def _losses(market: Market) -> Iterator[Loss]:
    """Take the organisations of a market away, one at a time."""
    whole = market.flow()
    for actor_id in sorted({row.actor_id for row in market.supplies}):
        mine = [n for n, row in enumerate(market.supplies) if row.actor_id == actor_id]
        own = [n for n, row in enumerate(market.demands) if row.actor_id == actor_id]
        others = [n for n, row in enumerate(market.demands) if row.actor_id != actor_id]
        flow = whole.copy()
        flow.remove_demands(own)
        flow.grow()
        covered = flow.served
        flow.remove_supplies(mine)
        flow.grow()
        alone = [n for n in others if market.links[n] and set(market.links[n]) <= set(mine)]
        if covered > flow.served or alone:
            yield Loss(
                actor_id=actor_id,
                kind=market.kind,
                resource=market.resource,
                month=market.month,
                dimension=market.dimension,
                covered=covered,
                lost=covered - flow.served,
                answered=sum(bool(market.links[n]) for n in others),
                alone=len(alone),
                postings=tuple(sorted(market.demands[n].posting_id for n in alone)),
            )
