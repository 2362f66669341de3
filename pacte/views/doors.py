"""Who gets in the space of the members, and how its pages are kept from sharing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control

from pacte.services.memberships import MembershipRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponseBase]
PRIVATE = cache_control(private=True, no_store=True)


def members_only(view: View) -> View:
    """Ask who is not signed in to sign in; what they see stays out of shared caches."""
    return PRIVATE(login_required(view))


def person(request: HttpRequest) -> "User":
    """Return who is signed in, behind :func:`members_only`."""
    return request.user  # type: ignore[return-value]


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do something, and say in a message that it is done or why it is not."""
    try:
        act()
    except MembershipRefused as refusal:
        messages.error(request, refusal.message)
        return False
    if done:
        messages.success(request, done)
    return True


def back(request: HttpRequest) -> str:
    """Return where to go after a change: the page it came from if it is ours, else one's space."""
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()):
        return target
    return "/mon-espace/"
