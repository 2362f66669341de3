"""What the learning page shows: recorded outcomes, tables, and what a table would change."""

from typing import Any

from django.db.models import Count, QuerySet

from cooperation.matching.learning import Case, score
from cooperation.matching.points import CriterionCode, PointsTable, SuggestionKind
from cooperation.models import Outcome, Suggestion, WeightsTable

LISTS = 8
"""Lists whose order is shown before and after."""
SHOWN = 5
"""Suggestions shown of each list."""


def cases() -> list[Case]:
    """Return the recorded outcomes as the core reads them, oldest first."""
    rows = Outcome.objects.order_by("recorded_at", "pk")
    return [case_of(row, number) for number, row in enumerate(rows, start=1)]


def case_of(row: Outcome, number: int) -> Case:
    """Read one outcome."""
    return Case(
        id=number,
        kind=SuggestionKind(row.kind),
        criteria=criteria_of(row.criteria),
        concluded=not row.reason,
        reason=row.reason,
        asker_id=row.receiver_id,
    )


def criteria_of(rows: list[dict[str, Any]]) -> tuple[tuple[CriterionCode, int, int], ...]:
    """Read stored criteria."""
    return tuple(
        (CriterionCode(line["code"]), int(line["points"]), int(line["maximum"])) for line in rows
    )


def outcomes_by_reason() -> list[dict[str, Any]]:
    """Return how many outcomes were recorded, by kind and coded reason."""
    rows = Outcome.objects.values("kind", "outcome", "reason").annotate(total=Count("pk"))
    return [dict(row) for row in rows.order_by("kind", "outcome", "-total", "reason")]


def tables() -> "QuerySet[WeightsTable]":
    """Return the tables, the newest first."""
    return WeightsTable.objects.select_related("decided_by")


def moves_between(before: PointsTable, after: PointsTable) -> list[dict[str, Any]]:
    """Return the lists of organisations whose order changes most, as it was and would be.

    Rests on the suggestions stored now, scored again with the shares that they have.
    """
    lists: dict[tuple[int, str], list[Suggestion]] = {}
    rows = Suggestion.objects.active().select_related("giver", "receiver").order_by("-score", "pk")
    for row in rows:
        lists.setdefault((row.receiver_id, row.kind), []).append(row)
    found = [_moved(list_, before, after) for list_ in lists.values() if len(list_) > 1]
    changed = [row for row in found if row["before"] != row["after"]]
    return sorted(changed, key=lambda row: (-row["shift"], row["receiver_id"], row["kind"]))[:LISTS]


def _moved(rows: list[Suggestion], before: PointsTable, after: PointsTable) -> dict[str, Any]:
    one, two = (_ranked(rows, table) for table in (before, after))
    places = {line["id"]: place for place, line in enumerate(one)}
    shift = sum(abs(places[line["id"]] - place) for place, line in enumerate(two))
    return {
        "receiver_id": rows[0].receiver_id,
        "receiver": rows[0].receiver.name,
        "kind": rows[0].kind,
        "shift": shift,
        "before": one[:SHOWN],
        "after": two[:SHOWN],
    }


def _ranked(rows: list[Suggestion], table: PointsTable) -> list[dict[str, Any]]:
    scored = [
        {
            "id": row.pk,
            "giver": row.giver.name,
            "resource": row.resource,
            "score": score(_as_case(row), table),
        }
        for row in rows
    ]
    return sorted(scored, key=lambda line: (-line["score"], line["id"]))


def _as_case(row: Suggestion) -> Case:
    kind = SuggestionKind(row.kind)
    return Case(id=row.pk, kind=kind, criteria=criteria_of(row.criteria), concluded=False)
