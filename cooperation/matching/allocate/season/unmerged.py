"""The same problem with one node an organisation: the slow, obvious truth."""

from __future__ import annotations

import numpy as np

from cooperation.matching.allocate.network import FlowNetwork, Ints, by_simplex

from .merging import FIRST, SOURCE, entry_arcs, quota_arcs
from .reach import cost_of, distances, points_of, reachable
from .request import UNSERVED, Request
from .stocks import Stocks


def unmerged(stocks: Stocks, request: Request, family: int, month: int) -> FlowNetwork:
    """Make the network of a month of a family: a node an offer, a node a need, an arc a pair."""
    rows, quantities = [], []
    for side in (stocks.offers, stocks.needs):
        chosen = np.flatnonzero((side.family == family) & (side.quantities[:, month] > 0))
        rows.append(chosen)
        quantities.append(side.quantities[chosen, month])
    offers, needs = points_of(stocks.offers, rows[0]), points_of(stocks.needs, rows[1])
    apart = distances(stocks, offers, needs)
    starts, ends = np.nonzero(reachable(stocks, offers, needs, apart, request.radius_m))
    left = FIRST + np.arange(len(rows[0]))
    right = FIRST + len(left) + np.arange(len(rows[1]))
    total = int(quantities[1].sum())
    blocks = [
        quota_arcs(total, request),
        entry_arcs(left, stocks.offers.grade[rows[0]], quantities[0]),
        (np.full(len(right), SOURCE), right, quantities[1], np.full(len(right), UNSERVED)),
        (left[starts], right[ends], np.full(len(starts), total), cost_of(apart[starts, ends])),
    ]
    columns = [np.concatenate(column) for column in zip(*blocks, strict=True)]
    zeros = np.zeros(FIRST - 1 + len(left), dtype=np.int64)
    return FlowNetwork(np.concatenate([[total], zeros, -quantities[1]]), *columns)


def worth(network: FlowNetwork, flows: Ints | list[int]) -> tuple[int, int]:
    """Give the quantity served and the cost, penalties included, of some flows, exactly."""
    sent = np.asarray(flows)
    used = np.flatnonzero(sent)
    costs = np.asarray(network.costs)[used].tolist()
    moved = list(zip(sent[used].tolist(), costs, strict=True))
    unserved = sum(flow for flow, cost in moved if cost == UNSERVED)
    return int(network.supplies[SOURCE]) - unserved, sum(flow * cost for flow, cost in moved)


def reference(stocks: Stocks, request: Request, family: int, month: int) -> tuple[int, int]:
    """Give the truth: the quantity served and the cost, by networkx's network simplex."""
    network = unmerged(stocks, request, family, month)
    return worth(network, by_simplex(network))
