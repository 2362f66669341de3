"""How good rankings are: reciprocal rank, hits and recall."""

from collections.abc import Sequence
from dataclasses import dataclass

from cooperation.matching.ranking.types import Ranked

TOP = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, answered and judged."""

    id: int | str
    rank: int | None
    """Rank of the first organisation that was expected, from 1; nothing when none came out."""
    recall: float
    """Share of the expected ones that are among the first ten."""
    best: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over queries."""

    queries: int
    mrr: float
    hit_1: float
    hit_3: float
    hit_10: float
    recall_10: float


def judge(
    query_id: int | str,
    expected: Sequence[int | str],
    order: Sequence[int | str],
    best: tuple[Ranked, ...],
) -> Judged:
    """Compare an order with who was expected."""
    names = frozenset(map(str, expected))
    rank = next((at for at, one in enumerate(order, 1) if str(one) in names), None)
    found = sum(str(one) in names for one in order[:TOP])
    return Judged(query_id, rank, found / len(names) if names else 0.0, best)


def quality(judged: Sequence[Judged]) -> Quality:
    """Average over queries; all is 0 when there is none."""
    count = max(len(judged), 1)
    ranks = [row.rank for row in judged if row.rank is not None]

    def hit(most: int) -> float:
        return round(sum(rank <= most for rank in ranks) / count, 4)

    return Quality(
        queries=len(judged),
        mrr=round(sum(1 / rank for rank in ranks) / count, 4),
        hit_1=hit(1),
        hit_3=hit(3),
        hit_10=hit(TOP),
        recall_10=round(sum(row.recall for row in judged) / count, 4),
    )
