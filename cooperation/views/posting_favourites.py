"""One's favourite postings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cooperation.selectors.posting_favourites import favourites_of
from cooperation.selectors.postings import get_visible_posting
from cooperation.services.posting_favourites import MOST, drop, keep


@never_cache
@login_required
@require_safe
def favourites(request: HttpRequest) -> HttpResponse:
    """Show the postings that a person keeps at hand."""
    context = {"postings": favourites_of(request.user)}  # type: ignore[arg-type]
    return render(request, "cooperation/postings/favourites.html", context)


@never_cache
@login_required
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a posting at hand, or no longer."""
    posting = get_visible_posting(user=request.user, pk=pk)
    if posting is None:
        raise Http404
    user = request.user
    if "remove" in request.POST:
        drop(posting=posting, user=user)  # type: ignore[arg-type]
        messages.success(request, _("L’annonce n’est plus dans vos favoris."))
    elif keep(posting=posting, user=user, now=timezone.now()):  # type: ignore[arg-type]
        messages.success(request, _("L’annonce est dans vos favoris."))
    else:
        text = _("Vous avez déjà %(most)s annonces favorites : retirez-en d’abord.")
        messages.error(request, text % {"most": MOST})
    return redirect("cooperation:posting", pk=pk)
