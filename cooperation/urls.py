"""Addresses of needs, offers and the network."""

from django.urls import include, path

from cooperation.views import network, postings, postings_deposit, starting, suggestions

app_name = "cooperation"
urlpatterns = [
    path("annonces/", postings.posting_list, name="posting-list"),
    path("annonces/flux.rss", postings.PostingFeed(), name="posting-feed"),
    path("annonces/deposer/", postings_deposit.DepositView.as_view(), name="posting-create"),
    path("annonces/deposer/merci/", postings_deposit.thanks, name="posting-thanks"),
    path("annonces/<int:pk>/", postings.posting_detail, name="posting"),
    path(
        "organisations/<slug:slug>/suggestions/",
        suggestions.organisation_suggestions,
        name="organisation-suggestions",
    ),
    path("reseau/", network.network_page, name="network"),
    path("mon-espace/bienvenue/<slug:slug>/metier/", starting.welcome_trade, name="welcome-trade"),
    path("", include("cooperation.urls_exchange")),
    path("", include("cooperation.urls_social")),
    path("", include("cooperation.urls_simulations")),
    path("", include("cooperation.urls_learning")),
    path("", include("cooperation.urls_for_you")),
    path("restauration/", include("cooperation.urls_plans")),
]
