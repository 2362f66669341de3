"""What a person was told, how they want to be, and how they stop it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.enums import Rhythm
from pacte.forms.notifications import PreferencesForm
from pacte.selectors.notifications import notification_list, preferences_of
from pacte.services import notification_stopping, notifications

if TYPE_CHECKING:
    from django.contrib.auth.models import User

View = Callable[..., HttpResponse]
PRIVATE = cache_control(private=True, no_store=True)


def members_only(view: View) -> View:
    """Ask who is not signed in to sign in; what they see stays out of shared caches."""
    return PRIVATE(login_required(view))


def person(request: HttpRequest) -> "User":
    """Return who is signed in, behind :func:`members_only`."""
    return request.user  # type: ignore[return-value]


@members_only
@require_safe
def notification_page(request: HttpRequest) -> HttpResponse:
    """Show what a person was told, newest first."""
    shown = notification_list(person(request), page=request.GET.get("page"))
    return render(request, "pacte/notifications/list.html", {"shown": shown})


@members_only
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read, and open the page it leads to where that is asked."""
    row = notifications.mark_read(user=person(request), pk=pk, now=timezone.now())
    if row is None:
        raise Http404
    return redirect(row.url if row.url and "open" in request.POST else "pacte:notifications")


@members_only
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    notifications.mark_all_read(user=person(request), now=timezone.now())
    messages.success(request, _("Tout est marqué comme lu."))
    return redirect("pacte:notifications")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show how a person wants to be told, and keep what they choose."""
    rows = preferences_of(person(request))
    form = PreferencesForm(rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        notifications.set_preferences(user=person(request), rhythms=form.cleaned_data)
        messages.success(request, _("Vos préférences sont gardées."))
        return redirect("pacte:notification-preferences")
    context = {"rows": form.shown(), "rhythms": Rhythm.choices, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "pacte/notifications/preferences.html", context, status=status)


@csrf_exempt
@PRIVATE
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; stop when it is pressed, or when a mail program asks (RFC 8058)."""
    what = notification_stopping.what_stops(token)
    if what is None:
        raise Http404
    if request.method == "POST":
        notification_stopping.stop(token)
    context = {"label": what, "is_done": notification_stopping.is_stopped(token)}
    return render(request, "pacte/notifications/stop.html", context)
