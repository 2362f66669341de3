"""What every page shows of the person who is signed in."""

from typing import Any

from django import template
from django.template.context import Context

from pacte.models import Organisation
from pacte.selectors.acting import acting_membership, own_memberships
from pacte.selectors.favourites import is_favourite

SEVERAL = 2

register = template.Library()


@register.inclusion_tag("components/acting.html", takes_context=True)
def acting_switch(context: Context) -> dict[str, Any]:
    """Show for which organisation one acts, and let those who have several choose."""
    request = context.get("request")
    rows = own_memberships(request) if request else ()
    if request is None or len(rows) < SEVERAL:
        return {"memberships": (), "acting": None, "here": ""}
    here = request.get_full_path() if request.method == "GET" else request.path
    return {"memberships": rows, "acting": acting_membership(request), "here": here}


@register.inclusion_tag("pacte/favourites/button.html", takes_context=True)
def favourite_button(context: Context, organisation: Organisation) -> dict[str, Any]:
    """Let who is signed in keep an organisation at hand; nothing for a visitor."""
    request = context.get("request")
    user = getattr(request, "user", None)
    shown = bool(user and user.is_authenticated and organisation.pk and organisation.live)
    return {
        "shown": shown,
        "kept": shown and is_favourite(user, organisation),  # type: ignore[arg-type]
        "organisation": organisation,
        "here": request.path if request else "",
    }
