"""Who should meet whom, who is alone, what is missing where. For the staff."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cooperation.forms.groups import GroupsForm
from cooperation.selectors import groups as selectors
from cooperation.views.doors import curators_only
from pacte.admin.base import neutral

SHOWN = 30
"""Rows of a table on the page; all of them are in the file."""


@curators_only
@require_safe
def groups_page(request: HttpRequest) -> HttpResponse:
    """Show the tables of a view."""
    form = GroupsForm(request.GET)
    found = selectors.board(today=timezone.localdate(), filters=form.filters())
    context = {
        "form": form,
        "tabs": form.tabs(),
        "selects": form.selects(),
        "sections": selectors.sections(found, form.view),
        "shown": SHOWN,
        "slice": f":{SHOWN}",
        "query": form.query(),
        "is_filtered": bool(form.theme or form.epci),
    }
    return render(request, "cooperation/groups/page.html", context)


@curators_only
@require_safe
def groups_csv(request: HttpRequest) -> HttpResponse:
    """Give the tables of a view as a file, whole."""
    form = GroupsForm(request.GET)
    found = selectors.board(today=timezone.localdate(), filters=form.filters())
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="groupes-{form.view}.csv"'
    rows = selectors.csv_rows(selectors.sections(found, form.view))
    csv.writer(response, delimiter=";").writerows([neutral(cell) for cell in row] for row in rows)
    return response
