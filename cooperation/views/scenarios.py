"""What if: the staff try changes on the network, and read what they would bring, side by side."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cooperation.forms.scenarios import FORMS, ChangeForm, TitleForm
from cooperation.matching.counterfactual.validity import ChangeError
from cooperation.models import Scenario
from cooperation.selectors import scenarios as selectors
from cooperation.services import scenarios as services
from cooperation.views.doors import curators_only
from cooperation.wording.scenarios import problem_of
from pacte.selectors.communes import all_communes, label_of

PER_PAGE = 20


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_list(request: HttpRequest) -> HttpResponse:
    """List the scenarios, and make a new one."""
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.create_scenario(
            title=form.cleaned_data["title"], user=_staff(request), now=timezone.now()
        )
        return redirect(made)
    page = Paginator(selectors.all_scenarios(), PER_PAGE).get_page(request.GET.get("page"))
    rows = selectors.summaries(page.object_list)
    context = {"form": form, "page_obj": page, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "cooperation/scenarios/list.html", context, status=status)


@curators_only
@require_safe
def scenario_detail(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show a scenario."""
    return _show(request, _found(token))


@curators_only
@require_POST
def scenario_change(request: HttpRequest, token: UUID) -> HttpResponse:
    """Add a change to a scenario; a wrong one is told, what was typed kept."""
    scenario = _found(token)
    form_class = FORMS.get(request.POST.get("kind", ""))
    if form_class is None:
        raise Http404
    form = form_class(request.POST)
    if form.is_valid():
        try:
            services.add_change(
                scenario=scenario, change=form.row(), user=request.user, now=timezone.now()
            )
        except ChangeError as error:
            form.add_error(None, problem_of(error))
            scenario = _found(token)
        else:
            messages.success(request, _("Changement ajouté : voici ce qu’il apporterait."))
            return redirect(scenario)
    return _show(request, scenario, form, status=422)


@curators_only
@require_POST
def scenario_unchange(request: HttpRequest, token: UUID, number: int) -> HttpResponse:
    """Take a change away."""
    return _done(request, token, services.remove_change, number=number)


@curators_only
@require_POST
def scenario_recompute(request: HttpRequest, token: UUID) -> HttpResponse:
    """Compute again on the network as it stands."""
    return _done(request, token, services.recompute_scenario)


@curators_only
@require_POST
def scenario_duplicate(request: HttpRequest, token: UUID) -> HttpResponse:
    """Copy a scenario."""
    return _done(request, token, services.duplicate_scenario)


@curators_only
@require_POST
def scenario_delete(request: HttpRequest, token: UUID) -> HttpResponse:
    """Delete a scenario."""
    services.delete_scenario(scenario=_found(token), user=request.user)
    messages.success(request, _("Scénario supprimé."))
    return redirect("cooperation:scenario-list")


def _done(
    request: HttpRequest, token: UUID, service: Callable[..., Scenario], **options: Any
) -> HttpResponse:
    """Call a service on a scenario, and show the one it gives; an old change may no longer stand."""
    scenario = _found(token)
    try:
        made = service(scenario=scenario, user=request.user, now=timezone.now(), **options)
    except ChangeError as error:
        messages.error(request, problem_of(error))
        return redirect(scenario)
    return redirect(made)


def _found(token: UUID) -> Scenario:
    scenario = selectors.get_scenario(token)
    if scenario is None:
        raise Http404
    return scenario


def _staff(request: HttpRequest) -> Any:
    return request.user


def _show(
    request: HttpRequest, scenario: Scenario, wrong: ChangeForm | None = None, status: int = 200
) -> HttpResponse:
    forms = [wrong if wrong and wrong.kind == kind else form() for kind, form in FORMS.items()]
    context = {
        "view": selectors.view_of(scenario),
        "forms": forms,
        "wrong": wrong,
        "share_url": request.build_absolute_uri(
            reverse("cooperation:scenario", args=[scenario.token])
        ),
        "organisation_names": selectors.organisation_names(),
        "commune_names": [label_of(commune) for commune in all_communes()],
    }
    return render(request, "cooperation/scenarios/detail.html", context, status=status)
