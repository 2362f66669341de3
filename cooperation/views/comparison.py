"""Organisations side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cooperation.selectors.comparison import LEAST, compare
from pacte.selectors.acting import acting_organisation


@require_safe
def compare_organisations(request: HttpRequest) -> HttpResponse:
    """Compare the organisations that the address names."""
    near = acting_organisation(request)
    rows = compare(request.GET.getlist("o"), near=near)
    context = {"rows": rows, "near": near, "enough": len(rows) >= LEAST}
    response = render(request, "cooperation/comparison/page.html", context)
    if near is not None:
        response["Cache-Control"] = "private, no-store"
    return response
