"""Addresses of the directory."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("soon")


app_name = "search"
urlpatterns = [
    path("annuaire/", soon, name="directory"),
    path("annuaire/points.geojson", soon, name="directory-points"),
    path("annuaire/suggestions.json", soon, name="directory-completion"),
]
