"""What protects an account."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from pacte.permissions import CURATORS

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class AccountSecurity:
    """What a person sees of their account: address, password, second factor, sessions, links."""

    email: str
    new_email: str
    has_password: bool
    has_second_factor: bool
    sessions: int
    connections: int


def account_security(user: "User") -> AccountSecurity:
    """Return what protects the account of a person."""
    addresses = list(EmailAddress.objects.filter(user=user).order_by("-primary", "pk"))
    verified = [address.email for address in addresses if address.verified]
    return AccountSecurity(
        email=verified[0] if verified else user.email,
        new_email=next((a.email for a in addresses if verified and not a.verified), ""),
        has_password=user.has_usable_password(),
        has_second_factor=has_second_factor(user),
        sessions=len(open_sessions(user)),
        connections=SocialAccount.objects.filter(user=user).count(),
    )


def open_sessions(user: "User") -> list[UserSession]:
    """Return the sessions that still open the account, the latest first.

    A session that ended, or was opened with a former password, opens nothing any more.
    """
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    proof = user.get_session_auth_hash()
    opened = {s.session_key for s in alive if s.get_decoded().get(HASH_SESSION_KEY) == proof}
    return [row for row in rows if row.session_key in opened]


def has_second_factor(user: "User") -> bool:
    """Say whether a person proves who they are twice."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def staff_without_second_factor(user: "User") -> bool:
    """Say whether somebody has the rights of the staff and but one proof: one query."""
    model = get_user_model()
    staff = (
        Q(is_superuser=True)
        | Q(is_staff=True)
        | Q(groups__name=CURATORS)
        | Q(groups__permissions__codename="access_admin")
    )
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    return model.objects.filter(staff, ~Exists(factors), pk=user.pk).exists()
