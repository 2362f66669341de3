"""Addresses of what is suggested to one's organisation, and of what the staff say of it."""

from django.urls import path

from cooperation.views import curation, exposure, for_you, for_you_moves, posting_favourites

urlpatterns = [
    path("mon-espace/pour-vous/", for_you.for_you_page, name="for-you"),
    path("mon-espace/pour-vous/<int:pk>/", for_you.for_you_one, name="for-you-one"),
    path("mon-espace/pour-vous/<int:pk>/relation/", for_you_moves.ask, name="for-you-ask"),
    path("mon-espace/pour-vous/<int:pk>/refus/", for_you_moves.refuse, name="for-you-refuse"),
    path("mon-espace/pour-vous/<int:pk>/plus-tard/", for_you_moves.later, name="for-you-later"),
    path("mon-espace/pour-vous/<int:pk>/reprendre/", for_you_moves.take_back, name="for-you-back"),
    path("annonces/<int:pk>/favori/", posting_favourites.change, name="posting-favourite"),
    path("mon-espace/annonces-favorites/", posting_favourites.favourites, name="my-favourites"),
    path("pilotage/suggestions/", curation.mark_list, name="marks"),
    path("pilotage/suggestions/<int:pk>/avis/", curation.mark_suggestion, name="mark"),
    path("pilotage/suggestions/avis/<int:pk>/retirer/", curation.unmark, name="unmark"),
    path("pilotage/exposition/", exposure.exposure_page, name="exposure"),
]
