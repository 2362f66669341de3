"""Whose absence would cost most: a table by product and month, and its file. For the staff."""

import csv
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cooperation.forms.resilience import ResilienceForm
from cooperation.selectors import resilience as selectors
from cooperation.views.doors import curators_only
from cooperation.wording.resilience import headers

PER_PAGE = 12


@curators_only
@require_safe
def resilience_page(request: HttpRequest) -> HttpResponse:
    """Show the organisations on which others rest most."""
    form = ResilienceForm(request.GET)
    found = selectors.table(today=timezone.localdate(), filters=form.filters())
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "selects": form.selects(found.products),
        "page_obj": page,
        "cards": selectors.cards(list(page.object_list), page.start_index()),
        "headers": headers(),
        "singles": found.singles,
        "query": urlencode(form.parameters()),
    }
    return render(request, "cooperation/resilience/page.html", context)


@curators_only
@require_safe
def resilience_csv(request: HttpRequest) -> HttpResponse:
    """Give the same table as a file, whole."""
    filters = ResilienceForm(request.GET).filters()
    found = selectors.table(today=timezone.localdate(), filters=filters)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="resilience.csv"'
    csv.writer(response, delimiter=";").writerows(selectors.csv_rows(found.rows))
    return response
