"""Everything that the network suggests to one organisation."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.selectors import curation, suggestions
from cooperation.wording.for_you import family_names
from pacte.models import Organisation
from pacte.permissions import is_curator

PAGE_SIZE = 10


def organisation_suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all the suggestions of an organisation, or one side of them, by pages."""
    organisation = get_object_or_404(Organisation.objects.public(), slug=slug)
    side = request.GET.get("sens", suggestions.BOTH)
    if side not in {suggestions.GIVES, suggestions.RECEIVES}:
        side = suggestions.BOTH
    family = request.GET.get("nature", "")
    if family not in suggestions.FAMILIES:
        family = ""
    rows = suggestions.of_organisation(organisation, side, family)
    shown = suggestions.varied(rows, today=timezone.localdate())
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    staff = is_curator(request.user)
    context = {
        "organisation": organisation,
        "curate": staff,
        "hidden": suggestions.cards(curation.set_aside_of(organisation)) if staff else [],
        "page_obj": page,
        "cards": suggestions.cards(found, suggestions.words_for(request.user, organisation, found)),
        "tabs": _tabs(request.path, side, family),
        "families": _families(request.path, side, family),
        "query": _query(side, family),
        "trail": [{"title": organisation.name, "url": organisation.get_absolute_url()}],
        "here": _("Suggestions"),
    }
    return render(request, "cooperation/suggestions/list.html", context)


def _query(side: str, family: str) -> str:
    chosen = {"sens": side, "nature": family}
    return urlencode({name: value for name, value in chosen.items() if value})


def _families(path: str, side: str, family: str) -> list[dict[str, Any]]:
    return [_tab(path, name, _query(side, code), code == family) for code, name in family_names()]


def _tab(path: str, label: str, query: str, current: bool) -> dict[str, Any]:
    url = f"{path}?{query}" if query else path
    return {"label": label, "url": url, "icon": "", "current": current}


def _tabs(path: str, side: str, family: str) -> list[dict[str, Any]]:
    sides = (
        (suggestions.BOTH, _("Toutes")),
        (suggestions.GIVES, _("Ce qu’elle pourrait donner")),
        (suggestions.RECEIVES, _("Ce qu’elle pourrait recevoir")),
    )
    return [_tab(path, label, _query(code, family), code == side) for code, label in sides]
