"""Season plans to show: to everyone when they are public, else to the staff and the members."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cooperation.enums import WorkState
from cooperation.matching.allocate.season.changes import Newcomer, Trial
from cooperation.models import SeasonPlan
from cooperation.permissions import may_plan_seasons, may_stop_plan
from cooperation.wording.postings import resource_label
from cooperation.wording.season_plans import Party, month_label
from cooperation.wording.season_result import Result, read_result
from cooperation.wording.season_tables import Names
from pacte.models import Commune, Epci, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PUBLIC = Q(parameters__public=True)
UNDER_WAY = (WorkState.WAITING, WorkState.RUNNING)


def plans_for(user: "User | AnonymousUser") -> QuerySet[SeasonPlan]:
    """Return the plans that a user may see, trials apart, the latest first."""
    seen = SeasonPlan.objects.all() if may_plan_seasons(user) else SeasonPlan.objects.filter(PUBLIC)
    return seen.filter(parameters__base="").defer("result")


def plan_for(token: uuid.UUID, user: "User | AnonymousUser") -> SeasonPlan | None:
    """Return a plan that a user may see, or nothing."""
    plan = SeasonPlan.objects.filter(token=token).first()
    if plan is None or plan.parameters["public"] or may_plan_seasons(user):
        return plan
    return None


@dataclass(frozen=True, slots=True)
class PlanAccess:
    """What a user may do with a plan."""

    may_try: bool
    may_stop: bool


def access_to(plan: SeasonPlan, user: "User | AnonymousUser") -> PlanAccess:
    """Say what a user may do with a plan."""
    under_way = plan.state in UNDER_WAY
    return PlanAccess(
        may_try=plan.state == WorkState.DONE and may_plan_seasons(user),
        may_stop=under_way and may_stop_plan(user, plan),
    )


def result_of(plan: SeasonPlan) -> Result | None:
    """Return what a plan found, once it is done."""
    return read_result(plan.result) if plan.state == WorkState.DONE else None


def progress_of(plan: SeasonPlan) -> dict[str, object]:
    """Say how far a plan is."""
    under_way = plan.state in UNDER_WAY
    return {
        "state": plan.state,
        "label": plan.get_state_display(),
        "progress": plan.progress,
        "step": month_label(plan.step) if plan.step else "",
        "stopping": plan.cancel_asked and under_way,
        "under_way": under_way,
    }


def names_of(result: Result, trial: Trial) -> Names:
    """Return the organisations that a result names; one that left stays without a name."""
    ids = result.actor_ids() | trial.removed | set(trial.capacities)
    rows = Organisation.objects.public().filter(pk__in=[key for key in ids if key > 0])
    found = {
        pk: Party(name, Organisation(slug=slug).get_absolute_url(), is_fictitious)
        for pk, name, slug, is_fictitious in rows.values_list("pk", "name", "slug", "is_fictitious")
    }
    gone = Party(_("Organisation qui n’est plus publiée"))
    return {key: found.get(key, gone) for key in ids} | _newcomers(trial.newcomers)


def _newcomers(rows: tuple[Newcomer, ...]) -> dict[int, Party]:
    """Name the producers that a trial adds."""
    if not rows:
        return {}
    codes = [row.insee for row in rows]
    communes = dict(Commune.objects.filter(insee__in=codes).values_list("insee", "name"))
    return {
        -number: Party(
            _("Producteur à l’essai : %(product)s, %(commune)s")
            % {
                "product": resource_label(row.resource),
                "commune": communes.get(row.insee, row.insee),
            }
        )
        for number, row in enumerate(rows, start=1)
    }


def epci_names(sirens: Iterable[str]) -> list[str]:
    """Return the names of some EPCIs."""
    wanted = list(sirens)
    if not wanted:
        return []
    return list(
        Epci.objects.filter(siren__in=wanted).order_by("name").values_list("name", flat=True)
    )


def trials_of(plan: SeasonPlan, user: "User | AnonymousUser") -> list[SeasonPlan]:
    """Return what was tried out on a plan, for those who may try."""
    if not may_plan_seasons(user):
        return []
    return list(SeasonPlan.objects.filter(parameters__base=str(plan.token)).defer("result")[:20])


def base_of(plan: SeasonPlan) -> SeasonPlan | None:
    """Return the plan that a trial is compared with."""
    base = plan.parameters["base"]
    return SeasonPlan.objects.filter(token=base).defer("result").first() if base else None
