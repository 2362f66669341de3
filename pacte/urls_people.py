"""Addresses of the space of the members: joining, preparing, editing, one's own data."""

from django.urls import path

from pacte.views import joining, members, onboarding, profiles

urlpatterns = [
    path("invitations/<uuid:token>/", joining.invitation, name="invitation"),
    path("mon-espace/rejoindre/", joining.join, name="join"),
    path("mon-espace/rejoindre/<int:pk>/retirer/", joining.withdraw_claim, name="withdraw-claim"),
    path("mon-espace/bienvenue/", onboarding.welcome, name="welcome"),
    path("mon-espace/bienvenue/organisation/", onboarding.identity, name="welcome-identity"),
    path("mon-espace/organisations/<slug:slug>/fiche/", profiles.edit, name="edit-profile"),
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
