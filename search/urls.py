"""Addresses of the directory."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("annuaire/", views.directory, name="directory"),
    path("annuaire/points.geojson", views.directory_points, name="directory-points"),
    path("annuaire/communes.geojson", views.directory_ground, name="directory-ground"),
    path("annuaire/suggestions.json", views.completion, name="directory-completion"),
]
