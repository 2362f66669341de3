"""What every request passes through."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.utils.translation import gettext as _

from cooperation.services.knowledge_base import bring_up_to_date
from pacte.selectors.account_security import staff_without_second_factor

OPEN_TO_ONE_FACTOR = ("/compte/", "/connexion/", "/deconnexion/", "/mon-espace/compte/")


class PermissionsPolicyMiddleware:
    """Say what no page of the site asks of a device: first, so that files say it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class MaintenanceMiddleware:
    """Answer that the site is in maintenance, while the file that says so exists.

    After the files of the site, which that page needs; before anything that asks the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.MAINTENANCE_FILE.exists():
            return self.get_response(request)
        response = HttpResponse(loader.render_to_string("503.html"), status=503)
        response["Retry-After"], response["Cache-Control"] = "600", "no-store"
        return response


class KnowledgeMiddleware:
    """Follow the amendments of the knowledge made in other processes, within a few seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.KNOWLEDGE_CHECK_SECONDS is not None:
            bring_up_to_date(every=settings.KNOWLEDGE_CHECK_SECONDS)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Send staff without a second factor to set it up, before anything their rights open.

    The rights of the staff show on public pages too (drafts, GraphQL), so every page waits
    but those where the second factor is set up and those that serve files as they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._concerned(request):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        messages.warning(
            request,
            _(
                "Vous animez ou administrez ce site : protégez d’abord votre compte par un "
                "second facteur. Cela prend deux minutes, avec votre téléphone."
            ),
        )
        return redirect("mfa_index")

    def _concerned(self, request: HttpRequest) -> bool:
        if not settings.STAFF_SECOND_FACTOR:
            return False
        if request.path.startswith((*OPEN_TO_ONE_FACTOR, settings.STATIC_URL, settings.MEDIA_URL)):
            return False
        user = request.user
        return user.is_authenticated and staff_without_second_factor(user)
