"""The directory: a page, its points for the map, and names while typing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from search import engine, presentation, selectors


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the organisations that are asked for, as cards or on a map."""
    found = selectors.directory(request.GET)
    return render(request, "search/directory.html", presentation.context(found))


@require_safe
def directory_points(request: HttpRequest) -> JsonResponse:
    """Give the same organisations as GeoJSON."""
    found = selectors.directory_points(request.GET)
    features = [point for row in found if (point := presentation.feature(row))]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@require_safe
def completion(request: HttpRequest) -> JsonResponse:
    """Give the names that go on from what is typed."""
    names = engine.complete(request.GET.get("q", ""))
    rows = [
        {"name": row.name, "url": reverse("pacte:organisation", args=[row.slug])} for row in names
    ]
    return JsonResponse({"results": rows})
