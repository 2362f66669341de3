"""Addresses of the search: results of every kind, and the directory."""

from django.urls import path

from search import saved_urls, views
from search.entry import EntryKind

app_name = "search"
urlpatterns = [
    path("recherche/", views.results, name="results"),
    path("recherche/points.geojson", views.points, name="points"),
    path("recherche/suggestions.json", views.suggestions, name="suggestions"),
    path("annuaire/", views.directory, name="directory"),
    path(
        "annuaire/points.geojson",
        views.points,
        {"only": EntryKind.ORGANISATION},
        name="directory-points",
    ),
    *saved_urls.urlpatterns,
]
