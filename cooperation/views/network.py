"""The network as a picture, as figures and as a table."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.selectors import network, picture
from cooperation.selectors.network import NetworkFilters, NetworkView
from cooperation.wording.network import rows_of
from pacte.enums import OrganisationKind

PAGE_SIZE = 25
ZOOMS = (1, 2, 3)


def network_page(request: HttpRequest) -> HttpResponse:
    """Show who is linked to whom, under the filters of the address."""
    epcis = network.epcis()
    filters = _filters(request, {siren for siren, _name in epcis})
    view = network.view_network(filters, today=timezone.localdate())
    page = Paginator(view.relations, PAGE_SIZE).get_page(request.GET.get("page"))
    zoom = _zoom(request)
    shown = view.filters
    asked = {"theme": shown.theme, "territoire": shown.epci, "nature": shown.kind}
    asked = {name: value for name, value in asked.items() if value}
    context = {
        "view": view,
        "picture": picture.draw(view),
        "page_obj": page,
        "rows": rows_of(page.object_list),
        "query": urlencode(asked),
        "selects": _selects(view, epcis),
        "zoom": zoom,
        "svg_width": picture.WIDTH * zoom,
        "svg_height": picture.HEIGHT * zoom,
        "closer": _address(asked, zoom + 1) if zoom + 1 in ZOOMS else "",
        "farther": _address(asked, zoom - 1) if zoom - 1 in ZOOMS else "",
    }
    return render(request, "cooperation/network/page.html", context)


def _filters(request: HttpRequest, sirens: set[str]) -> NetworkFilters:
    """Read the filters; what is unknown is ignored."""
    epci, kind = request.GET.get("territoire", ""), request.GET.get("nature", "")
    return NetworkFilters(
        theme=request.GET.get("theme", "")[:40],
        epci=epci if epci in sirens else "",
        kind=kind if kind in OrganisationKind else "",
    )


def _zoom(request: HttpRequest) -> int:
    asked = request.GET.get("taille", "1")
    return int(asked) if asked in {str(zoom) for zoom in ZOOMS} else 1


def _address(asked: dict[str, str], zoom: int) -> str:
    return f"?{urlencode({**asked, 'taille': zoom})}#dessin"


def _selects(view: NetworkView, epcis: list[tuple[str, str]]) -> list[dict[str, Any]]:
    themes = [
        (key.removeprefix("theme:"), name)
        for key, name in view.names.items()
        if key.startswith("theme:")
    ]
    lists = (
        ("theme", _("Thème"), _("Tous les thèmes"), themes, view.filters.theme),
        ("territoire", _("Intercommunalité"), _("Toutes"), epcis, view.filters.epci),
        ("nature", _("Nature"), _("Toutes"), OrganisationKind.choices, view.filters.kind),
    )
    return [
        {"name": name, "label": label, "every": every, "options": options, "value": value}
        for name, label, every, options, value in lists
    ]
