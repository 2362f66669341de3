"""Who gets to an introduction: members of its parties; how often; how a refusal is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_ratelimit.core import get_usage

from cooperation.models import Introduction
from cooperation.permissions import may_see_introduction
from cooperation.selectors.introductions_page import find_introduction
from cooperation.services.introductions import IntroductionRefused
from pacte.models import Organisation
from pacte.selectors.acting import acting_organisation, own_memberships

View = Callable[..., HttpResponseBase]
PRIVATE = "private, no-store"


@dataclass(frozen=True, slots=True)
class Place:
    """An introduction, and for which of its parties whoever asks looks at it."""

    introduction: Introduction
    organisation: Organisation
    user: User

    @property
    def hand(self) -> dict[str, Any]:
        """What the services want to know of who acts."""
        return {
            "introduction_id": self.introduction.pk,
            "organisation": self.organisation,
            "user": self.user,
        }


def private(view: View) -> View:
    """Ask who is not signed in to sign in, and keep the page out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = PRIVATE
        return response

    return login_required(guarded)


def place_of(request: HttpRequest, pk: int) -> Place:
    """Return the place of whoever asks in an introduction; others are told that there is none."""
    introduction, user = find_introduction(pk), signed_in(request)
    if introduction is not None:
        for organisation in _own(request):
            if may_see_introduction(user, introduction, organisation):
                return Place(introduction, organisation, user)
    raise Http404


def signed_in(request: HttpRequest) -> User:
    """Return who asks, whom the page has asked to sign in."""
    assert isinstance(request.user, User)  # noqa: S101 - the page asks to sign in
    return request.user


def _own(request: HttpRequest) -> list[Organisation]:
    """Return the organisations that a person acts for, the one at the moment first."""
    acting = acting_organisation(request)
    rows = [row.organisation for row in own_memberships(request)]
    return sorted(rows, key=lambda row: acting is None or row.pk != acting.pk)


def seconds_to_wait(request: HttpRequest, name: str, rate: str) -> int:
    """Count an attempt of a person; return how long to wait before the next one, 0 if not."""
    group = f"introduction-{name}"
    usage = get_usage(request, group=group, key="user", rate=rate, increment=True)
    if not usage or not usage["should_limit"]:
        return 0
    return max(1, int(usage["time_left"]))


def wait_message(seconds: int) -> str:
    """Say how long to wait."""
    return _(
        "Trop d’envois en peu de temps. Gardez cette page et réessayez dans %(count)s min."
    ) % {"count": -(-seconds // 60)}


def act(view: Callable[..., None]) -> View:
    """Make a view of what a party does: a POST, then back to the page with what came of it."""

    @wraps(view)
    def done(request: HttpRequest, pk: int, **more: int) -> HttpResponse:
        place = place_of(request, pk)
        back = redirect("cooperation:introduction", pk=pk)
        if seconds := seconds_to_wait(request, "act", "120/h"):
            return refused(request, wait_message(seconds), back.url, seconds)
        try:
            view(request, place, **more)
        except IntroductionRefused as refusal:
            return refused(request, refusal.message, back.url)
        return back

    return private(require_POST(done))


def refused(request: HttpRequest, message: str, url: str, seconds: int = 0) -> HttpResponse:
    """Answer that nothing was done and why, with the way back."""
    context = {"message": message, "url": url}
    status = 429 if seconds else 409
    response = render(request, "cooperation/introductions/refused.html", context, status=status)
    if seconds:
        response["Retry-After"] = str(seconds)
    return response


def say(request: HttpRequest, text: str) -> None:
    """Say what was done on the next page."""
    messages.success(request, text)
