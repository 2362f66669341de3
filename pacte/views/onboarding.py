"""The first steps of an organisation: its SIRET, then who it is; what it does comes next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacte.forms.onboarding import IdentityForm, SiretForm
from pacte.selectors.accounts import preparing_of, waiting_claims_of
from pacte.selectors.communes import all_communes, label_of
from pacte.selectors.onboarding import prefill
from pacte.selectors.organisations import siret_is_known
from pacte.services.memberships import MembershipRefused
from pacte.services.onboarding import Beginning, begin
from pacte.throttling import Limit, throttled
from pacte.views.doors import members_only, person
from pacte.views.joining import ONBOARDING_SIRET

SESSION_KEY = "onboarding"
SIRET = Limit("welcome", "30/h")
IDENTITY = Limit("welcome-identity", "30/h")


@members_only
@throttled(SIRET)
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Ask for the SIRET; what was begun before can be gone on with."""
    if request.method != "POST":
        siret = request.session.pop(ONBOARDING_SIRET, "") or request.GET.get("siret", "")[:20]
        return _first(request, SiretForm(initial={"siret": siret}))
    form = SiretForm(request.POST)
    if not form.is_valid():
        return _first(request, form, status=422)
    siret = form.cleaned_data["siret"]
    user = person(request)
    if siret_is_known(siret):
        draft = preparing_of(user, waiting_claims_of(user))
        if draft is not None and draft.siret == siret:
            return redirect("cooperation:welcome-trade", draft.slug)
        messages.info(request, _("Une fiche porte déjà ce SIRET : demandez à la rejoindre."))
        return redirect("pacte:join")
    request.session[SESSION_KEY] = prefill(siret)
    return redirect("pacte:welcome-identity")


def _first(request: HttpRequest, form: SiretForm, status: int = 200) -> HttpResponse:
    user = person(request)
    context = {
        "form": form,
        "begun": request.session.get(SESSION_KEY),
        "preparing": preparing_of(user, waiting_claims_of(user)),
    }
    return render(request, "pacte/onboarding/siret.html", context, status=status)


@members_only
@throttled(IDENTITY)
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: HttpRequest) -> HttpResponse:
    """Show what the register says, to correct or to fill by hand, and write the draft."""
    begun: dict[str, Any] | None = request.session.get(SESSION_KEY)
    if begun is None:
        return redirect("pacte:welcome")
    user = person(request)
    if request.method != "POST":
        return _second(request, begun, IdentityForm(initial={"email": user.email, **begun}))
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return _second(request, begun, form, status=422)
    told = Beginning(siret=begun["siret"], legal_form=begun.get("legal_form", ""), **form.told())
    email, message = form.cleaned_data["email"], form.cleaned_data["message"]
    try:
        made = begin(told=told, email=email, message=message, user=user, now=timezone.now())
    except MembershipRefused as refusal:
        form.add_error(None, refusal.message)
        return _second(request, begun, form, status=409)
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _words(form))
    return redirect("cooperation:welcome-trade", made.slug)


def _words(form: IdentityForm) -> str:
    if form.is_slower:
        return _(
            "C’est enregistré. L’animation vérifie que vous agissez pour l’organisation ; avec une "
            "adresse personnelle, cela prend plus de temps. Vous pouvez déjà préparer la suite."
        )
    return _(
        "C’est enregistré. L’animation vérifie que vous agissez pour l’organisation ; vous pouvez "
        "déjà préparer la suite."
    )


def _second(
    request: HttpRequest, begun: dict[str, Any], form: IdentityForm, status: int = 200
) -> HttpResponse:
    names = [label_of(commune) for commune in all_communes()]
    context = {"form": form, "begun": begun, "commune_names": names}
    return render(request, "pacte/onboarding/identity.html", context, status=status)
