"""Judge a table on outcomes that it has not learnt from, before anyone approves it.

Two measures, in thousandths, on the newer third of the outcomes:

- *concordance*: over every concluded and refused case of one kind, how often the concluded one
  scores higher, a tie counting for half (the area under the ROC curve);
- *reciprocal rank*: mean of ``1 / rank`` of the first concluded case in the list of each
  organisation that has both sorts, ties at their worst rank.

References
----------
J. A. Hanley and B. J. McNeil, « The meaning and use of the area under a ROC curve »,
*Radiology* 143 (1), 1982.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .learning import Case, score
from .points import TOTAL, PointsTable, SuggestionKind

HELD = 3
"""One outcome in so many, the newest ones, judges instead of teaching."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How well a table ranks.

    Attributes
    ----------
    concordance : int or None
        0 to 1000, 500 for chance; ``None`` without a pair to compare.
    reciprocal_rank : int or None
        0 to 1000; ``None`` without a list that holds both sorts.
    """

    concordance: int | None
    reciprocal_rank: int | None


@dataclass(frozen=True, slots=True)
class Replay:
    """The same held outcomes, ranked by two tables.

    Attributes
    ----------
    held : int
        How many outcomes judged.
    before, after : Measure
        Of the current table, and of the proposed one.
    kinds : tuple of (SuggestionKind, Measure, Measure)
        The same, kind by kind, where there is something to compare.
    """

    held: int
    before: Measure
    after: Measure
    kinds: tuple[tuple[SuggestionKind, Measure, Measure], ...]

    @property
    def worse_kinds(self) -> frozenset[SuggestionKind]:
        """Kinds that the proposed table ranks worse by one of the measures."""
        return frozenset(kind for kind, before, after in self.kinds if _falls(before, after))

    @property
    def is_worse(self) -> bool:
        """Whether the proposed table ranks worse by one of the measures, in all or for a kind."""
        return bool(self.worse_kinds) or _falls(self.before, self.after)

    @property
    def is_better(self) -> bool:
        """Whether it ranks better by one of the measures, and worse by none."""
        return self.after != self.before and not self.is_worse


def _falls(before: Measure, after: Measure) -> bool:
    """Tell whether one of the measures falls."""
    pairs = (
        (before.concordance, after.concordance),
        (before.reciprocal_rank, after.reciprocal_rank),
    )
    return any(one is not None and two is not None and two < one for one, two in pairs)


def spared(found: Replay, before: PointsTable, after: PointsTable) -> PointsTable:
    """Give back their maxima to the kinds that a table ranks worse: points of two never mix.

    Parameters
    ----------
    found : Replay
        Of the same two tables.
    before, after : PointsTable
        The current table and the proposed one.

    Returns
    -------
    PointsTable
        The proposed one, but for those kinds.
    """
    maxima = {
        kind: before.maxima[kind] if kind in found.worse_kinds else row
        for kind, row in after.maxima.items()
    }
    return replace(after, maxima=maxima)


def split(cases: Iterable[Case]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Part the outcomes: the older ones teach, the newest third judges."""
    ordered = sorted(cases, key=lambda case: case.id)
    cut = len(ordered) - len(ordered) // HELD
    return tuple(ordered[:cut]), tuple(ordered[cut:])


def replay(held: Sequence[Case], before: PointsTable, after: PointsTable) -> Replay:
    """Rank the same outcomes with both tables."""
    kinds = sorted({case.kind for case in held})
    rows = []
    for kind in kinds:
        own = [case for case in held if case.kind == kind]
        one, two = measure(own, before), measure(own, after)
        if one.concordance is not None:
            rows.append((kind, one, two))
    return Replay(len(held), measure(held, before), measure(held, after), tuple(rows))


def measure(cases: Sequence[Case], table: PointsTable) -> Measure:
    """Measure how well a table ranks outcomes; cases of two kinds are never compared."""
    wins, pairs = 0, 0
    for kind in sorted({case.kind for case in cases}):
        done = [score(case, table) for case in cases if case.kind == kind and case.concluded]
        refused = [score(case, table) for case in cases if case.kind == kind and not case.concluded]
        pairs += len(done) * len(refused)
        wins += sum(2 if one > two else one == two for one in done for two in refused)
    concordance = TOTAL * wins // (2 * pairs) if pairs else None
    return Measure(concordance, _reciprocal_rank(cases, table))


def _reciprocal_rank(cases: Sequence[Case], table: PointsTable) -> int | None:
    """Average the reciprocal rank of the first concluded case over the lists."""
    lists: dict[tuple[int, SuggestionKind], list[Case]] = {}
    for case in cases:
        lists.setdefault((case.asker_id, case.kind), []).append(case)
    ranks = [
        _first_rank(rows, table)
        for rows in lists.values()
        if len({case.concluded for case in rows}) == 2
    ]
    if not ranks:
        return None
    return int(TOTAL * sum((Fraction(1, rank) for rank in ranks), Fraction(0)) / len(ranks))


def _first_rank(cases: Sequence[Case], table: PointsTable) -> int:
    """Give the rank of the first concluded case; refused ones of the same score come before."""
    best = max(score(case, table) for case in cases if case.concluded)
    return 1 + sum(not case.concluded and score(case, table) >= best for case in cases)
