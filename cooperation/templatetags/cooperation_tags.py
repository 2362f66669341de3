"""What the pages of the pact show of cooperation: one section a tag, a fixed number of queries."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import Context
from django.utils import timezone

from cooperation.models import Posting
from cooperation.querysets import SuggestionQuerySet
from cooperation.selectors import (
    calls,
    curation,
    drawing,
    flows,
    for_you,
    posting_favourites,
    suggestions,
)
from cooperation.wording.flows import flow_rows, skills_of
from pacte.models import Action, Organisation, Place
from pacte.permissions import is_curator

SHOWN = 6
SHOWN_TO_MEMBERS = 3

register = template.Library()


@register.inclusion_tag("cooperation/suggestions/organisation.html", takes_context=True)
def organisation_suggestions(context: Context, organisation: Organisation) -> dict[str, Any]:
    """Show with whom an organisation could cooperate."""
    found = suggestions.of_organisation(organisation)
    return {"organisation": organisation, **_best(found, organisation, _user(context))}


@register.inclusion_tag("cooperation/suggestions/posting.html", takes_context=True)
def posting_suggestions(context: Context, posting: Posting) -> dict[str, Any]:
    """Show who could answer a posting; to the staff, what they set aside too."""
    user = _user(context)
    staff = is_curator(user)
    hidden = suggestions.cards(curation.set_aside_about(posting)) if staff else []
    found = _best(suggestions.of_posting(posting), posting.organisation, user)
    return {"posting": posting, "curate": staff, "hidden": hidden, **found}


@register.inclusion_tag("cooperation/suggestions/mine.html")
def my_suggestions(organisation: Organisation) -> dict[str, Any]:
    """Show the members of an organisation the first suggestions that it has to look at."""
    today = timezone.localdate()
    found = for_you.sort_out(organisation, today=today)
    rows = for_you.rows_of(found, for_you.TO_SEE, organisation, today=today)
    shown = list(rows[:SHOWN_TO_MEMBERS])
    return {
        "organisation": organisation,
        "cards": suggestions.cards(shown, suggestions.words_of(shown)),
        "total": found.count(for_you.TO_SEE),
    }


@register.inclusion_tag("cooperation/calls/waiting.html")
def my_calls(organisation: Organisation) -> dict[str, Any]:
    """Lead the members of an organisation to its calls, and say how many wait for its answer."""
    return {"waiting": calls.waiting_for(organisation)}


@register.inclusion_tag("cooperation/postings/favourite_button.html", takes_context=True)
def posting_favourite(context: Context, posting: Posting) -> dict[str, Any]:
    """Let who is signed in keep a posting at hand, or no longer."""
    user = _user(context)
    shown = user.is_authenticated
    kept = shown and posting_favourites.is_kept(user, posting)
    return {"posting": posting, "shown": shown, "kept": kept}


def _user(context: Context) -> Any:
    """Return who reads the page; a preview without a request is read by nobody."""
    return getattr(context.get("request"), "user", None) or AnonymousUser()


def _best(found: SuggestionQuerySet, organisation: Organisation, user: Any) -> dict[str, Any]:
    """Put the best suggestions in sentences, and count them all."""
    chosen = suggestions.best_of_each(found, SHOWN, today=timezone.localdate())
    words = suggestions.words_for(user, organisation, chosen)
    return {"cards": suggestions.cards(chosen, words), "total": found.count(), "shown": SHOWN}


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
