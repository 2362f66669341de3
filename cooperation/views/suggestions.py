"""Everything that the network suggests to one organisation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cooperation.selectors import suggestions
from pacte.models import Organisation

PAGE_SIZE = 10


def organisation_suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all the suggestions of an organisation, or one side of them, by pages."""
    organisation = get_object_or_404(Organisation.objects.public(), slug=slug)
    side = request.GET.get("sens", suggestions.BOTH)
    if side not in {suggestions.GIVES, suggestions.RECEIVES}:
        side = suggestions.BOTH
    rows = suggestions.of_organisation(organisation, side)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "page_obj": page,
        "cards": suggestions.cards(page.object_list),
        "tabs": _tabs(request.path, side),
        "query": f"sens={side}" if side else "",
        "trail": [{"title": organisation.name, "url": organisation.get_absolute_url()}],
        "here": _("Suggestions"),
    }
    return render(request, "cooperation/suggestions/list.html", context)


def _tabs(path: str, side: str) -> list[dict[str, Any]]:
    sides = (
        (suggestions.BOTH, _("Toutes")),
        (suggestions.GIVES, _("Ce qu’elle pourrait donner")),
        (suggestions.RECEIVES, _("Ce qu’elle pourrait recevoir")),
    )
    return [
        {
            "label": label,
            "url": f"{path}?sens={code}" if code else path,
            "icon": "",
            "current": code == side,
        }
        for code, label in sides
    ]
