"""The page of an organisation, and its printable sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.selectors.organisations import public_profile


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    profile = public_profile(slug)
    name = "sheet" if "impression" in request.GET else "detail"
    return render(request, f"pacte/organisations/{name}.html", {"profile": profile})
