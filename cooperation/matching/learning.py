"""Learn the points from what became of suggestions: bounded, versioned, judged before it counts.

For each kind of suggestion with enough outcomes, every maximum moves with the *signal* of its
criterion, in thousandths:

    mean share of the concluded − mean share of the refused + half of the share of the refusals
    whose coded reason names that criterion (*too far* names the distance)

by at most :data:`STEP` of its value at once, and within :data:`LEAST` to :data:`MOST` of the
packaged table for ever; the maxima of a kind still add up to 1000. What is learnt on the older
outcomes is judged on the newer ones (:mod:`cooperation.matching.replay`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from .points import TOTAL, CriterionCode, PointsTable, SuggestionKind
from .tables import TABLE

STEP = 250
"""Thousandths by which a maximum moves at most at once."""
LEAST, MOST = 500, 1500
"""Thousandths of the packaged maximum between which a learnt one stays."""
ENOUGH = 10
"""Concluded outcomes, and refused ones, that a kind needs before it learns."""

NAMED_BY: Mapping[str, frozenset[CriterionCode]] = MappingProxyType(
    {
        "too_far": frozenset({CriterionCode.DISTANCE}),
        "quantity": frozenset({CriterionCode.QUANTITY, CriterionCode.CAPACITY}),
        "timing": frozenset({CriterionCode.MONTHS}),
        "not_my_trade": frozenset({CriterionCode.CLOSENESS, CriterionCode.LIKELIHOOD}),
    }
)
"""Coded reasons of refusal, and the criteria that should have weighed more. The other reasons
(price, quality, already supplied, other) name nothing that is scored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A suggestion, and what became of it.

    Attributes
    ----------
    id : int
        Order in time: a newer outcome has a larger one.
    kind : SuggestionKind
        Its kind.
    criteria : tuple of (CriterionCode, int, int)
        Code, points and maximum, as the table of that day gave them.
    concluded : bool
        Whether it came to a cooperation; else it was refused.
    reason : str
        Coded reason of a refusal, or empty.
    asker_id : int
        The organisation whose list it was in: cases of one list are ranked together.
    """

    id: int
    kind: SuggestionKind
    criteria: tuple[tuple[CriterionCode, int, int], ...]
    concluded: bool
    reason: str = ""
    asker_id: int = 0


def score(case: Case, table: PointsTable) -> int:
    """Score a case again with a table: each criterion keeps the share that it had.

    Returns
    -------
    int
        0 to 1000; criteria that the table does not score are worth nothing.
    """
    maxima = table.maxima[case.kind]
    return sum(
        maxima.get(code, 0) * points // maximum
        for code, points, maximum in case.criteria
        if maximum
    )


def learn(
    cases: Iterable[Case], *, version: str, current: PointsTable = TABLE, base: PointsTable = TABLE
) -> PointsTable:
    """Adjust a table to what became of suggestions.

    Parameters
    ----------
    cases : iterable of Case
        In any order.
    version : str
        Version of the table to make.
    current : PointsTable
        The table in force, from which it moves.
    base : PointsTable
        The packaged table, around which it is bounded.

    Returns
    -------
    PointsTable
        Kinds with fewer than :data:`ENOUGH` concluded or refused cases keep their maxima.
    """
    by_kind: dict[SuggestionKind, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    maxima = {
        kind: MappingProxyType(
            adjusted(row, signals(by_kind.get(kind, ()), row), base.maxima[kind])
        )
        for kind, row in current.maxima.items()
    }
    return PointsTable(version=version, maxima=MappingProxyType(maxima), unknown=base.unknown)


def signals(cases: Sequence[Case], maxima: Mapping[CriterionCode, int]) -> dict[CriterionCode, int]:
    """Tell which way each criterion should move, in thousandths, -1000 to 1500.

    All 0 when there is not enough to learn from.
    """
    done = [case for case in cases if case.concluded]
    refused = [case for case in cases if not case.concluded]
    if min(len(done), len(refused)) < ENOUGH:
        return dict.fromkeys(maxima, 0)
    blamed = Counter(code for case in refused for code in NAMED_BY.get(case.reason, ()))
    return {
        code: int(_mean(done, code) - _mean(refused, code))
        + TOTAL * blamed[code] // len(refused) // 2
        for code in maxima
    }


def _mean(cases: Sequence[Case], code: CriterionCode) -> Fraction:
    """Average the share of a criterion, in thousandths."""
    shares = [
        Fraction(TOTAL * points, maximum)
        for case in cases
        for found, points, maximum in case.criteria
        if found == code and maximum
    ]
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)


def adjusted(
    current: Mapping[CriterionCode, int],
    moves: Mapping[CriterionCode, int],
    base: Mapping[CriterionCode, int],
) -> dict[CriterionCode, int]:
    """Move the maxima of a kind, within their bounds, so that they still add up to 1000.

    What bounds and rounding leave over is shared one point at a time, where the relative change is
    smallest; equals in the order of the table.
    """
    if not any(moves.values()):
        return dict(current)
    low = {code: LEAST * base[code] // TOTAL for code in current}
    high = {code: MOST * base[code] // TOTAL for code in current}
    wanted = {
        code: value * (TOTAL + max(-STEP, min(STEP, moves[code]))) // TOTAL
        for code, value in current.items()
    }
    found = {code: max(low[code], min(high[code], value)) for code, value in wanted.items()}
    while (missing := TOTAL - sum(found.values())) != 0:
        step = 1 if missing > 0 else -1
        limits = high if step > 0 else low
        free = [code for code in found if found[code] != limits[code]]
        chosen = min(free, key=lambda code: Fraction(step * found[code], wanted[code] or 1))
        found[chosen] += step
    return found
