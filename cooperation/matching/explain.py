"""Why a suggestion: codes and evidence, in order, never sentences.

The wording belongs to the pages; the displayed explanation is the computation itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .points import Check, Criterion, CriterionCode, Evidence, PathStep, Suggestion, SuggestionKind


class Main(StrEnum):
    """The main reason of a suggestion."""

    SAME_RESOURCE = "same_resource"
    CLOSE_RESOURCE = "close_resource"
    TRANSFORMATION = "transformation"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a page shows of a suggestion.

    Attributes
    ----------
    main : Main
        The main reason.
    evidence : Evidence
        What the main reason rests on.
    reasons : tuple of Criterion
        Criteria that won at least half of their points, the most points first.
    weaknesses : tuple of Criterion
        The other criteria, the most points lost first.
    checks : tuple of Check
        What remains to check.
    path : tuple of PathStep
        The path that supports it.
    """

    main: Main
    evidence: Evidence
    reasons: tuple[Criterion, ...]
    weaknesses: tuple[Criterion, ...]
    checks: tuple[Check, ...]
    path: tuple[PathStep, ...]


def explain(suggestion: Suggestion) -> Explanation:
    """Explain a suggestion.

    Parameters
    ----------
    suggestion : Suggestion
        As the engine made it.

    Returns
    -------
    Explanation
        Its reasons and weaknesses are its criteria, each once.
    """
    main, evidence = main_reason(suggestion)
    strong = [row for row in suggestion.criteria if 2 * row.points >= row.maximum]
    weak = [row for row in suggestion.criteria if 2 * row.points < row.maximum]
    return Explanation(
        main=main,
        evidence=evidence,
        reasons=tuple(sorted(strong, key=lambda row: -row.points)),
        weaknesses=tuple(sorted(weak, key=lambda row: row.points - row.maximum)),
        checks=suggestion.checks,
        path=suggestion.path,
    )


def main_reason(suggestion: Suggestion) -> tuple[Main, Evidence]:
    """Give the main reason of a suggestion, and what it rests on."""
    if suggestion.kind is SuggestionKind.CIRCULAR:
        return Main.TRANSFORMATION, criterion(suggestion, CriterionCode.OUTLET).evidence
    near = criterion(suggestion, CriterionCode.CLOSENESS)
    same = near.points == near.maximum
    return (Main.SAME_RESOURCE if same else Main.CLOSE_RESOURCE), near.evidence


def criterion(suggestion: Suggestion, code: CriterionCode) -> Criterion:
    """Give one criterion of a suggestion.

    Raises
    ------
    KeyError
        If the suggestion is not scored on it.
    """
    return {row.code: row for row in suggestion.criteria}[code]
