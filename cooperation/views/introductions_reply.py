"""Answering a posting: alone, or several together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cooperation.forms.introductions import ReplyForm
from cooperation.models import Posting
from cooperation.permissions import may_see_posting
from cooperation.selectors.introductions_reply import answerable_posting
from cooperation.services.introductions import (
    IntroductionRefused,
    propose_introduction,
    why_not_answer,
)
from cooperation.views.introductions_doors import (
    private,
    seconds_to_wait,
    signed_in,
    wait_message,
)
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
        return _show(request, posting, None, None)
    if request.method != "POST":
        barred = why_not_answer(posting, asker, signed_in(request))
        form = None if barred else ReplyForm(None, unit=posting.unit, asker=asker)
        return _show(request, posting, asker, form, barred=barred)
    form = ReplyForm(request.POST, unit=posting.unit, asker=asker)
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
    now = timezone.now()
    try:
        introduction = propose_introduction(
            suggestion=None,
            posting=posting,
            asker=asker,
            user=signed_in(request),
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
    request: HttpRequest,
    posting: Posting,
    asker: Organisation | None,
    form: ReplyForm | None,
    status: int = 200,
    barred: str = "",
) -> HttpResponse:
    context = {
        "posting": posting,
        "asker": asker,
        "barred": barred,
        "form": form,
        "unit": unit_label(posting.unit) if posting.unit else "",
    }
    return render(request, "cooperation/introductions/reply.html", context, status=status)
