"""Addresses of needs, offers and the network."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from cooperation.views import network, suggestions


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("soon")


app_name = "cooperation"
urlpatterns = [
    path("annonces/", soon, name="posting-list"),
    path("annonces/deposer/", soon, name="posting-create"),
    path("annonces/deposer/merci/", soon, name="posting-thanks"),
    path("annonces/<int:pk>/", soon, name="posting"),
    path(
        "organisations/<slug:slug>/suggestions/",
        suggestions.organisation_suggestions,
        name="organisation-suggestions",
    ),
    path("reseau/", network.network_page, name="network"),
]
