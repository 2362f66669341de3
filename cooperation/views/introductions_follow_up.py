"""What came of an introduction: one question, answered from the mail without signing in."""

import uuid

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cooperation.enums import FollowUpAnswer
from cooperation.forms.introductions import FollowUpForm
from cooperation.models import FollowUp
from cooperation.selectors.introductions_follow_up import find_follow_up, others_of
from cooperation.services.introductions import IntroductionRefused, answer_follow_up
from cooperation.views.introductions_doors import PRIVATE, say


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Ask, then keep the answer: the address is known from the notification alone."""
    row = find_follow_up(token)
    if row is None:
        raise Http404
    form = FollowUpForm(
        request.POST if request.method == "POST" else None, initial={"answer": row.answer}
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = answer_follow_up(
                follow_up=row,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"],
                user=request.user if isinstance(request.user, User) else None,
                now=timezone.now(),
            )
        except IntroductionRefused as refusal:
            form.add_error(None, refusal.message)
            return _show(request, row, form, 409)
        return _answered(request, row)
    return _show(request, row, form, 422 if form.is_bound else 200)


def _answered(request: HttpRequest, row: FollowUp) -> HttpResponse:
    """Go where the answer leads: a yes is declared, the rest is thanked for."""
    say(request, _("Merci de votre réponse."))
    if row.answer == FollowUpAnswer.YES:
        return redirect("cooperation:agreement-declare", pk=row.introduction_id)
    return redirect("cooperation:follow-up", token=row.token)


def _show(
    request: HttpRequest, row: FollowUp, form: FollowUpForm, status: int = 200
) -> HttpResponse:
    context = {"follow_up": row, "form": form, "others": others_of(row)}
    response = render(request, "cooperation/introductions/follow_up.html", context, status=status)
    response["Cache-Control"] = PRIVATE
    response["Referrer-Policy"] = "no-referrer"
    return response
