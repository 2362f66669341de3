"""Territories: list, intercommunality, commune, zone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.selectors import territories


@require_safe
def territory_list(request: HttpRequest) -> HttpResponse:
    context = {"territories": territories.territory_list()}
    return render(request, "pacte/territories/list.html", context)


@require_safe
def epci(request: HttpRequest, slug: str) -> HttpResponse:
    view = territories.epci_view(slug, request.GET.get("page", ""))
    return render(request, "pacte/territories/epci.html", {"view": view})


@require_safe
def commune(request: HttpRequest, slug: str) -> HttpResponse:
    view = territories.commune_view(slug, request.GET.get("page", ""))
    return render(request, "pacte/territories/commune.html", {"view": view})


@require_safe
def zone(request: HttpRequest, code: str) -> HttpResponse:
    view = territories.zone_view(code, request.GET.get("page", ""))
    return render(request, "pacte/territories/zone.html", {"view": view})
