"""How good rankings of documents are: reciprocal rank, discounted gain, hits. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.evaluation.cases import Case, Identifier

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """A query once asked: the rank of the first that was expected, from 1, and the first ten."""

    id: Identifier
    expected: tuple[Identifier, ...]
    rank: int | None
    top: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the queries, from 0 to 1; all 0 when there is none."""

    queries: int
    mrr: float
    ndcg_10: float
    hit_1: float
    hit_10: float


def measured(case: Case, found: Sequence[Identifier]) -> Measured:
    """Judge one ranking, best first; an identifier and the same text are one."""
    wanted = {str(one) for one in case.expected}
    ranks = [rank for rank, one in enumerate(found, 1) if str(one) in wanted]
    return Measured(case.id, case.expected, ranks[0] if ranks else None, tuple(found[:DEPTH]))


def gain(row: Measured) -> float:
    """Give the normalised discounted cumulative gain of the first ten, every expected one worth 1.

    Source: Järvelin and Kekäläinen, *Cumulated gain-based evaluation of IR techniques*, 2002.
    """
    wanted = {str(one) for one in row.expected}
    won = (rank for rank, one in enumerate(row.top, 1) if str(one) in wanted)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(wanted), DEPTH) + 1))
    return sum(1 / math.log2(rank + 1) for rank in won) / best if best else 0.0


def quality(rows: Sequence[Measured]) -> Quality:
    """Give the means of judged queries."""
    ranks = [row.rank for row in rows]
    return Quality(
        queries=len(rows),
        mrr=_mean([1 / rank if rank else 0.0 for rank in ranks]),
        ndcg_10=_mean([gain(row) for row in rows]),
        hit_1=_mean([float(rank == 1) for rank in ranks]),
        hit_10=_mean([float(rank is not None and rank <= DEPTH) for rank in ranks]),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
