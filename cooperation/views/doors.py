"""Who gets in: pages that are for the pact staff."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from pacte.permissions import is_curator

View = Callable[..., HttpResponse]


def curators_only(view: View) -> View:
    """Ask who is not signed in to sign in, and refuse who is not of the staff."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_curator(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))
