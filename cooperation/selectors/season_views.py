"""A plan as its page shows it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cooperation.matching.allocate.season.parameters import PlanParameters, read_parameters
from cooperation.matching.allocate.season.summary import Flow
from cooperation.models import SeasonPlan
from cooperation.selectors import season_plans as plans
from cooperation.wording import season_page, season_tables
from cooperation.wording.season_comparison import Change, comparison
from cooperation.wording.season_plans import ERRORS, Party, month_short
from cooperation.wording.season_result import Result
from cooperation.wording.season_tables import FlowLine, Names, PartyRow

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan, what it found, and what the user may do."""

    plan: SeasonPlan
    parameters: PlanParameters
    access: plans.PlanAccess
    state: dict[str, object]
    lines: season_page.Lines
    error: str
    base: SeasonPlan | None
    trials: list[SeasonPlan]
    result: Result | None
    names: Names

    @property
    def months(self) -> list[str]:
        """The months, as heads of columns."""
        return [month_short(str(month)) for month in self.parameters.months]

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """The main figures."""
        return season_page.figure_lines(self.result.figures) if self.result else []

    @property
    def targets(self) -> list[season_tables.Target]:
        """The shares against those sought."""
        asked = self.parameters
        if self.result is None:
            return []
        total = self.result.figures.total
        return season_tables.targets(total, asked.quality_share, asked.organic_share)

    @property
    def coverage(self) -> list[season_tables.Row]:
        """Product by month."""
        return season_tables.coverage(self.result) if self.result else []

    @property
    def gaps(self) -> list[season_tables.GapRow]:
        """What is missing, and who could give it."""
        return season_tables.gap_rows(self.result, self.names) if self.result else []

    @property
    def kitchens(self) -> list[PartyRow]:
        """Who is planned for."""
        return season_tables.kitchens(self.result, self.names) if self.result else []

    @property
    def producers(self) -> list[PartyRow]:
        """Who offers."""
        return season_tables.producers(self.result, self.names) if self.result else []

    @property
    def notes(self) -> list[str]:
        """How figures are counted, and what they leave out."""
        if self.result is None:
            return []
        return season_page.notes(self.result.figures, len(self.result.unquantified))

    @property
    def changes(self) -> list[Change]:
        """Before and after, for a trial."""
        if self.result is None or self.result.before is None:
            return []
        return comparison(self.result.before, self.result.figures)

    @property
    def trial_lines(self) -> list[str]:
        """What is tried out."""
        if self.result is None or self.base is None:
            return []
        base = read_parameters(self.base.parameters)
        tried = season_page.trial_lines(self.parameters.trial, self.names)
        return [*tried, *season_page.asked_changes(base, self.parameters)]


def plan_view(plan: SeasonPlan, user: "User | AnonymousUser") -> PlanView:
    """Gather what the page of a plan shows, in a fixed number of queries."""
    parameters = read_parameters(plan.parameters)
    result = plans.result_of(plan)
    months = tuple(map(str, parameters.months))
    return PlanView(
        plan=plan,
        parameters=parameters,
        access=plans.access_to(plan, user),
        state=plans.progress_of(plan),
        lines=season_page.parameter_lines(
            plan.parameters, months, plans.epci_names(parameters.epcis)
        ),
        error=str(ERRORS.get(plan.error, "")),
        base=plans.base_of(plan),
        trials=plans.trials_of(plan, user),
        result=result,
        names=plans.names_of(result, parameters.trial) if result else {},
    )


@dataclass(frozen=True, slots=True)
class PartyView:
    """What a plan says of an organisation: what it gets, what it gives."""

    plan: SeasonPlan
    party: Party
    kitchen: PartyRow | None
    producer: PartyRow | None
    received: list[FlowLine]
    given: list[FlowLine]


def party_view(view: PlanView, pk: int) -> PartyView | None:
    """Gather what a plan says of an organisation; nothing of one that it does not name."""
    result = view.result
    kitchen = next((row for row in view.kitchens if row.id == pk), None)
    producer = next((row for row in view.producers if row.id == pk), None)
    if result is None or (kitchen is None and producer is None):
        return None
    received = [flow for flow in result.flows if flow.receiver == pk]
    given = [flow for flow in result.flows if flow.giver == pk]
    return PartyView(
        plan=view.plan,
        party=view.names[pk],
        kitchen=kitchen,
        producer=producer,
        received=_lines(received, result, view.names, given=False),
        given=_lines(given, result, view.names, given=True),
    )


def _lines(flows: list[Flow], result: Result, names: Names, *, given: bool) -> list[FlowLine]:
    return season_tables.flow_lines(flows, result, names, given=given)


def choices_of(view: PlanView) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give the producers and the kitchens of a plan, for the lists of a form."""
    return _choices(view.producers), _choices(view.kitchens)


def _choices(rows: list[PartyRow]) -> list[tuple[str, str]]:
    return [(str(row.id), row.party.name) for row in rows if row.id > 0]
