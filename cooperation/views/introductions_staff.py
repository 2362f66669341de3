"""Introductions for the pact staff: states and steps, never what is said nor the contacts."""

from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperation.forms.introductions import IntroduceForm, WhyForm
from cooperation.selectors import introductions_staff as selector
from cooperation.selectors.introductions_page import find_introduction, steps_of
from cooperation.services.agreements_undoing import undo_by_staff
from cooperation.services.introductions import (
    IntroductionRefused,
    close,
    introduce,
    withdraw,
)
from cooperation.views.doors import curators_only
from cooperation.views.introductions_doors import refused, say
from cooperation.wording.introductions import about

PER_PAGE = 50


@curators_only
@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the introductions, those that wait for longest first, with the figures."""
    state = request.GET.get("etat", "")
    page = Paginator(selector.followed(state), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "rows": selector.staff_rows(page, now=timezone.now()),
        "page_obj": page,
        "state": state,
        "states": selector.states_count(),
        "funnel": selector.funnel(),
        "query": f"etat={state}" if state else "",
    }
    return render(request, "cooperation/introductions/staff_list.html", context)


@curators_only
@require_safe
def staff_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the steps of an introduction, without the words that came with them."""
    introduction = find_introduction(pk)
    if introduction is None:
        raise Http404
    context = {
        "introduction": introduction,
        "about": about(introduction),
        "parties": introduction.parties.select_related("organisation"),
        "steps": steps_of(introduction, with_words=False),
        "flows": selector.staff_flows(introduction),
        "form": WhyForm(),
    }
    return render(request, "cooperation/introductions/staff_detail.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def staff_introduce(request: HttpRequest) -> HttpResponse:
    """Put two organisations in touch, with a word."""
    form = IntroduceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101 - the page asks to sign in
        try:
            found = introduce(
                **form.cleaned_data, resource="", user=request.user, now=timezone.now()
            )
        except IntroductionRefused as refusal:
            form.add_error(None, refusal.message)
            return _form(request, form, 409)
        say(request, _("Les deux organisations sont prévenues."))
        return redirect("cooperation:introduction-staff", pk=found.pk)
    return _form(request, form, 422 if form.is_bound else 200)


def _form(request: HttpRequest, form: IntroduceForm, status: int) -> HttpResponse:
    template = "cooperation/introductions/staff_introduce.html"
    return render(request, template, {"form": form}, status=status)


@curators_only
@require_POST
def staff_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an introduction, saying why: withdrawn before all accepted, closed after."""
    introduction = find_introduction(pk)
    if introduction is None:
        raise Http404
    assert isinstance(request.user, User)  # noqa: S101 - the page asks to sign in
    back = redirect("cooperation:introduction-staff", pk=pk)
    word = request.POST.get("why-word", "")
    stop = close if introduction.status == "accepted" else withdraw
    try:
        stop(introduction_id=pk, organisation=None, user=request.user, word=word,
             now=timezone.now())  # fmt: skip
    except IntroductionRefused as refusal:
        return refused(request, refusal.message, back.url)
    say(request, _("La mise en relation est arrêtée, et les parties sont prévenues."))
    return back


@curators_only
@require_POST
def staff_undo(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Undo a confirmed cooperation, saying why."""
    introduction = find_introduction(pk)
    if introduction is None or not introduction.agreements.filter(pk=number).exists():
        raise Http404
    assert isinstance(request.user, User)  # noqa: S101 - the page asks to sign in
    back = redirect("cooperation:introduction-staff", pk=pk)
    word = request.POST.get("why-word", "")
    try:
        undo_by_staff(agreement_id=number, user=request.user, word=word, now=timezone.now())
    except IntroductionRefused as refusal:
        return refused(request, refusal.message, back.url)
    say(request, _("La coopération est annulée, et les parties sont prévenues."))
    return back
