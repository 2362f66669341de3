"""Logging in with an e-mailed link: fifteen minutes, once."""

import hashlib
from typing import TYPE_CHECKING

import sesame.utils
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress, Login
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SCOPE = "login-link"


def send_link(request: HttpRequest, email: str, next_url: str) -> None:
    """Send a link to a verified address; otherwise say by e-mail what may be done.

    Every branch writes one message, so that none answers sooner than the others. An address
    that was never confirmed gets the confirmation: a link would confirm it along with the
    password of whoever signed up with it.
    """
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    address = EmailAddress.objects.filter(user__in=users, email=email).order_by("-verified").first()
    if address is None:
        send_unknown_account_mail(request, email)
    elif address.verified:
        query = f"?{urlencode({'next': next_url})}" if next_url else ""
        token = sesame.utils.get_token(address.user, scope=SCOPE)
        url = reverse("login-link-open", args=[token]) + query
        context = {"login_url": url, "user": address.user, "minutes": settings.SESAME_MAX_AGE // 60}
        get_adapter().send_mail("account/email/login_link", email, context)
    else:
        send_verification_email_to_address(request, address)


def person_of(token: str) -> "User | None":
    """Return whom a link logs in, without consuming it; nobody once it has served or expired."""
    if cache.get(_served(token)):
        return None
    user: User | None = sesame.utils.get_user(token, scope=SCOPE, update_last_login=False)
    return user


def log_in(request: HttpRequest, token: str, next_url: str) -> HttpResponse | None:
    """Log in through allauth's stages, so that the second factor applies; None for a dead link."""
    user = person_of(token)
    if user is None or not cache.add(_served(token), True, settings.SESAME_MAX_AGE):
        return None
    address = EmailAddress.objects.get_primary(user)
    email = address.email if address else user.email
    del user.backend  # allauth's own, as for any other way in
    record_authentication(request, user, method="code", email=email)
    login = Login(user=user, email=email, redirect_url=next_url or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _served(token: str) -> str:
    return f"{SCOPE}:{hashlib.sha256(token.encode()).hexdigest()}"
