"""The contracts with integration hours, and the page of one."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cooperation.forms.lots import LotFilterForm
from cooperation.selectors import lots, suggestions
from cooperation.wording import lots as wording

PER_PAGE = 12
SHOWN = 5


@require_safe
def lot_list(request: HttpRequest) -> HttpResponse:
    """Show the lots that pass the filters."""
    form = LotFilterForm(request.GET)
    page = Paginator(lots.list_lots(form.filters()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "cards": [wording.card(*row) for row in lots.with_answers(list(page.object_list))],
        "facets": form.facets(),
        "chips": form.chips(),
        "query": urlencode(form.parameters()),
    }
    return render(request, "cooperation/lots/list.html", context)


@require_safe
def lot_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a lot: what it asks, what is estimated, what was done, who could do it."""
    lot = lots.find_lot(pk)
    if lot is None:
        raise Http404
    cards = suggestions.cards(suggestions.of_lot(lot))
    exclusions = lots.exclusions_of(lot, today=timezone.localdate())
    context = {
        "lot": lot,
        "shown": wording.card(lot, answers=0),
        "estimate": wording.estimate_lines(lots.estimate_of(lot)),
        "achieved": wording.achieved_lines(lot),
        "cards": cards[:SHOWN],
        "others": cards[SHOWN:],
        "standing": wording.standing_of(exclusions) if exclusions else None,
    }
    return render(request, "cooperation/lots/detail.html", context)
