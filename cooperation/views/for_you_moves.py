"""What an organisation answers to a suggestion: put us in touch, not for us, later, or again."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperation.enums import RefusalReason
from cooperation.forms.decisions import AskForm, LaterForm, RefuseForm
from cooperation.selectors.refusals import months_after
from cooperation.services import decisions
from cooperation.services.introductions import IntroductionRefused, propose_introduction
from cooperation.views.doors import acting_members
from cooperation.views.for_you import own_suggestion, show_one
from pacte.models import Organisation
from pacte.throttling import Limit, throttled

ASKING = Limit("introductions", "30/h")
"""How many times an address may ask to be put in touch."""
MONTHS = {"month": 1, "quarter": 3}


@throttled(ASKING)
@acting_members
@require_POST
def ask(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Ask to be put in touch, with a word."""
    suggestion = own_suggestion(organisation, pk)
    form = AskForm(request.POST, auto_id=f"ask-{pk}-%s")
    if not form.is_valid():
        return show_one(request, organisation, suggestion, {"ask": form})
    now = timezone.now()
    try:
        introduction = propose_introduction(
            suggestion=suggestion,
            posting=None,
            asker=organisation,
            user=request.user,  # type: ignore[arg-type]
            word=form.cleaned_data["word"],
            now=now,
        )
    except IntroductionRefused as refusal:
        form.add_error(None, refusal.message)
        return show_one(request, organisation, suggestion, {"ask": form})
    if introduction.created_at == now:
        messages.success(request, _("Demande envoyée. Les contacts paraîtront si l’autre accepte."))
    else:
        messages.info(request, _("Une mise en relation est déjà ouverte sur ce sujet."))
    return _back(request)


@acting_members
@require_POST
def refuse(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Set a suggestion aside, for a reason."""
    suggestion = own_suggestion(organisation, pk)
    form = RefuseForm(request.POST, auto_id=f"refuse-{pk}-%s")
    if not form.is_valid():
        return show_one(request, organisation, suggestion, {"refuse": form})
    done = decisions.refuse(
        organisation=organisation,
        suggestion=suggestion,
        reason=RefusalReason(form.cleaned_data["reason"]),
        note=form.cleaned_data["note"],
        user=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    if done:
        messages.success(request, _("Suggestion écartée. Elle reste sous « Écartées »."))
    else:
        messages.info(request, _("Votre organisation avait déjà écarté cette suggestion."))
    return _back(request)


@acting_members
@require_POST
def later(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Put a suggestion off to a date."""
    suggestion = own_suggestion(organisation, pk)
    form = LaterForm(request.POST, auto_id=f"later-{pk}-%s")
    if not form.is_valid():
        return show_one(request, organisation, suggestion, {"later": form})
    until = _until(form.cleaned_data["span"])
    done = decisions.postpone(
        organisation=organisation,
        suggestion=suggestion,
        until=until,
        user=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    day = {"day": date_format(until, "DATE_FORMAT")}
    if done:
        messages.success(request, _("Mise de côté : elle revient le %(day)s.") % day)
    else:
        messages.info(request, _("C’était déjà fait : rien n’a changé."))
    return _back(request)


@acting_members
@require_POST
def take_back(request: HttpRequest, organisation: Organisation, pk: int) -> HttpResponse:
    """Look at a suggestion again."""
    suggestion = own_suggestion(organisation, pk)
    done = decisions.take_back(
        organisation=organisation,
        suggestion=suggestion,
        user=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    if done:
        messages.success(request, _("La suggestion est de nouveau à regarder."))
    else:
        messages.info(request, _("C’était déjà fait : rien n’a changé."))
    return _back(request)


def _until(span: str) -> dt.date:
    today = timezone.localdate()
    return months_after(today, MONTHS[span]) if span in MONTHS else today + dt.timedelta(days=7)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to the page that was read, of ours only."""
    wanted, home = request.POST.get("next", ""), reverse("cooperation:for-you")
    safe = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith(home)
    return redirect(wanted if safe else home)
