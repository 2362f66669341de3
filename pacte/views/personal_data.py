"""One's own data: what is held, to take away, to have erased."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.forms.personal_data import ErasureForm
from pacte.models import Organisation
from pacte.retention import rules
from pacte.selectors.personal_data import consents_of, managed_alone
from pacte.services import consents
from pacte.services.personal_data import ErasureRefused, erase, export
from pacte.throttling import Limit, throttled
from pacte.views.doors import members_only, person

EXPORT, ERASE = Limit("export", "10/h"), Limit("erase", "10/h")


@members_only
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Show what one agreed to, how long what is kept, and the doors to take it or erase it."""
    given = [(row, consents.words_of(row)) for row in consents_of(person(request))]
    context = {"consents": given, "rules": rules()}
    return render(request, "pacte/personal_data/page.html", context)


@members_only
@throttled(EXPORT)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Give the archive of one's own data."""
    body = export(user=person(request), now=timezone.now())
    response = HttpResponse(body, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@members_only
@require_POST
def withdraw_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an agreement back."""
    if consents.withdraw(user=person(request), consent_id=pk, now=timezone.now()):
        messages.success(request, _("Votre accord est retiré."))
    return redirect("pacte:own-data")


@members_only
@throttled(ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Say what closing the account does, and close it."""
    user = person(request)
    alone = managed_alone(user)
    form = ErasureForm(request.POST or None, address=user.email, alone=bool(alone))
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, alone, 422 if form.errors else 200)
    try:
        erase(
            user=user,
            knows_alone=form.cleaned_data.get("knows_alone", False),
            now=timezone.now(),
        )
    except ErasureRefused as refusal:
        form.add_error(None, refusal.message)
        return _show(request, form, alone, 409)
    logout(request)
    messages.success(request, _("Votre compte est fermé et vos données sont effacées. Au revoir !"))
    return redirect("/")


def _show(
    request: HttpRequest, form: ErasureForm, alone: list[Organisation], status: int
) -> HttpResponse:
    context = {"form": form, "alone": alone}
    return render(request, "pacte/personal_data/close.html", context, status=status)
