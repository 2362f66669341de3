"""An example of a season's plan, public, made of the demonstration's postings."""

import datetime as dt
import uuid
from dataclasses import dataclass

from cooperation.matching.allocate.season.parameters import PlanParameters
from cooperation.matching.allocate.season.request import Month
from cooperation.models import SeasonPlan
from cooperation.services.season_plans import compute_plan
from pacte.services.loading import Ledger

DATASET = "season-plan"
TOKEN = uuid.UUID("3f1d5c52-6d0a-5a7e-9c55-38a5e0c1ba17")
"""Address of the example."""


@dataclass(frozen=True, slots=True)
class Example:
    """The only row."""

    key: str = "exemple"


def write_season_plan(ledger: Ledger, *, now: dt.datetime) -> None:
    """Make the example if it was never made, and compute it at once."""
    if not ledger.pending(DATASET, [Example()]):
        return
    parameters = PlanParameters(start=Month(now.year, now.month), is_public=True)
    plan, created = SeasonPlan.objects.get_or_create(
        token=TOKEN,
        defaults={
            "title": "Exemple de plan de saison (démonstration)",
            "parameters": parameters.as_data(),
        },
    )
    ledger.remember(DATASET, {Example().key: plan.pk})
    if created:
        compute_plan(plan_id=plan.pk, now=now, clock=lambda: now)
