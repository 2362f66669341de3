"""Posting an offer or a need without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe
from django_ratelimit.core import is_ratelimited

from cooperation.forms import resources
from cooperation.forms.deposit import DepositForm
from cooperation.selectors.postings import organisations_of
from cooperation.services.postings import deposit_posting
from pacte.selectors.communes import all_communes, label_of

TRIES = "60/h"
"""How many times an address may send the form, mistakes included."""
DEPOSITS = "10/h"
"""How many postings an address may leave."""
REFERENCE = "posting_reference"


class DepositView(View):
    """Show the form, say what is wrong keeping what was typed, or save and submit."""

    def get(self, request: HttpRequest) -> HttpResponse:
        organisations = organisations_of(request.user)
        return self._show(request, DepositForm(organisations=organisations, initial=self._me()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DepositForm(request.POST, organisations=organisations_of(request.user))
        if self._limited("tries", TRIES):
            return self._too_many(form)
        if form.is_robot:
            return redirect("cooperation:posting-thanks")
        if not form.is_valid():
            return self._show(request, form, status=422)
        if self._limited("deposits", DEPOSITS):
            return self._too_many(form)
        posting = deposit_posting(
            posting=form.filled_posting(),
            contact=form.contact(),
            new_organisation=form.new_organisation(),
            user=request.user,
            now=timezone.now(),
        )
        request.session[REFERENCE] = posting.pk
        return redirect("cooperation:posting-thanks")

    def _me(self) -> dict[str, Any]:
        user = self.request.user
        if not user.is_authenticated:
            return {}
        return {
            "acts_for": organisations_of(user).first(),
            "contact_name": user.get_full_name(),
            "contact_email": user.email,
        }

    def _limited(self, name: str, rate: str) -> bool:
        group = f"posting-{name}"
        return bool(is_ratelimited(self.request, group=group, key="ip", rate=rate, increment=True))

    def _too_many(self, form: DepositForm) -> HttpResponse:
        form.is_valid()
        form.add_error(
            None,
            _("Trop d’envois depuis votre connexion. Gardez cette page et réessayez dans 1 heure."),
        )
        return self._show(self.request, form, status=429)

    def _show(self, request: HttpRequest, form: DepositForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "resource_names": resources.labels(),
            "commune_names": [label_of(commune) for commune in all_communes()],
        }
        response = render(request, "cooperation/postings/deposit.html", context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank, with the reference of what was just posted."""
    reference = request.session.get(REFERENCE)
    return render(request, "cooperation/postings/thanks.html", {"reference": reference})
