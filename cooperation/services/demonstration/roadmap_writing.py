"""The roadmap written in bulk, once each."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model

from cooperation.services.demonstration.roadmap_files import (
    ActionRow,
    CommitmentRow,
    IndicatorRow,
    ObjectiveRow,
    Roadmap,
)
from cooperation.services.demonstration.writing import standing_organisations
from pacte.models import (
    Action,
    Commitment,
    Indicator,
    IndicatorValue,
    Objective,
    Organisation,
    Theme,
)
from pacte.services.loading import Keyed, Ledger, add_first_revisions, add_missing
from pacte.services.loading.bodies import body
from pacte.services.organisation_loading import index_in_admin

RowT = TypeVar("RowT", bound=Keyed)
Made = Sequence[tuple[RowT, Any]]


def write_roadmap(data: Roadmap, ledger: Ledger, *, now: dt.datetime) -> None:
    """Create what of the roadmap was never loaded, from objectives to commitments."""
    _write_objectives(data.objectives, ledger)
    _write_actions(data.actions, ledger, now=now)
    _write_indicators(data.indicators, ledger)
    _write_commitments(data.commitments, ledger)


def _write_objectives(rows: Sequence[ObjectiveRow], ledger: Ledger) -> None:
    pending = ledger.pending("objective", rows)
    themes = {theme.code: theme for theme in Theme.objects.all()} if pending else {}

    def make(row: ObjectiveRow) -> Objective:
        return Objective(
            theme=themes[row.theme],
            title=row.title,
            slug=row.key,
            summary=row.summary,
            order=row.order,
        )

    ready = [row for row in pending if row.theme in themes]
    add_missing(ledger, "objective", ready, make, natural="slug")


def _write_actions(rows: Sequence[ActionRow], ledger: Ledger, *, now: dt.datetime) -> None:
    pending = ledger.pending("action", rows)
    if not pending:
        return
    objectives, pilots = ledger.objects("objective", Objective), standing_organisations(ledger)

    def make(row: ActionRow) -> Action:
        return Action(
            objective=objectives[row.objective],
            title=row.title,
            slug=row.key,
            summary=row.summary,
            body=body(f"action/{row.key}", row.body),
            status=row.status,
            pilot=pilots.get(row.pilot),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            is_fictitious=row.is_fictitious,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )

    ready = [row for row in pending if row.objective in objectives]
    made = [action for _row, action in add_missing(ledger, "action", ready, make, natural="slug")]
    add_first_revisions(made, now=now)
    index_in_admin(made)


def _create(ledger: Ledger, dataset: str, model: type[Model], made: Made[Any]) -> None:
    model._default_manager.bulk_create(found for _row, found in made)
    ledger.remember(dataset, {row.key: found.pk for row, found in made})


def _write_indicators(rows: Sequence[IndicatorRow], ledger: Ledger) -> None:
    pending = ledger.pending("indicator", rows)
    actions = ledger.objects("action", Action) if pending else {}
    made = [(row, _indicator(row, actions[row.action])) for row in pending if row.action in actions]
    if not made:
        return
    _create(ledger, "indicator", Indicator, made)
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=found, date=one.date, value=one.value, status=one.status, source=row.source
        )
        for row, found in made
        for one in row.values
    )


def _indicator(row: IndicatorRow, action: Action) -> Indicator:
    return Indicator(
        action=action,
        name=row.name,
        unit=row.unit,
        baseline=row.baseline,
        target=row.target,
        target_date=row.target_date,
        source=row.source,
        counts=row.counts,
        counted_unit=row.counted_unit,
        is_fictitious=row.is_fictitious,
    )


def _write_commitments(rows: Sequence[CommitmentRow], ledger: Ledger) -> None:
    pending = ledger.pending("commitment", rows)
    if not pending:
        return
    actions, committed = ledger.objects("action", Action), standing_organisations(ledger)
    made = [
        (row, _commitment(row, actions[row.action], committed[row.organisation]))
        for row in pending
        if row.action in actions and row.organisation in committed
    ]
    _create(ledger, "commitment", Commitment, made)


def _commitment(row: CommitmentRow, action: Action, organisation: Organisation) -> Commitment:
    return Commitment(
        action=action,
        organisation=organisation,
        description=row.description,
        status=row.status,
        made_on=row.made_on,
        due_on=row.due_on,
        is_fictitious=row.is_fictitious,
    )
