"""Why not: the nearest misses of a posting, or between two organisations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cooperation.permissions import is_public
from cooperation.selectors import postings, why_not


@require_safe
def posting_why_not(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what came nearest to answering a posting, to who may see it."""
    posting = postings.get_visible_posting(user=request.user, pk=pk)
    if posting is None:
        raise Http404
    today = timezone.localdate()
    context = {
        "posting": posting,
        "answer": why_not.of_posting(posting, user=request.user, today=today),
    }
    response = render(request, "cooperation/why_not/posting.html", context)
    if request.user.is_authenticated or not is_public(posting):
        response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def pair_why_not(request: HttpRequest) -> HttpResponse:
    """Show what came nearest to a match between two organisations, named in the address."""
    asked = why_not.asked_pair(request.GET.get("a", ""), request.GET.get("b", ""))
    answer = None
    if asked.is_ready:
        answer = why_not.between(*asked.both, user=request.user, today=timezone.localdate())
    context = {"asked": asked, "answer": answer}
    response = render(request, "cooperation/why_not/pair.html", context)
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response
