"""Solidarity calls as their authors see them: write, send, follow, remind, close."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cooperation.enums import CallStatus
from cooperation.forms.calls import CallForm, initial_of
from cooperation.models import Call
from cooperation.permissions import may_call, may_follow_call
from cooperation.selectors import calls as selectors
from cooperation.services import calls as services
from cooperation.views.doors import acting_members
from pacte.models import Organisation
from pacte.selectors.communes import all_communes, label_of
from pacte.throttling import Limit, throttled

WRITING = Limit("calls", "30/h")
"""How many times an address may write, send or remind."""


@acting_members
@require_safe
def my_calls(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Show the calls of an organisation, and those it received."""
    context = {
        "organisation": organisation,
        "may_call": may_call(request.user, organisation),
        "own": selectors.calls_of(organisation),
        "received": selectors.calls_to(organisation),
        "room": selectors.room_of(organisation, timezone.now()),
        "most": selectors.MOST_OPEN,
    }
    return render(request, "cooperation/calls/mine.html", context)


@throttled(WRITING)
@acting_members
def write_call(
    request: HttpRequest, organisation: Organisation, pk: int | None = None
) -> HttpResponse:
    """Write a draft, new or not."""
    if not may_call(request.user, organisation):
        raise PermissionDenied
    call = _draft_of(organisation, pk) if pk else None
    given: dict[str, Any] = {"organisation": organisation, "today": timezone.localdate()}
    form = CallForm(request.POST or None, initial=initial_of(call) if call else None, **given)
    if request.method == "POST" and form.is_valid():
        row = services.write(
            organisation=organisation,
            text=form.text(),
            user=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            call=call,
        )
        return redirect("cooperation:call", pk=row.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "call": call,
        "commune_names": [label_of(commune) for commune in all_communes()],
    }
    status = 422 if form.errors else 200
    return render(request, "cooperation/calls/write.html", context, status=status)


@throttled(WRITING)
@never_cache
@login_required
@require_POST
def send_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft."""
    call = _own(request, pk)
    try:
        done = services.send(call=call, user=request.user, now=timezone.now())  # type: ignore[arg-type]
    except services.CallRefused as refusal:
        messages.error(request, refusal.message)
    else:
        text = _("Appel envoyé.") if done else _("Cet appel était déjà parti.")
        messages.success(request, text)
    return redirect("cooperation:call", pk=pk)


@never_cache
@login_required
@require_POST
def discard_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    services.discard(call=_own(request, pk), user=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Brouillon supprimé."))
    return redirect("cooperation:my-calls")


@throttled(WRITING)
@never_cache
@login_required
@require_POST
def remind_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind, once, those who have not answered."""
    call = _own(request, pk)
    try:
        count = services.remind(call=call, user=request.user, now=timezone.now())  # type: ignore[arg-type]
    except services.CallRefused as refusal:
        messages.error(request, refusal.message)
    else:
        done = _("Relance envoyée.") if count else _("La relance est déjà partie.")
        messages.success(request, done)
    return redirect("cooperation:call", pk=pk)


def _own(request: HttpRequest, pk: int) -> Call:
    """Return a call of an organisation that whoever asks acts for; others know of none."""
    call = selectors.find_call(pk)
    if call is None or not may_follow_call(request.user, call):
        raise Http404
    return call


def _draft_of(organisation: Organisation, pk: int) -> Call:
    rows = Call.objects.filter(organisation=organisation, status=CallStatus.DRAFT)
    found: Call = get_object_or_404(rows.prefetch_related("recipients"), pk=pk)
    return found
