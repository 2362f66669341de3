"""Who gets in: the pact staff, and who acts for an organisation."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from pacte.permissions import is_curator
from pacte.selectors.acting import acting_organisation

View = Callable[..., HttpResponse]


def curators_only(view: View) -> View:
    """Ask who is not signed in to sign in, and refuse who is not of the staff."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_curator(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def acting_members(view: View) -> View:
    """Give a view the organisation for which a person acts; who acts for none is told how to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        organisation = acting_organisation(request)
        if organisation is None:
            text = _("Cette page est pour qui agit au nom d’une organisation.")
            messages.info(request, text)
            return redirect("pacte:my-space")
        return view(request, organisation, *args, **kwargs)

    return never_cache(login_required(guarded))
