"""The cooperation that parties declare, confirm, contest, take back or undo."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cooperation.forms.introductions import WhyForm
from cooperation.forms.introductions_agreement import DeclareForm, initial_of
from cooperation.selectors.effects import effects_of
from cooperation.selectors.introductions_page import page_of
from cooperation.services import agreements
from cooperation.services.agreements_undoing import undo as undo_agreement
from cooperation.services.introductions import IntroductionRefused
from cooperation.views.introductions_doors import (
    Place,
    act,
    place_of,
    private,
    refused,
    say,
)
from cooperation.wording.effects import told_of_effects


@private
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Declare a cooperation, what is known of it being filled in."""
    place = place_of(request, pk)
    page, today = page_of(place.introduction, place.organisation), timezone.localdate()
    if not page.in_touch:
        back = redirect("cooperation:introduction", pk=pk)
        text = _("Une coopération se déclare quand tout le monde a accepté la mise en relation.")
        return refused(request, text, back.url)
    form = DeclareForm(
        request.POST if request.method == "POST" else None,
        page=page,
        today=today,
        initial=initial_of(page, today),
    )
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        agreements.declare(
            **place.hand, terms=form.terms(), word=form.cleaned_data["word"], now=timezone.now()
        )
    except IntroductionRefused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, 409)
    say(request, _("La coopération est déclarée : l’autre partie est invitée à la confirmer."))
    return redirect("cooperation:introduction", pk=pk)


def _show(request: HttpRequest, form: DeclareForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "page": form.page}
    return render(request, "cooperation/introductions/declare.html", context, status=status)


def _own(place: Place, number: int) -> int:
    """Return the number of an agreement of this very introduction, or say that there is none."""
    if not place.introduction.agreements.filter(pk=number).exists():
        raise Http404
    return number


@act
def confirm(request: HttpRequest, place: Place, number: int) -> None:
    """Confirm what the other end declared."""
    agreement = agreements.confirm(
        agreement_id=_own(place, number),
        organisation=place.organisation,
        user=place.user,
        now=timezone.now(),
    )
    say(request, _("La coopération est confirmée : elle est sur vos fiches et dans le réseau."))
    for line in told_of_effects(effects_of(agreement)):
        say(request, line)


@private
@require_POST
def contest(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Contest what the other end declared, with a word."""
    form = WhyForm(request.POST)
    form.is_valid()
    word = form.cleaned_data.get("word", "")

    def once(request: HttpRequest, place: Place) -> None:
        agreements.contest(
            agreement_id=_own(place, number),
            organisation=place.organisation,
            user=place.user,
            word=word,
            now=timezone.now(),
        )
        say(request, _("Vous avez contesté la déclaration : l’autre partie est prévenue."))

    return act(once)(request, pk=pk)


@act
def take_back(request: HttpRequest, place: Place, number: int) -> None:
    """Take back what one declared."""
    agreements.take_back(
        agreement_id=_own(place, number),
        organisation=place.organisation,
        user=place.user,
        now=timezone.now(),
    )
    say(request, _("Votre déclaration est retirée."))


@act
def undo(request: HttpRequest, place: Place, number: int) -> None:
    """Ask to undo a cooperation, or agree to it."""
    agreement = undo_agreement(
        agreement_id=_own(place, number),
        organisation=place.organisation,
        user=place.user,
        now=timezone.now(),
    )
    if agreement.status == "withdrawn":
        say(request, _("La coopération est annulée, et retirée du réseau."))
    else:
        say(request, _("L’annulation est demandée : l’autre partie doit l’accepter."))
