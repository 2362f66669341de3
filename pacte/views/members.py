"""The members of an organisation, and those who are invited."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacte.forms.memberships import InvitationForm, RoleForm
from pacte.selectors.memberships import members_page, own_organisation
from pacte.services import memberships
from pacte.services.memberships import MembershipRefused
from pacte.throttling import Limit, throttled
from pacte.views.doors import attempt, members_only, person

INVITE = Limit("invite", "60/h")


@members_only
@throttled(INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the members, and invite somebody."""
    if request.method != "POST":
        return _show(request, slug, InvitationForm())
    organisation = own_organisation(request.user, slug, manage=True)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _show(request, slug, form, status=422)
    invite = partial(
        memberships.invite,
        organisation=organisation,
        email=form.cleaned_data["email"],
        role=form.cleaned_data["role"],
        user=person(request),
        now=timezone.now(),
    )
    try:
        invite()
    except MembershipRefused as refusal:
        form.add_error("email", refusal.message)
        return _show(request, slug, form, status=409)
    attempt(request, lambda: None, _("L’invitation est envoyée : elle vaut quatorze jours."))
    return redirect("pacte:members", slug)


def _show(request: HttpRequest, slug: str, form: InvitationForm, status: int = 200) -> HttpResponse:
    page = members_page(request.user, slug)
    context = {"page": page, "form": form, "now": timezone.now()}
    return render(request, "pacte/members/list.html", context, status=status)


@members_only
@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again."""
    return _on_invitation(request, slug, pk, memberships.resend, _("L’invitation est renvoyée."))


@members_only
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    said = _("L’invitation est retirée : son lien n’ouvre plus rien.")
    return _on_invitation(request, slug, pk, memberships.withdraw, said)


def _on_invitation(
    request: HttpRequest, slug: str, pk: int, act: Callable[..., object], said: str
) -> HttpResponse:
    organisation = own_organisation(request.user, slug, manage=True)
    given = {"organisation": organisation, "user": person(request), "now": timezone.now()}
    attempt(request, partial(act, invitation_id=pk, **given), said)
    return redirect("pacte:members", slug)


@members_only
@require_POST
def change_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change the role of a member."""
    organisation = own_organisation(request.user, slug, manage=True)
    form = RoleForm(request.POST)
    act = partial(
        memberships.change_role,
        membership_id=pk,
        organisation=organisation,
        role=form.cleaned_data["role"] if form.is_valid() else "",
        user=person(request),
    )
    attempt(request, act, _("Le rôle est changé."))
    return redirect("pacte:members", slug)


@members_only
@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a member's right to act for the organisation away."""
    act = partial(
        memberships.remove,
        membership_id=pk,
        organisation=own_organisation(request.user, slug, manage=True),
        user=person(request),
    )
    attempt(request, act, _("Cette personne n’agit plus pour l’organisation."))
    return redirect("pacte:members", slug)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether one is sure, and stop acting for the organisation."""
    organisation = own_organisation(request.user, slug)
    if request.method != "POST":
        return render(request, "pacte/members/leave.html", {"organisation": organisation})
    act = partial(memberships.leave, organisation=organisation, user=person(request))
    done = _("Vous n’agissez plus pour %(name)s.") % {"name": organisation.name}
    left = attempt(request, act, done)
    return redirect("pacte:my-space") if left else redirect("pacte:members", slug)
