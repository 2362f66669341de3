"""Scenarios to show: the list, and one of them in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cooperation.models import Scenario
from cooperation.wording import coverage as coverage_wording
from cooperation.wording import scenarios as wording
from pacte.models import Label, Organisation


@dataclass(frozen=True, slots=True)
class Summary:
    """A scenario in a list."""

    scenario: Scenario
    outcome: str
    changes: int


@dataclass(frozen=True, slots=True)
class View:
    """A scenario in words."""

    scenario: Scenario
    changes: list[str]
    outcome: str
    figures: list[wording.Figure]
    gained: list[wording.Flow]
    lost: list[wording.Flow]
    gained_count: int
    lost_count: int
    answered: list[dict[str, Any]]
    unanswered: list[dict[str, Any]]
    coverage: list[coverage_wording.Coverage]


def all_scenarios() -> QuerySet[Scenario]:
    """Return every scenario, the newest first."""
    return Scenario.objects.select_related("author")


def summaries(rows: Iterable[Scenario]) -> list[Summary]:
    """Put scenarios in one sentence each."""
    return [
        Summary(row, wording.summary_of(row.result) if row.result else "", len(row.changes))
        for row in rows
    ]


def get_scenario(token: UUID) -> Scenario | None:
    """Return the scenario of an address."""
    return Scenario.objects.select_related("author").filter(token=token).first()


def view_of(scenario: Scenario) -> View:
    """Put a scenario in words, in two queries."""
    result = scenario.result
    return View(
        scenario=scenario,
        changes=changes_of(scenario.changes),
        outcome=wording.summary_of(result),
        figures=[wording.figure_of(row) for row in result["indicators"]],
        gained=[wording.flow_of(row) for row in result["gained"]],
        lost=[wording.flow_of(row) for row in result["lost"]],
        gained_count=result["gained_count"],
        lost_count=result["lost_count"],
        answered=result["answered"],
        unanswered=result["unanswered"],
        coverage=coverage_wording.coverage_of(result["coverage"]),
    )


def changes_of(rows: list[dict[str, Any]]) -> list[str]:
    """Put the changes of a scenario in words."""
    slugs = {str(row.get("organisation", "")) for row in rows}
    known = Organisation.objects.filter(slug__in=slugs).values_list("slug", "name")
    labels = Label.objects.values_list("code", "name")
    names = {f"organisation:{slug}": name for slug, name in known}
    names |= {f"label:{code}": name for code, name in labels}
    return [wording.change_of(row, names) for row in rows]


def organisation_names() -> list[str]:
    """Return the names to choose from while typing."""
    return list(Organisation.objects.public().order_by("name").values_list("name", flat=True))


def find_organisations(text: str) -> list[Organisation]:
    """Return the published organisations that a name, or an address, means."""
    rows = Organisation.objects.public()
    exact = list(rows.filter(slug=text.strip()))
    return exact or list(rows.filter(name__iexact=text.strip()).order_by("pk"))
