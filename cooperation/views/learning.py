"""What the engine learns from outcomes: proposed, replayed, approved by the staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperation.models import WeightsTable
from cooperation.selectors import learning as selectors
from cooperation.selectors.weights import as_table, table_in_force
from cooperation.services import learning as services
from cooperation.views.doors import curators_only
from cooperation.wording import learning as wording

MOST_NOTE = 500


@curators_only
@require_safe
def learning_page(request: HttpRequest) -> HttpResponse:
    """Show the recorded outcomes, the table in force and the tables learnt."""
    table = table_in_force()
    context = {
        "outcomes": wording.outcome_lines(selectors.outcomes_by_reason()),
        "weights": wording.weight_tables(table),
        "version": table.version,
        "rows": wording.table_lines(selectors.tables()),
    }
    return render(request, "cooperation/learning/page.html", context)


@curators_only
@require_POST
def learning_propose(request: HttpRequest) -> HttpResponse:
    """Learn a table from the outcomes recorded so far."""
    row = services.propose(user=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("cooperation:learning-table", pk=row.pk)


@curators_only
@require_safe
def learning_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a learnt table changes, and how it ranks the outcomes it has not seen."""
    row = get_object_or_404(selectors.tables(), pk=pk)
    return render(request, "cooperation/learning/table.html", wording.replay_of(row, as_table(row)))


@curators_only
@require_POST
def learning_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a table."""
    get_object_or_404(WeightsTable, pk=pk)
    decide = services.approve if request.POST.get("decision") == "approve" else services.refuse
    note = request.POST.get("note", "")[:MOST_NOTE]
    try:
        row = decide(table_id=pk, user=request.user, note=note, now=timezone.now())  # type: ignore[arg-type]
    except services.LearningRefused as refusal:
        messages.error(request, str(refusal))
    else:
        values = {"version": row.version, "state": row.get_status_display()}
        messages.success(request, _("Le barème %(version)s est à l’état « %(state)s ».") % values)
    return redirect("cooperation:learning-table", pk=pk)
