"""One month of one family of products as a flow network of communes.

Rows of one commune with the same terms, area and radius are one node: as a delivery is measured
from commune to commune, no answer gets better or worse for it. Nodes of one commune that differ by
their radius alone form a chain: who goes far also goes near, so what a wide node holds may come
down to a narrow one, and each pair of communes needs a single arc.

::

    source ──► quality ──► organic          what is within a quota costs nothing more
      │           │           │
      ▼           ▼           ▼
     [commune, radius] ─ chain ─► [commune, smaller radius] ──metres──► [commune, radius] ─ chain ─►
      └─────────────────────────── not served: a penalty ─────────────────────────────►
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cooperation.matching.allocate.network import FlowNetwork, Ints

from .reach import Points, cost_of, distances, reachable
from .request import OFF_QUOTA, UNSERVED, Request
from .stocks import CONVENTIONAL, ORGANIC, QUALITY, Side, Stocks

SOURCE, GOOD, BIO, FIRST = range(4)
"""Nodes of a network: where everything starts, the two quotas, and the first of the others."""

WIDE = 1 << 41
"""More than any radius: what separates two chains in a sorted key."""

GRADES = (CONVENTIONAL, QUALITY, ORGANIC)


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """The rows of a side in a month, merged.

    Attributes
    ----------
    rows, quantities : array of int
        Rows of the side that take part, and how much of each.
    node : array of int
        Node of each row; nodes of a chain follow each other, by radius.
    chain, radius : array of int
        For each node: its chain, and its radius (0 where a list of communes bounds it).
    points : Points
        For each chain.
    """

    rows: Ints
    quantities: Ints
    node: Ints
    chain: Ints
    radius: Ints
    points: Points

    @property
    def total(self) -> int:
        """How much there is in all."""
        return int(self.quantities.sum())

    def links(self) -> Ints:
        """Give the nodes whose next node is of the same chain."""
        return np.flatnonzero(self.chain[1:] == self.chain[:-1])

    def narrowest(self, chains: Ints, metres: Ints) -> Ints:
        """Give, for each chain and distance, its node of smallest radius that goes that far."""
        listed = self.points.area[chains] > 0
        needed = np.where(listed, 0, np.maximum(metres, 0))
        return np.searchsorted(self.chain * WIDE + self.radius, chains * WIDE + needed)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A month of a family, merged.

    Attributes
    ----------
    offers, needs : Nodes
        Both sides.
    entries : array of int, 2 × entries
        Node and grade of what enters by each entry.
    network : FlowNetwork
        Arcs in this order: four of the quotas, entries, not served, chains of the offers, chains
        of the needs, deliveries.
    tails, heads, metres : array of int
        For each delivery: node of the offers, node of the needs, distance (−1 when unknown).
    """

    offers: Nodes
    needs: Nodes
    entries: Ints
    network: FlowNetwork
    tails: Ints
    heads: Ints
    metres: Ints


def nodes_of(side: Side, family: int, month: int) -> Nodes:
    """Merge the rows of a side that have something in a month."""
    rows = np.flatnonzero((side.family == family) & (side.quantities[:, month] > 0))
    listed = side.area[rows] > 0
    shape = np.stack(
        [
            side.commune[rows],
            side.term[rows],
            side.area[rows],
            np.where(listed, side.radius[rows], 0),
            np.where(listed, 0, side.radius[rows]),
        ],
        axis=1,
    )
    order = np.lexsort(shape.T[::-1])
    ordered = shape[order]
    new_chain = _changes(ordered[:, :4])
    new_node = new_chain | _changes(ordered[:, 4:])
    node = np.empty(len(rows), dtype=np.int64)
    node[order] = np.cumsum(new_node) - 1
    starts = ordered[new_node]
    last = np.flatnonzero(np.append(new_chain[1:], True)) if len(rows) else order
    tops = ordered[last]
    radius = np.where(tops[:, 2] > 0, tops[:, 3], tops[:, 4])
    return Nodes(
        rows=rows,
        quantities=side.quantities[rows, month],
        node=node,
        chain=(np.cumsum(new_chain) - 1)[new_node],
        radius=starts[:, 4],
        points=Points(tops[:, 0], tops[:, 1], tops[:, 2], radius),
    )


def _changes(ordered: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which rows differ from the one before; the first does."""
    found = np.ones(len(ordered), dtype=np.bool_)
    found[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return found


def sums(labels: Ints, quantities: Ints, count: int) -> Ints:
    """Add quantities by label, exactly."""
    totals = np.zeros(count, dtype=np.int64)
    np.add.at(totals, labels, quantities)
    return totals


def merge(stocks: Stocks, request: Request, family: int, month: int) -> Problem | None:
    """Make the network of a month of a family, or ``None`` when nothing could flow.

    Parameters
    ----------
    stocks : Stocks
        What there is.
    request : Request
        Radius and shares.
    family : int
        Number of the family.
    month : int
        Index of the month in the request.
    """
    offers = nodes_of(stocks.offers, family, month)
    needs = nodes_of(stocks.needs, family, month)
    if not offers.total or not needs.total:
        return None
    apart = distances(stocks, offers.points, needs.points)
    allowed = reachable(stocks, offers.points, needs.points, apart, request.radius_m)
    starts, ends = np.nonzero(allowed)
    metres = apart[starts, ends]
    tails, heads = offers.narrowest(starts, metres), needs.narrowest(ends, metres)
    code = offers.node * len(GRADES) + stocks.offers.grade[offers.rows]
    kinds, entry = np.unique(code, return_inverse=True)
    entries = np.stack([kinds // len(GRADES), kinds % len(GRADES)])
    held = sums(entry, offers.quantities, len(kinds))
    network = _network(request, offers, needs, entries, held, (tails, heads, cost_of(metres)))
    return Problem(offers, needs, entries, network, tails, heads, metres)


def _network(
    request: Request,
    offers: Nodes,
    needs: Nodes,
    entries: Ints,
    held: Ints,
    deliveries: tuple[Ints, Ints, Ints],
) -> FlowNetwork:
    """Put the arcs together."""
    total = needs.total
    left = FIRST + np.arange(len(offers.chain))
    right = left[-1] + 1 + np.arange(len(needs.chain))
    wanted = sums(needs.node, needs.quantities, len(right))
    down, up = offers.links(), needs.links()
    tails, heads, metres = deliveries
    whole = np.full(1, total)
    blocks = [
        quota_arcs(total, request),
        entry_arcs(left[entries[0]], entries[1], held),
        (np.full(len(right), SOURCE), right, wanted, np.full(len(right), UNSERVED)),
        (left[down + 1], left[down], whole.repeat(len(down)), np.zeros(len(down), dtype=np.int64)),
        (right[up], right[up + 1], whole.repeat(len(up)), np.zeros(len(up), dtype=np.int64)),
        (left[tails], right[heads], whole.repeat(len(tails)), metres),
    ]
    columns = [np.concatenate(column) for column in zip(*blocks, strict=True)]
    supplies = np.concatenate([[total], np.zeros(FIRST - 1 + len(left), dtype=np.int64), -wanted])
    return FlowNetwork(supplies, *columns)


def quota_arcs(total: int, request: Request) -> tuple[Ints, Ints, Ints, Ints]:
    """Give the four arcs of the quotas: within, then beyond, of quality, then of organic."""
    good, bio = (
        -(-total * share // 1000) for share in (request.quality_share, request.organic_share)
    )
    return (
        np.array([SOURCE, SOURCE, GOOD, GOOD]),
        np.array([GOOD, GOOD, BIO, BIO]),
        np.array([good, total, bio, total]),
        np.array([0, OFF_QUOTA, 0, OFF_QUOTA]),
    )


def entry_arcs(nodes: Ints, grades: Ints, held: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Give the arcs by which offers enter: the better the grade, the fewer quotas they miss."""
    tails = np.array([SOURCE, GOOD, BIO])[grades]
    missed = np.array([2, 1, 0])[grades]
    return tails, nodes, held, missed * OFF_QUOTA
