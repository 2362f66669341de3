"""The pages of the search: results of every kind, the directory, points for the map, names."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import presentation, selectors
from search.entry import EntryKind

RESULTS = "search/results.html"


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show what is asked for, of every kind or of one."""
    return render(request, RESULTS, presentation.context(selectors.results(request.GET)))


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the organisations that are asked for, as cards or on a map."""
    found = selectors.results(request.GET, only=EntryKind.ORGANISATION)
    return render(request, RESULTS, presentation.context(found))


@require_safe
def points(request: HttpRequest, only: EntryKind | None = None) -> JsonResponse:
    """Give the same results as GeoJSON."""
    found = selectors.points(request.GET, only=only)
    return _geojson([point for row in found if (point := presentation.feature(row))])


def _geojson(features: list[dict[str, Any]]) -> JsonResponse:
    collection = {"type": "FeatureCollection", "features": features}
    return JsonResponse(collection, content_type="application/geo+json")


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Give the names and places that go on from what is typed."""
    names = selectors.completions(request.GET.get("q", ""))
    return JsonResponse({"results": [presentation.completion(row) for row in names]})
