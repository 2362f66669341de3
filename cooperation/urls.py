"""Addresses of needs, offers and the network."""

from django.urls import include, path

from cooperation.views import (
    comparison,
    network,
    postings,
    postings_deposit,
    postings_edit,
    postings_own,
    postings_photos,
    postings_typing,
    starting,
    suggestions,
)

app_name = "cooperation"
urlpatterns = [
    path("annonces/", postings.posting_list, name="posting-list"),
    path("annonces/flux.rss", postings.PostingFeed(), name="posting-feed"),
    path("annonces/deposer/", postings_deposit.DepositView.as_view(), name="posting-create"),
    path("annonces/deposer/merci/", postings_deposit.thanks, name="posting-thanks"),
    path("annonces/deposer/recommencer/", postings_deposit.forget, name="posting-forget"),
    path("annonces/deposer/photos/<int:photo_id>/", postings_photos.of_a_draft, name="draft-photo"),
    path("annonces/deposer/apercu/", postings_typing.preview, name="posting-preview"),
    path("annonces/deposer/brouillon/", postings_typing.keep_draft, name="posting-draft"),
    path("annonces/ressources.json", postings_typing.resource_proposals, name="resource-proposals"),
    path("mon-espace/annonces/", postings_own.my_posting_list, name="my-posting-list"),
    path("mon-espace/annonces/<int:pk>/", postings_own.my_posting, name="my-posting"),
    path("mon-espace/annonces/<int:pk>/geste/", postings_own.my_posting_act, name="my-posting-act"),
    path(
        "mon-espace/annonces/<int:pk>/prolonger/",
        postings_own.my_posting_renew,
        name="my-posting-renew",
    ),
    path(
        "mon-espace/annonces/<int:pk>/fermer/",
        postings_own.CloseView.as_view(),
        name="my-posting-close",
    ),
    path(
        "mon-espace/annonces/<int:pk>/modifier/",
        postings_edit.EditView.as_view(),
        name="my-posting-edit",
    ),
    path(
        "mon-espace/annonces/<int:pk>/modifier/retirer/",
        postings_own.my_amendment_withdraw,
        name="my-amendment-withdraw",
    ),
    path("annonces/<int:pk>/", postings.posting_detail, name="posting"),
    path(
        "organisations/<slug:slug>/suggestions/",
        suggestions.organisation_suggestions,
        name="organisation-suggestions",
    ),
    path("annonces/<int:pk>/photos/<int:photo_id>/", postings_photos.photo, name="posting-photo"),
    path("mon-espace/annonces/<int:pk>/photos/", postings_photos.add, name="my-photo-add"),
    path(
        "mon-espace/annonces/<int:pk>/photos/<int:photo_id>/enlever/",
        postings_photos.remove,
        name="my-photo-remove",
    ),
    path("reseau/", network.network_page, name="network"),
    path("comparer/", comparison.compare_organisations, name="compare"),
    path("mon-espace/bienvenue/<slug:slug>/metier/", starting.welcome_trade, name="welcome-trade"),
    path("", include("cooperation.urls_exchange")),
    path("", include("cooperation.urls_social")),
    path("", include("cooperation.urls_simulations")),
    path("", include("cooperation.urls_learning")),
    path("", include("cooperation.urls_for_you")),
    path("", include("cooperation.urls_calls")),
    path("restauration/", include("cooperation.urls_plans")),
]
