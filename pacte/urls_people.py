"""Addresses of the space of the members: joining, preparing, editing, one's own data."""

from django.urls import path

from pacte.views import contact, favourites, joining, members, onboarding, personal_data, profiles

urlpatterns = [
    path("invitations/<uuid:token>/", joining.invitation, name="invitation"),
    path("mon-espace/rejoindre/", joining.join, name="join"),
    path("mon-espace/rejoindre/<int:pk>/retirer/", joining.withdraw_claim, name="withdraw-claim"),
    path("mon-espace/bienvenue/", onboarding.welcome, name="welcome"),
    path("mon-espace/bienvenue/organisation/", onboarding.identity, name="welcome-identity"),
    path("mon-espace/organisations/<slug:slug>/fiche/", profiles.edit, name="edit-profile"),
    path(
        "mon-espace/organisations/<slug:slug>/fiche/logo/<int:pk>/",
        profiles.proposed_logo,
        name="proposed-logo",
    ),
    path("mon-espace/mes-donnees/", personal_data.own_data, name="own-data"),
    path("mon-espace/mes-donnees/archive/", personal_data.take, name="take-data"),
    path(
        "mon-espace/mes-donnees/accords/<int:pk>/retirer/",
        personal_data.withdraw_consent,
        name="withdraw-consent",
    ),
    path("mon-espace/mes-donnees/effacer/", personal_data.close, name="close-account"),
    path("mon-espace/favoris/", favourites.favourites, name="favourites"),
    path("mon-espace/favoris/<slug:slug>/", favourites.change, name="favourite"),
    path("mon-espace/coordonnees/", contact.contact, name="contact"),
    path("mon-espace/agir-pour/", joining.act_for, name="act-for"),
    path("mon-espace/organisations/<slug:slug>/membres/", members.members, name="members"),
    path(
        "mon-espace/organisations/<slug:slug>/membres/<int:pk>/role/",
        members.change_role,
        name="member-role",
    ),
    path(
        "mon-espace/organisations/<slug:slug>/membres/<int:pk>/retirer/",
        members.remove,
        name="member-remove",
    ),
    path("mon-espace/organisations/<slug:slug>/quitter/", members.leave, name="leave"),
    path(
        "mon-espace/organisations/<slug:slug>/invitations/<int:pk>/renvoyer/",
        members.resend,
        name="invitation-resend",
    ),
    path(
        "mon-espace/organisations/<slug:slug>/invitations/<int:pk>/retirer/",
        members.withdraw,
        name="invitation-withdraw",
    ),
]
