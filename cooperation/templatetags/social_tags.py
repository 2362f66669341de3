"""Social procurement inside the pages of other packages: each tag draws its own section."""

from typing import Any

from django import template

from cooperation.selectors import lots
from cooperation.wording import lots as wording
from pacte.models import Organisation

SHOWN = 6

register = template.Library()


@register.inclusion_tag("cooperation/lots/organisation.html")
def organisation_lots(organisation: Organisation) -> dict[str, Any]:
    """Show the contracts that a social structure could do, and the capacities it declared."""
    within_reach = lots.best_of_each_lot(lots.lots_within_reach(organisation))
    return {
        "organisation": organisation,
        "capacities": [wording.capacity(row) for row in lots.capacities_of(organisation)],
        "rows": [wording.within_reach(row, organisation) for row in within_reach[:SHOWN]],
        "more": len(within_reach) > SHOWN,
    }
