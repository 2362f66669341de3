"""The page of a call: its follow-up for who calls, an answer for who is called, a stop for staff."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cooperation.enums import CallAnswer
from cooperation.forms.calls import AnswerForm, ClosingForm, StoppingForm
from cooperation.models import Call
from cooperation.permissions import may_follow_call, may_stop_calls
from cooperation.selectors import calls as selectors
from cooperation.services import calls as services
from cooperation.services.introductions import IntroductionRefused
from cooperation.views.doors import curators_only
from cooperation.wording import calls as wording
from pacte.models import Organisation
from pacte.selectors.acting import acting_organisation, own_memberships
from pacte.throttling import Limit, throttled

if TYPE_CHECKING:
    from django import forms

ANSWERING = Limit("call-answers", "60/h")
PAGE_SIZE = 20


@never_cache
@login_required
@require_safe
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a call to who calls, who is called and the staff; to others there is none."""
    return _show(request, _visible(request, pk))


@throttled(ANSWERING)
@never_cache
@login_required
@require_POST
def answer_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the signatory that a person acts for."""
    call = _visible(request, pk)
    organisation = _called(request, call)
    if organisation is None:
        raise Http404
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, call, answer=form)
    try:
        done = services.answer(
            call=call,
            organisation=organisation,
            given=CallAnswer(form.cleaned_data["answer"]),
            word=form.cleaned_data["word"],
            user=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except services.CallRefused as refusal:
        messages.error(request, refusal.message)
    else:
        text = _("Réponse envoyée. Vous pouvez en changer tant que l’appel est ouvert.")
        messages.success(request, text if done else _("C’était déjà votre réponse."))
    return redirect("cooperation:call", pk=pk)


@never_cache
@login_required
@require_POST
def close_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a call with what came of it."""
    call = _visible(request, pk)
    form = ClosingForm(request.POST)
    if not may_follow_call(request.user, call):
        raise Http404
    if not form.is_valid():
        return _show(request, call, closing=form)
    note, now = form.cleaned_data["note"], timezone.now()
    done = services.close(call=call, note=note, user=request.user, now=now)  # type: ignore[arg-type]
    messages.success(request, _("Appel clos.") if done else _("Cet appel n’était plus ouvert."))
    return redirect("cooperation:call", pk=pk)


@curators_only
@require_POST
def stop_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a call, with a word."""
    call = _visible(request, pk)
    form = StoppingForm(request.POST)
    if not form.is_valid():
        return _show(request, call, stopping=form)
    word, now = form.cleaned_data["note"], timezone.now()
    done = services.stop(call=call, word=word, user=request.user, now=now)  # type: ignore[arg-type]
    messages.success(request, _("Appel arrêté.") if done else _("Cet appel n’était plus ouvert."))
    return redirect("cooperation:call", pk=pk)


@throttled(ANSWERING)
@never_cache
@login_required
@require_POST
def meet(request: HttpRequest, pk: int, recipient: int) -> HttpResponse:
    """Ask to be put in touch with a signatory that said yes or maybe."""
    call = _visible(request, pk)
    if not may_follow_call(request.user, call):
        raise Http404
    rows = call.recipients.select_related("call__organisation", "organisation")
    word = _("Suite à votre réponse à notre appel « %(title)s ».") % {"title": call.title}
    try:
        row = services.introduce_after(
            recipient=get_object_or_404(rows, pk=recipient),
            user=request.user,  # type: ignore[arg-type]
            word=word,
            now=timezone.now(),
        )
    except (services.CallRefused, IntroductionRefused) as refusal:
        messages.error(request, refusal.message)
        return redirect("cooperation:call", pk=pk)
    return redirect("cooperation:introduction", pk=row.pk)


@curators_only
@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Show every call that was sent, to the staff."""
    page = Paginator(selectors.calls_sent(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "cooperation/calls/staff.html", {"page_obj": page})


def _visible(request: HttpRequest, pk: int) -> Call:
    """Return a call that whoever asks may know of."""
    call = selectors.find_call(pk)
    if call is None:
        raise Http404
    mine = may_follow_call(request.user, call)
    sent = call.sent_at is not None
    if not mine and not (sent and (_called(request, call) or may_stop_calls(request.user))):
        raise Http404
    return call


def _called(request: HttpRequest, call: Call) -> Organisation | None:
    """Return for which signatory a person answers: the acting one if called, else another."""
    own = [row.organisation for row in own_memberships(request)]
    called = set(
        call.recipients.filter(organisation__in=own).values_list("organisation_id", flat=True)
    )
    acting = acting_organisation(request)
    ordered = sorted(own, key=lambda row: (acting is None or row.pk != acting.pk, row.name))
    return next((row for row in ordered if row.pk in called), None)


def _show(request: HttpRequest, call: Call, **bound: "forms.Form") -> HttpResponse:
    mine = may_follow_call(request.user, call)
    called = _called(request, call) if call.sent_at else None
    received = selectors.recipient_of(call, called) if called else None
    rows = selectors.recipients_of(call) if mine else []
    start = {"answer": received.answer, "word": received.word} if received else {}
    context: dict[str, Any] = {
        "call": call,
        "mine": mine,
        "called": called,
        "received": received,
        "rows": wording.follow_up(rows),
        "counts": wording.counts(rows),
        "may_remind": mine and selectors.may_remind(call, timezone.now()),
        "may_stop": may_stop_calls(request.user),
        "answer": AnswerForm(initial=start),
        "closing": ClosingForm(auto_id="closing-%s"),
        "stopping": StoppingForm(auto_id="stopping-%s"),
        "wrong": next(iter(bound.values()), None),
        **bound,
    }
    return render(request, "cooperation/calls/detail.html", context, status=422 if bound else 200)
