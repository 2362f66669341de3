"""Answering a posting: alone, or several together."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cooperation.forms.introductions import ReplyForm
from cooperation.models import Posting
from cooperation.permissions import may_see_posting
from cooperation.selectors.introductions_reply import answerable_posting
from cooperation.services.introductions import IntroductionRefused, propose_introduction
from cooperation.views.introductions_doors import private, seconds_to_wait, wait_message
from cooperation.wording.postings import unit_label
from pacte.models import Organisation
from pacte.selectors.acting import acting_organisation

REPLIES = "30/h"
"""How many postings a person may answer."""


@private
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a posting for the organisation that the person acts for."""
    posting = answerable_posting(pk)
    if posting is None or not may_see_posting(request.user, posting):
        raise Http404
    asker = acting_organisation(request)
    if asker is None:
        context = {"posting": posting, "asker": None, "form": None}
        return render(request, "cooperation/introductions/reply.html", context)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, unit=posting.unit, asker=asker
    )
    if request.method != "POST":
        return _show(request, posting, asker, form)
    if seconds := seconds_to_wait(request, "reply", REPLIES):
        form.is_valid()
        form.add_error(None, wait_message(seconds))
        response = _show(request, posting, asker, form, 429)
        response["Retry-After"] = str(seconds)
        return response
    if not form.is_valid():
        return _show(request, posting, asker, form, 422)
    return _reply(request, posting, asker, form)


def _reply(
    request: HttpRequest, posting: Posting, asker: Organisation, form: ReplyForm
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 - the page asks to sign in
    now = timezone.now()
    try:
        introduction = propose_introduction(
            suggestion=None,
            posting=posting,
            asker=asker,
            user=request.user,
            word=form.cleaned_data["word"],
            quantity=form.cleaned_data.get("quantity"),
            invited=list(form.cleaned_data["invited"]),
            now=now,
        )
    except IntroductionRefused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, posting, asker, form, 409)
    if introduction.created_at == now:
        messages.success(request, _("Votre réponse est envoyée : vous serez prévenu de la suite."))
    else:
        messages.info(request, _("Une mise en relation est déjà ouverte à ce sujet : la voici."))
    return redirect("cooperation:introduction", pk=introduction.pk)


def _show(
    request: HttpRequest, posting: Posting, asker: Organisation, form: ReplyForm, status: int = 200
) -> HttpResponse:
    context = {
        "posting": posting,
        "asker": asker,
        "form": form,
        "unit": unit_label(posting.unit) if posting.unit else "",
    }
    return render(request, "cooperation/introductions/reply.html", context, status=status)
