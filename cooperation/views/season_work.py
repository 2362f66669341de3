"""Asking for a season's plan, trying changes out on one, stopping one."""

import uuid
from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from cooperation.forms.season_plans import PlanForm, TrialForm
from cooperation.permissions import may_plan_seasons
from cooperation.selectors.network import epcis
from cooperation.selectors.season_views import PlanView, choices_of
from cooperation.services.season_plans import create_plan, stop_plan
from cooperation.views.season_plans import done_plan, page, seen_plan


class Planners(AccessMixin):
    """For the staff and the members: others sign in, or are told that they may not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not may_plan_seasons(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


class CreateView(Planners, View):
    """Show the form of a plan, say what is wrong keeping what was typed, or ask for the plan."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=422)
        title = form.cleaned_data["title"]
        return redirect(create_plan(title=title, parameters=form.parameters(), user=request.user))

    def _form(self, data: Any = None) -> PlanForm:
        return PlanForm(data, epcis=epcis(), today=timezone.localdate())

    def _show(self, request: HttpRequest, form: PlanForm, status: int = 200) -> HttpResponse:
        return page(request, "cooperation/plans/create.html", {"form": form}, status)


class TrialView(Planners, View):
    """Show what may be tried out on a plan, or ask for the trial."""

    def get(self, request: HttpRequest, token: uuid.UUID) -> HttpResponse:
        view, _result = done_plan(request, token)
        return self._show(request, view, self._form(view))

    def post(self, request: HttpRequest, token: uuid.UUID) -> HttpResponse:
        view, _result = done_plan(request, token)
        form = self._form(view, request.POST)
        if not form.is_valid():
            return self._show(request, view, form, status=422)
        title = _("Essai sur %s") % view.plan.title
        asked = form.parameters(str(view.plan.token))
        return redirect(create_plan(title=title[:140], parameters=asked, user=request.user))

    def _form(self, view: PlanView, data: Any = None) -> TrialForm:
        producers, kitchens = choices_of(view)
        return TrialForm(data, base=view.parameters, producers=producers, kitchens=kitchens)

    def _show(
        self, request: HttpRequest, view: PlanView, form: TrialForm, status: int = 200
    ) -> HttpResponse:
        return page(
            request, "cooperation/plans/trial.html", {"form": form, "plan": view.plan}, status
        )


@require_POST
def stop(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Stop a plan that is being computed."""
    return redirect(stop_plan(plan=seen_plan(request, token), user=request.user))
