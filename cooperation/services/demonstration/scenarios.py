"""One scenario to open the « Et si ? » pages with: what a vegetable kitchen would change."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cooperation.matching.counterfactual.validity import ChangeError
from cooperation.services.scenarios import write_scenario
from pacte.services.loading import Ledger

DATASET = "scenario"


@dataclass(frozen=True, slots=True)
class Example:
    """A scenario of the demonstration."""

    key: str
    title: str
    changes: list[dict[str, Any]]


def examples() -> list[Example]:
    """Return the scenarios of the demonstration."""
    kitchen = {
        "kind": "add_actor",
        "preset": "vegetable_kitchen",
        "name": _("Légumerie de Voiron (fictive)"),
        "commune": "Voiron (38500)",
    }
    return [Example("vegetable-kitchen", _("Et si une légumerie ouvrait ?"), [kitchen])]


def write_scenarios(ledger: Ledger, *, now: dt.datetime) -> None:
    """Write the scenarios never made; one that these data cannot hold is left out."""
    for row in ledger.pending(DATASET, examples()):
        try:
            made = write_scenario(title=row.title, changes=row.changes, now=now)
        except ChangeError:
            continue
        ledger.remember(DATASET, {row.key: made.pk})
