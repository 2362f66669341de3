"""The page of an organisation, and its printable sheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.selectors.organisations import public_profile

PAGE, SHEET = "pacte/organisations/detail.html", "pacte/organisations/sheet.html"


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    profile = public_profile(slug)
    return render(request, SHEET if "impression" in request.GET else PAGE, {"profile": profile})
