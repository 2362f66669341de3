"""The roadmap: index, theme, action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.enums import ActionStatus
from pacte.selectors import roadmap as selectors


@require_safe
def roadmap(request: HttpRequest) -> HttpResponse:
    status, theme = request.GET.get("status", ""), request.GET.get("theme", "")
    view = selectors.roadmap(status=status, theme=theme)
    context = {"roadmap": view, "statuses": ActionStatus.choices}
    return render(request, "pacte/roadmap/index.html", context)


@require_safe
def theme(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "pacte/roadmap/theme.html", {"view": selectors.theme_roadmap(code)})


@require_safe
def action(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "pacte/roadmap/action.html", {"view": selectors.public_action(slug)})
