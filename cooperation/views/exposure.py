"""Do newcomers get their share: a page for the staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cooperation.selectors.exposure import report
from cooperation.views.doors import curators_only
from cooperation.wording import exposure as wording


@curators_only
@require_safe
def exposure_page(request: HttpRequest) -> HttpResponse:
    """Show the share of newcomers over the last days."""
    found = report(today=timezone.localdate())
    context = {
        "summary": wording.summary(found),
        "headers": wording.headers(),
        "rows": wording.rows(found),
    }
    return render(request, "cooperation/curation/exposure.html", context)
