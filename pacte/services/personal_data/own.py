"""What this package holds of a person."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, Revision

from pacte.models import (
    Claim,
    Consent,
    Favourite,
    Invitation,
    LogoProposal,
    Membership,
    Notification,
    NotificationPreference,
    OutgoingMail,
    Person,
)
from pacte.services.personal_data.registry import Held, Who, hold


def _of(model: Any, field: str = "user") -> Any:
    return lambda who: model._default_manager.filter(**{field: who.user.pk})


def _end_sessions(who: Who) -> None:
    keys = UserSession.objects.filter(user=who.user).values("session_key")
    Session.objects.filter(session_key__in=keys).delete()


def _mails(who: Who) -> Any:
    return OutgoingMail.objects.filter(who.has_address("to"))


def _invitations(who: Who) -> Any:
    return Invitation.objects.filter(who.has_address("email"))


ACCOUNT = (
    Held(
        "account",
        _("Votre compte"),
        _of(get_user_model(), "pk"),
        ("first_name", "last_name", "email", "username", "date_joined", "last_login"),
    ),
    Held("person", _("Vous joindre"), _of(Person), ("phone", "job")),
    Held("addresses", _("Vos adresses"), _of(EmailAddress), ("email", "verified", "primary")),
    Held(
        "sessions",
        _("Vos appareils connectés"),
        _of(UserSession),
        ("created_at", "last_seen_at", "ip", "user_agent"),
        _end_sessions,
    ),
    Held("factors", _("Vos seconds facteurs"), _of(Authenticator), ("type", "created_at")),
    Held("links", _("Vos comptes liés"), _of(SocialAccount), ("provider", "uid", "date_joined")),
)
JOINED = (
    Held(
        "memberships",
        _("Les organisations pour lesquelles vous agissez"),
        _of(Membership),
        ("organisation__name", "role"),
    ),
    Held(
        "claims",
        _("Vos demandes de rattachement"),
        _of(Claim),
        ("organisation__name", "siret", "email", "message", "status", "created_at", "note"),
    ),
    Held(
        "invitations",
        _("Les invitations que vous avez reçues"),
        _invitations,
        ("organisation__name", "email", "role", "created_at", "accepted_at"),
        lambda who: _invitations(who).delete(),
    ),
    Held(
        "sent_invitations",
        _("Les invitations que vous avez envoyées"),
        _of(Invitation, "invited_by"),
        ("organisation__name", "role", "created_at", "accepted_at", "withdrawn_at"),
    ),
    Held(
        "consents",
        _("Vos accords"),
        _of(Consent),
        ("purpose", "version", "given_at", "withdrawn_at"),
    ),
    Held("favourites", _("Vos favoris"), _of(Favourite), ("organisation__name", "created_at")),
)
TOLD = (
    Held(
        "notifications",
        _("Ce qui vous a été signalé"),
        _of(Notification, "recipient"),
        ("created_at", "subject", "body", "url", "read_at"),
    ),
    Held(
        "preferences",
        _("Vos préférences de notification"),
        _of(NotificationPreference),
        ("kind", "rhythm"),
    ),
    Held(
        "mails",
        _("Les messages que le site vous a écrits"),
        _mails,
        ("created_at", "subject", "text", "sent_at"),
        lambda who: _mails(who).delete(),
    ),
)
WRITTEN = (
    Held(
        "versions",
        _("Les versions que vous avez enregistrées"),
        _of(Revision),
        ("created_at", "object_str"),
    ),
    Held(
        "logos",
        _("Les logos que vous avez proposés"),
        _of(LogoProposal, "author"),
        ("created_at", "organisation__name", "name"),
    ),
    Held(
        "history", _("Ce que vous avez fait"), _of(ModelLogEntry), ("timestamp", "action", "label")
    ),
)

hold(*ACCOUNT, *JOINED, *TOLD, *WRITTEN)
