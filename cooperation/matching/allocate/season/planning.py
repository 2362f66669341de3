"""Every problem of a plan, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cooperation.matching.allocate.network import balanced

from .merging import merge
from .request import UNSERVED, Request
from .sharing import Delivery, share
from .stocks import Stocks
from .unmerged import worth


@dataclass(frozen=True, slots=True)
class Solved:
    """A month of a family, solved.

    Attributes
    ----------
    family, month : int
        Numbers of the family and of the month.
    served, cost : int
        Quantity served, and cost with its penalties.
    deliveries : tuple of Delivery
        Sorted.
    """

    family: int
    month: int
    served: int
    cost: int
    deliveries: tuple[Delivery, ...]


def problems(stocks: Stocks, request: Request) -> tuple[tuple[int, int], ...]:
    """Give the problems of a plan: (family, month), months first."""
    return tuple(
        (family, month) for month in range(len(request.months)) for family in range(stocks.families)
    )


def solve_one(stocks: Stocks, request: Request, family: int, month: int) -> Solved:
    """Solve a month of a family: the most served, then the quotas, then the fewest metres."""
    problem = merge(stocks, request, family, month)
    if problem is None:
        return Solved(family, month, 0, UNSERVED * _wanted(stocks, family, month), ())
    flows = np.asarray(balanced(problem.network), dtype=np.int64)
    served, cost = worth(problem.network, flows)
    return Solved(family, month, served, cost, share(stocks, problem, flows))


def _wanted(stocks: Stocks, family: int, month: int) -> int:
    """Add what the needs of a family ask for in a month."""
    return int(stocks.needs.quantities[stocks.needs.family == family, month].sum())


def solve(stocks: Stocks, request: Request) -> Iterator[Solved]:
    """Solve every problem in turn, so that whoever asks may show progress, or stop."""
    return (solve_one(stocks, request, *problem) for problem in problems(stocks, request))
