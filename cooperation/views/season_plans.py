"""The season's plans: their list, a plan, its progress, its parties, its workbook."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cooperation.models import SeasonPlan
from cooperation.permissions import may_plan_seasons
from cooperation.selectors import season_plans as selector
from cooperation.selectors.season_views import PlanView, party_view, plan_view
from cooperation.services.season_plans import workbook_of
from cooperation.wording.season_result import Result

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PRIVATE = "private, no-store"


def seen_plan(request: HttpRequest, token: uuid.UUID) -> SeasonPlan:
    """Return a plan that the user may see, or say that there is none."""
    plan = selector.plan_for(token, request.user)
    if plan is None:
        raise Http404
    return plan


def done_plan(request: HttpRequest, token: uuid.UUID) -> tuple[PlanView, Result]:
    """Return a plan whose result is there, and its result, or say that there is none."""
    view = plan_view(seen_plan(request, token), request.user)
    if view.result is None:
        raise Http404
    return view, view.result


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Show a page that depends on who asks."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = PRIVATE
    return response


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """List the plans that the user may see."""
    may_plan = may_plan_seasons(request.user)
    plans = selector.plans_for(request.user)[:50]
    return page(request, "cooperation/plans/list.html", {"plans": plans, "may_plan": may_plan})


@require_safe
def plan_detail(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Show a plan, or how far it is."""
    view = plan_view(seen_plan(request, token), request.user)
    return page(request, "cooperation/plans/detail.html", {"view": view})


@require_safe
def progress(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Tell how far a plan is, for the page to follow."""
    plan = seen_plan(request, token)
    state = selector.progress_of(plan)
    response = JsonResponse(state)
    response["Cache-Control"] = PRIVATE
    return response


@require_safe
def export(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """Send a plan as a workbook."""
    view, result = done_plan(request, token)
    response = HttpResponse(workbook_of(view.plan, result, view.names), content_type=XLSX)
    name = slugify(view.plan.title) or "plan"
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = PRIVATE
    return response


@require_safe
def party(request: HttpRequest, token: uuid.UUID, pk: int) -> HttpResponse:
    """Show what a plan says of a kitchen or of a producer."""
    found = party_view(done_plan(request, token)[0], pk)
    if found is None:
        raise Http404
    return page(request, "cooperation/plans/party.html", {"view": found})
