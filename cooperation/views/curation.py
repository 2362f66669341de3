"""The staff put suggestions forward or set them aside, and see what they said."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperation.enums import Mark
from cooperation.forms.decisions import MarkForm
from cooperation.selectors import curation, suggestions
from cooperation.services import decisions
from cooperation.views.doors import curators_only

PAGE_SIZE = 20


@curators_only
@require_safe
def mark_list(request: HttpRequest) -> HttpResponse:
    """Show what the staff said of suggestions, the newest first."""
    page = Paginator(curation.marks(), PAGE_SIZE).get_page(request.GET.get("page"))
    found = curation.with_suggestions(list(page.object_list))
    told = suggestions.cards(row.suggestion for row in found if row.suggestion)
    reasons = {card.suggestion.pk: card for card in told}
    rows = [(row, reasons.get(row.suggestion.pk) if row.suggestion else None) for row in found]
    context = {"page_obj": page, "rows": rows}
    return render(request, "cooperation/curation/list.html", context)


@curators_only
def mark_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a suggestion forward or set it aside, with a word."""
    suggestion = get_object_or_404(curation.any_suggestion(), pk=pk)
    before = curation.mark_of(suggestion)
    initial = {"mark": before.mark, "word": before.word} if before else {}
    form = MarkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        row = decisions.mark(
            suggestion=suggestion,
            mark=Mark(form.cleaned_data["mark"]),
            word=form.cleaned_data["word"],
            user=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
        messages.success(request, _("Suggestion « %(mark)s ».") % {"mark": row.get_mark_display()})
        return redirect("cooperation:marks")
    context = {
        "card": suggestions.cards([suggestion])[0],
        "form": form,
        "before": before,
        "history": curation.history_of(suggestion),
    }
    status = 422 if form.errors else 200
    return render(request, "cooperation/curation/mark.html", context, status=status)


@curators_only
@require_POST
def unmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the staff said."""
    if decisions.unmark(mark_id=pk, user=request.user, now=timezone.now()):  # type: ignore[arg-type]
        messages.success(request, _("Avis retiré : la suggestion reprend sa place."))
    else:
        messages.info(request, _("Cet avis était déjà retiré."))
    return redirect("cooperation:marks")
