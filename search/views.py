"""The directory: a page, its points for the map, and names while typing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search import presentation, selectors


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the organisations that are asked for, as cards or on a map."""
    found = selectors.directory(request.GET)
    return render(request, "search/directory.html", presentation.context(found))


@require_safe
def directory_points(request: HttpRequest) -> JsonResponse:
    """Give the same organisations as GeoJSON."""
    found = selectors.directory_points(request.GET)
    return _geojson([point for row in found if (point := presentation.feature(row))])


@require_safe
@cache_control(max_age=86_400, public=True)
def directory_ground(request: HttpRequest) -> JsonResponse:
    """Give the communes that the map is drawn on when no base map is configured."""
    return _geojson(presentation.ground(selectors.towns()))


def _geojson(features: list[presentation.Row]) -> JsonResponse:
    collection = {"type": "FeatureCollection", "features": features}
    return JsonResponse(collection, content_type="application/geo+json")


@require_safe
def completion(request: HttpRequest) -> JsonResponse:
    """Give the names that go on from what is typed."""
    names = selectors.completions(request.GET.get("q", ""))
    return JsonResponse({"results": [presentation.completion(row) for row in names]})
