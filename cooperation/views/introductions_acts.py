"""What a party does in an introduction: each a POST, then back to the page."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cooperation.forms.introductions import AcceptForm, InviteForm, RefuseForm, WordForm
from cooperation.services import introductions as services
from cooperation.views.introductions import show
from cooperation.views.introductions_doors import (
    Place,
    act,
    place_of,
    private,
    say,
)


def _unit(place: Place) -> str:
    wanted = place.introduction.evidence.get("wanted") or {}
    return str(wanted.get("unit", ""))


@private
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept, with one's part in a group."""
    place = place_of(request, pk)
    form = AcceptForm(request.POST, unit=_unit(place))
    if not form.is_valid():
        return show(request, place, status=422, accept_form=form)
    return _do(request, place, services.accept, _("Vous avez accepté."), word=form.cleaned_data["word"],
               quantity=form.cleaned_data.get("quantity"), unit=_unit(place))  # fmt: skip


@private
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Refuse, saying why."""
    place = place_of(request, pk)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return show(request, place, status=422, refuse_form=form)
    return _do(request, place, services.refuse, _("Vous avez décliné."), **form.cleaned_data)


@private
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close without follow-up, saying why."""
    place = place_of(request, pk)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return show(request, place, status=422, refuse_form=form)
    text = _("La mise en relation est close, sans suite.")
    return _do(request, place, services.close, text, **form.cleaned_data)


@private
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back what one asked."""
    place = place_of(request, pk)
    form = WordForm(request.POST)
    if not form.is_valid():
        return show(request, place, status=422, withdraw_form=form)
    text = _("Votre demande est retirée.")
    return _do(request, place, services.withdraw, text, **form.cleaned_data)


@act
def reopen(request: HttpRequest, place: Place) -> None:
    """Talk again after all."""
    services.reopen(**place.hand, now=timezone.now())
    say(request, _("La mise en relation est rouverte."))


@private
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask another structure to answer along."""
    place = place_of(request, pk)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return show(request, place, status=422, invite_form=form)
    invited, word = form.cleaned_data["organisation"], form.cleaned_data["word"]
    text = _("« %(name)s » est invitée à répondre avec vous.") % {"name": invited.name}
    return _do(request, place, services.invite, text, invited=invited, word=word)


def _do(
    request: HttpRequest, place: Place, service: object, text: str, **given: object
) -> HttpResponseBase:
    """Do it and go back to the page; or say why nothing was done."""

    def once(request: HttpRequest, place: Place) -> None:
        service(**place.hand, **given, now=timezone.now())  # type: ignore[operator]
        say(request, text)

    return act(once)(request, pk=place.introduction.pk)


__all__ = ["accept", "close", "invite", "refuse", "reopen", "withdraw"]
