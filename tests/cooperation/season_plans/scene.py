"""A small territory to plan: two farms, two kitchens, someone who could grow."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.matching.allocate.season.request import Month
from cooperation.models import SeasonPlan
from cooperation.services.season_plans import compute_plan
from pacte.models import Organisation
from tests.cooperation import showcase
from tests.factories.cooperation import PostingFactory
from tests.factories.pacte import LabelFactory, OrganisationFactory

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
CARROT, APPLE = "food.vegetable.carrot", "food.fruit.apple"
PARAMETERS = PlanParameters(start=Month(2026, 12), count=2)


@dataclass(frozen=True)
class Scene:
    farm: Organisation
    orchard: Organisation
    school: Organisation
    clinic: Organisation


def organisation(name: str, commune: Any, *kinds: str, **values: Any) -> Organisation:
    slug = slugify(name)
    return OrganisationFactory(name=name, slug=slug, kinds=list(kinds), commune=commune, **values)


def posting(owner: Organisation, resource: str, kilos: int, **values: Any) -> Any:
    return PostingFactory(
        organisation=owner,
        resource=resource,
        quantity=Decimal(kilos),
        unit="kg",
        period="month",
        **values,
    )


def scene() -> Scene:
    """A farm and a school at Grenoble, an orchard and a clinic at Échirolles."""
    grenoble, echirolles = showcase.grenoble(), showcase.echirolles()
    LabelFactory(code="ab", name="Agriculture biologique", counts_for_egalim=True)
    found = Scene(
        farm=organisation("Ferme fictive", grenoble, "producer", labels=["ab"]),
        orchard=organisation("Verger fictif", echirolles, "producer", naf="01.24Z"),
        school=organisation("Cantine fictive", grenoble, "catering"),
        clinic=organisation("Clinique fictive", echirolles, "catering"),
    )
    organisation("Maraîchage fictif", grenoble, "producer", naf="01.13Z")
    posting(found.farm, CARROT, 100)
    posting(found.orchard, APPLE, 50)
    posting(found.school, CARROT, 80, need=True)
    posting(found.clinic, CARROT, 60, need=True)
    posting(found.clinic, APPLE, 20, need=True)
    PostingFactory(organisation=found.orchard, resource="food.fruit.pear", quantity=None)
    PostingFactory(organisation=found.clinic, resource=CARROT, direction="need", quantity=None)
    return found


def computed(parameters: PlanParameters = PARAMETERS, **values: Any) -> SeasonPlan:
    """A plan, computed."""
    found = {"title": "Plan d’essai"} | values
    plan = SeasonPlan.objects.create(parameters=parameters.as_data(), **found)
    compute_plan(plan_id=plan.pk, now=NOW, clock=lambda: NOW)
    plan.refresh_from_db()
    return plan


def public(**values: Any) -> SeasonPlan:
    return computed(replace(PARAMETERS, is_public=True), **values)
