"""ProConnect: OpenID Connect with a nonce and a signed ``userinfo``, which allauth leaves out."""

import secrets
from http import HTTPStatus
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from pacte.accounts.adapter import on_this_site

NONCE = "openid_nonce"
SIGNED = ("RS256", "ES256")


class SignedUserinfoAdapter(OpenIDConnectOAuth2Adapter):
    """Check the nonce, and read a ``userinfo`` that comes as a signed token."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address declared to ProConnect, whatever host the request named."""
        return on_this_site(super().get_callback_url(request, app))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> Any:
        """Refuse an answer without its identity token, or of another person or request."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("No id_token")
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        expected = request.session.pop(NONCE, None)
        if not expected or data["id_token"].get("nonce") != expected:
            raise OAuth2Error("Invalid nonce")
        if data["userinfo"].get("sub") != data["id_token"]["sub"]:
            raise OAuth2Error("Another subject")
        return login

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        with get_adapter().get_requests_session() as session:
            response = session.get(self.profile_url, headers=headers)
            response.raise_for_status()
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        found = self._verified(response.text) if kind == "application/jwt" else _read(response)
        if not isinstance(found, dict):
            raise OAuth2Error("Unreadable userinfo")
        return found

    def _verified(self, token: str) -> Any:
        try:
            if jwtkit.jwt.get_unverified_header(token).get("alg") not in SIGNED:
                raise OAuth2Error("Unexpected algorithm")
            return jwtkit.verify_and_decode(
                credential=token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=self.get_provider().app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (jwtkit.jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("Unreadable userinfo") from error


def _read(response: Any) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise OAuth2Error("Unreadable userinfo") from error


@never_cache
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the person to ProConnect, remembering what the answer must hold."""
    adapter = _adapter(request, provider_id)
    linking = request.user.is_authenticated and request.POST.get("process") == AuthProcess.CONNECT
    process = AuthProcess.CONNECT if linking else AuthProcess.LOGIN
    nonce = request.session[NONCE] = secrets.token_urlsafe(32)
    provider = adapter.get_provider()
    provider.oauth2_adapter_class = SignedUserinfoAdapter
    try:
        response: HttpResponse = provider.redirect(
            request,
            process=process,
            next_url=get_next_redirect_url(request),
            auth_params={"nonce": nonce, "acr_values": "eidas1"},
        )
    except (RequestException, KeyError, ValueError) as error:
        return _failure(request, adapter, error)
    return response


@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Read what ProConnect answers."""
    adapter = _adapter(request, provider_id)
    view = OAuth2CallbackView.adapter_view(adapter)
    try:
        response: HttpResponse = view(request)
    except (KeyError, ValueError) as error:
        return _failure(request, adapter, error)
    return response


def _adapter(request: HttpRequest, provider_id: str) -> SignedUserinfoAdapter:
    adapter = SignedUserinfoAdapter(request, provider_id)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return adapter


def _failure(
    request: HttpRequest, adapter: SignedUserinfoAdapter, error: Exception
) -> HttpResponse:
    response: HttpResponse = render_authentication_error(
        request, adapter.get_provider(), exception=error
    )
    response.status_code = HTTPStatus.BAD_GATEWAY
    return response
