"""Answering an invitation; asking to act for an organisation; choosing for which one acts."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacte.forms.memberships import ClaimForm
from pacte.mail_domains import masked
from pacte.models import Invitation
from pacte.selectors.acting import SESSION_KEY, own_memberships
from pacte.selectors.memberships import claims_of, invitation_of, verified_addresses
from pacte.selectors.organisations import siret_is_known
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused
from pacte.throttling import Limit, throttled
from pacte.views.doors import PRIVATE, attempt, back, members_only, person

INVITATION = Limit("invitation", "60/h")
CLAIM = Limit("claim", "20/h", field="siret", by_field="10/h")
ONBOARDING_SIRET = "onboarding_siret"


@PRIVATE
@throttled(INVITATION)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show an invitation to whoever holds its link, and take the answer of who is signed in."""
    found = invitation_of(token)
    if request.method == "POST" and request.user.is_authenticated:
        return _answer(request, found)
    proven = verified_addresses(request.user) if request.user.is_authenticated else frozenset()
    context = {
        "invitation": found,
        "address": masked(found.email),
        "is_expired": found.expires_at <= timezone.now(),
        "is_theirs": found.email.lower() in proven,
    }
    return render(request, "pacte/joining/invitation.html", context)


def _answer(request: HttpRequest, found: Invitation) -> HttpResponse:
    user, now = person(request), timezone.now()
    if "decline" in request.POST:
        decline = partial(memberships.decline, invitation=found, user=user, now=now)
        attempt(request, decline, _("L’invitation est refusée."))
        return redirect("pacte:my-space")
    accept = partial(memberships.accept, invitation=found, user=user, now=now)
    done = _("Vous agissez désormais pour %(name)s.") % {"name": found.organisation.name}
    if not attempt(request, accept, done):
        return redirect("pacte:invitation", found.token)
    request.session[SESSION_KEY] = found.organisation_id
    return redirect("pacte:my-space")


@members_only
@throttled(CLAIM)
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask to act for an organisation; one that the network does not know is prepared first."""
    user = person(request)
    if request.method != "POST":
        return _show(request, ClaimForm(initial={"email": user.email}))
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    siret = form.cleaned_data["siret"]
    if not siret_is_known(siret):
        request.session[ONBOARDING_SIRET] = siret
        messages.info(request, _("Aucune fiche ne porte ce SIRET : préparons-la ensemble."))
        return redirect("pacte:welcome")
    try:
        memberships.claim(**form.cleaned_data, user=user, now=timezone.now())
    except MembershipRefused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, status=409)
    messages.success(request, _sent(form))
    return redirect("pacte:join")


def _sent(form: ClaimForm) -> str:
    if form.is_slower:
        return _(
            "Votre demande est envoyée. L’adresse donnée ne dit pas où vous travaillez : "
            "l’animation vous écrira ou vous appellera, ce qui prend plus de temps."
        )
    return _("Votre demande est envoyée : l’animation du pacte y répond sous cinq jours ouvrés.")


def _show(request: HttpRequest, form: ClaimForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "claims": claims_of(person(request))}
    return render(request, "pacte/joining/join.html", context, status=status)


@members_only
@require_POST
def withdraw_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own claim back."""
    act = partial(memberships.withdraw_claim, claim_id=pk, user=person(request), now=timezone.now())
    attempt(request, act, _("Votre demande est retirée."))
    return redirect("pacte:join")


@members_only
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose for which organisation one acts, among one's own."""
    wanted = request.POST.get("organisation", "")
    for row in own_memberships(request):
        if str(row.organisation_id) == wanted:
            request.session[SESSION_KEY] = row.organisation_id
            done = _("Vous agissez maintenant pour %(name)s.") % {"name": row.organisation.name}
            messages.success(request, done)
    return HttpResponseRedirect(back(request))
