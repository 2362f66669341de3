"""The claims that wait for the staff: a list, the oldest first, and the page that decides one."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from pacte.enums import MembershipRole
from pacte.forms.memberships import DecisionForm
from pacte.permissions import is_curator
from pacte.selectors.memberships import (
    WaitingClaim,
    claim_to_decide,
    has_manager,
    waiting_claims,
    waiting_claims_count,
)
from pacte.services.memberships import MembershipRefused, decide

LIST, DECIDE = "pacte/admin/claims.html", "pacte/admin/claim.html"
SHOWN = 5


class CuratorView(View):
    """A page of the administration for the pact staff."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_curator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def _frame(title: str, *crumbs: dict[str, str]) -> dict[str, Any]:
    trail = [*crumbs, {"url": "", "label": title}]
    return {
        "breadcrumbs_items": trail,
        "header_title": title,
        "page_title": title,
        "header_icon": "user",
    }


class ClaimsView(CuratorView):
    """List the claims that wait."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"claims": waiting_claims(now=timezone.now()), **_frame(_("Rattachements"))}
        return render(request, LIST, context)


class ClaimView(CuratorView):
    """Show a claim and what speaks for it, and decide."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = claim_to_decide(pk, now=timezone.now())
        organisation = found.claim.organisation
        managed = organisation is not None and has_manager(organisation)
        role = MembershipRole.MEMBER if managed else MembershipRole.MANAGER
        return self._show(request, found, DecisionForm(initial={"role": role}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        found = claim_to_decide(pk, now=now)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form, status=400)
        confirm = form.cleaned_data["decision"] == DecisionForm.CONFIRM
        try:
            decide(
                claim_id=pk,
                confirm=confirm,
                role=form.cleaned_data["role"],
                note=form.cleaned_data["note"],
                user=request.user,  # type: ignore[arg-type]
                now=now,
            )
        except MembershipRefused as refusal:
            form.add_error(None, refusal.message)
            return self._show(request, claim_to_decide(pk, now=now), form, status=409)
        done = _("La demande est confirmée.") if confirm else _("La demande est refusée.")
        messages.success(request, done)
        return redirect("pacte_claims:list")

    def _show(
        self, request: HttpRequest, found: WaitingClaim, form: DecisionForm, status: int = 200
    ) -> HttpResponse:
        above = {"url": reverse("pacte_claims:list"), "label": _("Rattachements")}
        frame = _frame(_("Demande de rattachement"), above)
        return render(request, DECIDE, {"found": found, "form": form, **frame}, status=status)


urlpatterns = [
    path("", ClaimsView.as_view(), name="list"),
    path("<int:pk>/", ClaimView.as_view(), name="claim"),
]


class ClaimsMenuItem(MenuItem):
    """The door of the claims, with how many wait."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Rattachements"),
            reverse("pacte_claims:list"),
            name="claims",
            icon_name="user",
            order=115,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return is_curator(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = waiting_claims_count()
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class ClaimsPanel(Component):
    """The oldest claims, on the first page of the administration."""

    name = "claims"
    template_name = "pacte/admin/claims_panel.html"
    order = 55

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        claims = waiting_claims(now=timezone.now())
        count = len(claims)
        return {
            "claims": claims[:SHOWN],
            "words": ngettext(
                "%(count)s demande de rattachement à confirmer",
                "%(count)s demandes de rattachement à confirmer",
                count,
            )
            % {"count": count},
        }
