"""The roadmap of the demonstration, read and checked."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from cooperation import knowledge
from pacte.enums import ActionStatus, CommitmentStatus, Counts, FigureStatus
from pacte.services.loading import Row, Sources, read_csv, read_json

OBJECTIVE_FIELDS = ("key", "theme", "title", "summary", "order")
ACTION_FIELDS = (
    *("key", "objective", "title", "summary", "status", "pilot", "starts_on", "ends_on"),
    *("body", "resources", "is_fictitious"),
)
INDICATOR_FIELDS = (
    *("key", "action", "name", "unit", "baseline", "target", "target_date", "source"),
    *("is_fictitious", "values", "counts", "counted_unit"),
)
COMMITMENT_COLUMNS = (
    *("action", "organisation", "description", "status", "made_on", "due_on", "fictitious"),
)


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    key: str
    theme: str
    title: str
    summary: str
    order: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    key: str
    objective: str
    title: str
    summary: str
    status: str
    pilot: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    body: tuple[str, ...]
    resources: tuple[str, ...]
    is_fictitious: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    date: dt.date
    value: Decimal
    status: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    key: str
    action: str
    name: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    target_date: dt.date | None
    source: str
    is_fictitious: bool
    values: tuple[ValueRow, ...]
    counts: str
    counted_unit: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    action: str
    organisation: str
    description: str
    status: str
    made_on: dt.date | None
    due_on: dt.date | None
    is_fictitious: bool

    @property
    def key(self) -> str:
        return f"{self.action}/{self.organisation}"


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Objectives, actions, indicators and commitments."""

    objectives: tuple[ObjectiveRow, ...]
    actions: tuple[ActionRow, ...]
    indicators: tuple[IndicatorRow, ...]
    commitments: tuple[CommitmentRow, ...]

    def action_of_resources(self) -> dict[str, str]:
        """Return the action that a flow of a resource serves, by head of its code."""
        return {code: row.key for row in self.actions for code in row.resources}


def read_roadmap(
    sources: Sources, *, themes: frozenset[str], organisations: frozenset[str]
) -> Roadmap:
    """Read and check the files of the roadmap."""
    objectives = read_json(sources, "demo_objectives.json", OBJECTIVE_FIELDS, key="key")
    actions = read_json(sources, "demo_actions.json", ACTION_FIELDS, key="key")
    indicators = read_json(sources, "demo_indicators.json", INDICATOR_FIELDS, key="key")
    commitments = read_csv(
        sources, "demo_commitments.csv", COMMITMENT_COLUMNS, key=COMMITMENT_COLUMNS[:2]
    )
    known = frozenset(row.text("key") for row in objectives)
    served = frozenset(row.text("key") for row in actions)
    return Roadmap(
        objectives=tuple(_objective(row, themes) for row in objectives),
        actions=tuple(_action(row, known, organisations) for row in actions),
        indicators=tuple(_indicator(row, served) for row in indicators),
        commitments=tuple(_commitment(row, served, organisations) for row in commitments),
    )


def _objective(row: Row, themes: frozenset[str]) -> ObjectiveRow:
    return ObjectiveRow(
        key=row.text("key", longest=160),
        theme=row.choice("theme", themes),
        title=row.text("title", longest=160),
        summary=row.text("summary", longest=1000, default=""),
        order=row.whole("order", 0, 999) or 0,
    )


def _action(row: Row, objectives: frozenset[str], organisations: frozenset[str]) -> ActionRow:
    starts_on, ends_on = row.date("starts_on"), row.date("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        row.fail("ends_on", _("la fin précède le début."))
    return ActionRow(
        key=row.text("key", longest=160),
        objective=row.choice("objective", objectives),
        title=row.text("title", longest=160),
        summary=row.text("summary", longest=300),
        status=row.choice("status", ActionStatus.values),
        pilot=row.choice("pilot", organisations, default=""),
        starts_on=starts_on,
        ends_on=ends_on,
        body=row.texts("body"),
        resources=row.texts("resources"),
        is_fictitious=row.flag("is_fictitious"),
    )


def _indicator(row: Row, actions: frozenset[str]) -> IndicatorRow:
    values = row.values.get("values", [])
    if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
        row.fail("values", _("une liste d’objets est attendue."))
    counts = row.choice("counts", Counts.values, default=Counts.HAND)
    quantities = Counts(counts).is_quantity
    units = knowledge.load().units if quantities else ()
    return IndicatorRow(
        key=row.text("key"),
        action=row.choice("action", actions),
        name=row.text("name", longest=160),
        unit=row.text("unit", longest=40),
        baseline=row.decimal("baseline"),
        target=row.decimal("target"),
        target_date=row.date("target_date"),
        source=row.text("source", longest=200),
        is_fictitious=row.flag("is_fictitious"),
        values=tuple(_value(Row(row.file, row.number, one)) for one in values),
        counts=counts,
        counted_unit=row.choice("counted_unit", units, default=None if quantities else ""),
    )


def _value(row: Row) -> ValueRow:
    date, value = row.date("date"), row.decimal("value")
    if date is None or value is None:
        row.fail("values", _("une date et une valeur sont attendues."))
    return ValueRow(date, value, row.choice("status", FigureStatus.values))


def _commitment(row: Row, actions: frozenset[str], organisations: frozenset[str]) -> CommitmentRow:
    return CommitmentRow(
        action=row.choice("action", actions),
        organisation=row.choice("organisation", organisations),
        description=row.text("description", longest=300),
        status=row.choice("status", CommitmentStatus.values),
        made_on=row.date("made_on"),
        due_on=row.date("due_on"),
        is_fictitious=row.flag("fictitious"),
    )
