"""What the pages of the pact show of cooperation: one section a tag, a fixed number of queries."""

from typing import Any

from django import template
from django.utils import timezone

from cooperation.models import Posting
from cooperation.querysets import SuggestionQuerySet
from cooperation.selectors import drawing, flows, suggestions
from cooperation.wording.flows import flow_rows, skills_of
from pacte.models import Action, Organisation, Place

SHOWN = 6

register = template.Library()


@register.inclusion_tag("cooperation/suggestions/organisation.html")
def organisation_suggestions(organisation: Organisation) -> dict[str, Any]:
    """Show with whom an organisation could cooperate."""
    found = suggestions.of_organisation(organisation)
    return {"organisation": organisation, **_best(found)}


@register.inclusion_tag("cooperation/suggestions/posting.html")
def posting_suggestions(posting: Posting) -> dict[str, Any]:
    """Show who could answer a posting."""
    return {"posting": posting, **_best(suggestions.of_posting(posting))}


@register.inclusion_tag("cooperation/suggestions/mine.html")
def my_suggestions(organisation: Organisation) -> dict[str, Any]:
    """Show the members of an organisation what is suggested to it."""
    return {"organisation": organisation, **_best(suggestions.of_member(organisation))}


def _best(found: SuggestionQuerySet) -> dict[str, Any]:
    """Put the best suggestions in sentences, and count them all."""
    chosen = suggestions.best_of_each(found, SHOWN, today=timezone.localdate())
    return {"cards": suggestions.cards(chosen), "total": found.count(), "shown": SHOWN}


@register.inclusion_tag("cooperation/flows/organisation.html")
def organisation_cooperations(organisation: Organisation) -> dict[str, Any]:
    """Show the flows that an organisation gives and receives."""
    rows = flow_rows(flows.cooperations_of(organisation))
    return {"organisation": organisation, "rows": rows}


@register.inclusion_tag("cooperation/flows/action.html")
def action_cooperations(action: Action) -> dict[str, Any]:
    """Show the flows that serve an action of the roadmap."""
    return {"action": action, "rows": flow_rows(flows.cooperations_for(action))}


@register.inclusion_tag("cooperation/flows/place.html")
def place_flows(place: Place) -> dict[str, Any]:
    """Show the flows between the occupants of a shared place, and with outside."""
    found = flows.flows_of_place(place)
    return {
        "place": place,
        "found": found,
        "diagram": drawing.draw(found),
        "skills": skills_of(found.capabilities),
    }
