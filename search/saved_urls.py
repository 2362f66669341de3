"""Addresses of the saved searches and of the feeds of a search."""

from django.urls import path

from search import saved_views as views
from search.entry import EntryKind
from search.feeds import SearchFeed

urlpatterns = [
    path("recherche/flux.rss", SearchFeed(), name="feed"),
    path(
        "annuaire/flux.rss", SearchFeed(), {"only": EntryKind.ORGANISATION}, name="directory-feed"
    ),
    path("recherche/enregistrer/", views.save, name="save"),
    path("recherche/enregistrer/envoyee/", views.sent, name="saved-sent"),
    path("recherche/enregistrees/fini/", views.done, name="saved-done"),
    path("recherche/enregistrees/<uuid:token>/", views.manage, name="saved-manage"),
    path("recherche/enregistrees/<uuid:token>/confirmer/", views.confirm, name="saved-confirm"),
    path(
        "recherche/enregistrees/<uuid:token>/arreter/", views.unsubscribe, name="saved-unsubscribe"
    ),
]
