"""Where allauth asks this site: words, messages, links, names."""

import base64
import hashlib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from pacte.accounts import words
from pacte.selectors.acting import RETURN_TO
from pacte.services.accounts import drawn_username
from pacte.services.mail import LONGEST_ADDRESS, post
from pacte.throttling import client_address

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialLogin
    from django.contrib.auth.models import User


def on_this_site(url: str) -> str:
    """Return a link to this site as configured, whatever host the request named."""
    path = urlsplit(url)._replace(scheme="", netloc="").geturl()
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


class AccountAdapter(DefaultAccountAdapter):
    """The e-mail identifies, the user name is drawn and never shown."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.ACCOUNT_ERRORS}

    def populate_username(self, request: HttpRequest, user: "User") -> None:
        """Draw a user name that says nothing of the person."""
        if not user.username or "@" in user.username:
            user.username = drawn_username()

    def clean_email(self, email: str) -> str:
        """Refuse what no column could hold."""
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError(words.TOO_LONG)
        return email

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the limits count."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing here: the door did, and says how long to wait."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go back to what was left for the account, else to one's space."""
        left: str = request.session.pop(RETURN_TO, "")
        return left or super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Go where whoever logs in goes: the address is confirmed, the account is open."""
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to what protects the account."""
        return reverse("account-security")

    def get_email_verification_redirect_url(self, email_address: "EmailAddress") -> str:
        """Go back to the account, or to the door with a word."""
        if self.request.user.is_authenticated:
            return reverse("account-security")
        return reverse("account_login")

    def get_reauthentication_methods(self, user: "User") -> list[dict[str, Any]]:
        """Name the ways to prove who one is in the words of the site."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            method["description"] = words.PROOFS.get(method["id"], method["description"])
        return methods

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send both parts, with links that no request can forge."""
        links = {k: on_this_site(v) for k, v in context.items() if k.endswith("_url") and v}
        full = {
            "email": email,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
            **context,
            **links,
        }
        full.pop("request", None)
        subject = render_to_string(f"{template_prefix}_subject.txt", full)
        text = render_to_string(f"{template_prefix}_message.txt", full).strip()
        title = " ".join(line.strip() for line in subject.splitlines()).strip()
        parts = {**full, "title": title, "text": text}
        html = render_to_string("account/email/message.html", parts)
        post(to=email, subject=title, text=text, html=html)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of the second factor are kept encrypted."""

    error_messages = {**DefaultMFAAdapter.error_messages, **words.SECOND_FACTOR_ERRORS}

    def _get_site_name(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def encrypt(self, text: str) -> str:
        """Encrypt what would open the account of somebody who reads the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt it, with a former key of the site too."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class SocialAdapter(DefaultSocialAccountAdapter):
    """ProConnect names people in its own words."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **words.SOCIAL_ERRORS}

    def populate_user(
        self, request: HttpRequest, sociallogin: "SocialLogin", data: dict[str, Any]
    ) -> "User":
        """Take the name that ProConnect gives."""
        user: User = super().populate_user(request, sociallogin, data)
        claims = sociallogin.account.extra_data.get("userinfo") or {}
        user.first_name = str(claims.get("given_name") or user.first_name)[:150]
        user.last_name = str(claims.get("usual_name") or user.last_name)[:150]
        user.username = ""
        return user


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    digest = hashlib.blake2b(key.encode(), digest_size=32, person=b"pacte.2nd.factor").digest()
    return base64.urlsafe_b64encode(digest)
