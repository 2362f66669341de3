"""The tools of the staff, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cooperation.views.doors import curators_only
from cooperation.wording.pilotage import tools


@curators_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the staff can do beside the administration."""
    return render(request, "cooperation/pilotage/home.html", {"tools": tools()})
