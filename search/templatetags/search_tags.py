"""What a page of a lower package shows of the search: organisations that are like another."""

from typing import Any

from django import template

from pacte.models import Organisation
from search import presentation, selectors

register = template.Library()


@register.inclusion_tag("search/similar.html")
def similar_organisations(organisation: Organisation) -> dict[str, Any]:
    """Show the organisations whose words are nearest to those of one."""
    found = selectors.similar(organisation)
    return {"cards": [presentation.card(row) for row in found]}
