"""A member's own postings: their list, the page of each, and what may be done with it."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from cooperation.forms.own_postings import ActForm, CloseForm
from cooperation.forms.photos import AddPhotoForm
from cooperation.models import Posting
from cooperation.permissions import may_add_photos
from cooperation.selectors import own_postings as selectors
from cooperation.services import postings_life as life
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_amendments import withdraw_amendment
from cooperation.services.postings_content import content_of
from cooperation.wording import own_postings as wording
from cooperation.wording.follow import follow_sentence
from cooperation.wording.pictures import picture_change
from pacte.selectors.acting import acting_organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PER_PAGE = 20
FIRST = "en-ligne"
PRIVATE = (login_required, cache_control(private=True, no_store=True))


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def my_posting_list(request: HttpRequest) -> HttpResponse:
    """Show the postings of the organisation that one acts for, by state."""
    organisation = acting_organisation(request)
    asked = request.GET.get("etat", FIRST)
    group = asked if asked in selectors.GROUPS else FIRST
    context: dict[str, Any] = {"organisation": organisation, "group": group}
    if organisation is not None:
        found = selectors.own_postings(organisation=organisation, group=group)
        page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
        follow = selectors.follow_of(page.object_list)
        context |= {
            "page_obj": page,
            "query": f"etat={group}",
            "rows": [wording.row_of(row, follow[row.pk]) for row in page.object_list],
            "tabs": _tabs(found.totals, group),
        }
    return render(request, "cooperation/postings/mine_list.html", context)


def _tabs(totals: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{label} ({totals[name]})",
            "url": f"?etat={name}",
            "icon": "",
            "current": name == current,
        }
        for name, label in wording.GROUP_LABELS.items()
    ]


def owned(request: HttpRequest, pk: int) -> Posting:
    """Return a posting of the person who asks, or answer that there is none."""
    posting = selectors.own_posting(user=request.user, pk=pk)
    if posting is None:
        raise Http404
    return posting


def person(request: HttpRequest) -> "User":
    """Return who is signed in."""
    return cast("User", request.user)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def my_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own posting: where it stands, what came of it, what may be done."""
    return show(request, owned(request, pk))


def show(
    request: HttpRequest,
    posting: Posting,
    *,
    error: str = "",
    photo_form: AddPhotoForm | None = None,
) -> HttpResponse:
    """Show the page of a posting to its author; after a conflict, with what happened."""
    acts = life.acts_of(person(request), posting)
    amendment = selectors.last_amendment(posting)
    context = {
        "posting": posting,
        "error": error,
        "waits": wording.waits_of(posting),
        "follow": follow_sentence(selectors.follow_of([posting])[posting.pk]),
        "acts": [(str(act), wording.ACT_LABELS[act]) for act in acts],
        "may_close": bool(life.outcomes_of(person(request), posting)),
        "edit": wording.edit_label(posting.status),
        "amendment": wording.amendment_card(amendment, content_of(posting)),
        "pictures": picture_change(posting, amendment) if amendment else None,
        "photo_form": photo_form or AddPhotoForm(there=len(posting.photos.all())),
        "may_add_photos": may_add_photos(person(request), posting),
    }
    status = 409 if error else 422 if photo_form is not None else 200
    response = render(request, "cooperation/postings/mine.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def my_posting_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one move, once; what happened meanwhile is said."""
    posting = owned(request, pk)
    form = ActForm(request.POST)
    if not form.is_valid():
        return show(request, posting, error=_("Ce geste n’existe pas."))
    try:
        done = life.act_on_posting(
            posting_id=pk, user=person(request), now=timezone.now(), **form.cleaned_data
        )
    except PostingMoveRefused as refusal:
        return show(request, owned(request, pk), error=refusal.message)
    if done.is_new:
        messages.success(request, str(wording.DONE[form.cleaned_data["act"]]))
    return redirect("cooperation:my-posting", pk)


@require_safe
@login_required
@cache_control(private=True, no_store=True)
def my_posting_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a posting still holds: the reminder leads here, one click prolongs it."""
    posting = owned(request, pk)
    may_renew = life.Act.RENEW in life.acts_of(person(request), posting)
    context = {"posting": posting, "may_renew": may_renew, "ends": wording.ends_sentence(posting)}
    return render(request, "cooperation/postings/mine_renew.html", context)


@require_POST
@login_required
def my_amendment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change that waits."""
    posting = owned(request, pk)
    if withdraw_amendment(posting_id=posting.pk, user=person(request), now=timezone.now()):
        messages.success(request, _("Votre modification est retirée ; l’annonce ne change pas."))
    return redirect("cooperation:my-posting", pk)


@method_decorator(PRIVATE, name="dispatch")
class CloseView(View):
    """Close a posting and say what came of it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = owned(request, pk)
        return self._show(request, posting, self._form(posting, initial={"seen": posting.status}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = owned(request, pk)
        form = self._form(posting, request.POST)
        if not form.is_valid():
            return self._show(request, posting, form, status=422)
        data = form.cleaned_data
        try:
            done = life.close_posting(
                posting_id=pk,
                outcome=data["outcome"],
                introduction_id=data.get("introduction"),
                seen=data["seen"],
                user=person(request),
                now=timezone.now(),
            )
        except PostingMoveRefused as refusal:
            return show(request, owned(request, pk), error=refusal.message)
        if done.is_new:
            messages.success(request, _("L’annonce est fermée. Merci d’avoir dit ce qui en sort."))
        return redirect("cooperation:my-posting", pk)

    def _form(self, posting: Posting, data: Any = None, **options: Any) -> CloseForm:
        outcomes = life.outcomes_of(person(self.request), posting)
        touched = selectors.introductions_of(posting, life.TOUCHED)
        names = [(row.pk, wording.introduction_label(row, posting)) for row in touched]
        if data is not None:  # a closed posting is answered by the service: said, or done already
            outcomes = tuple(life.CLOSINGS)
        return CloseForm(data, outcomes=outcomes, introductions=names, **options)

    def _show(
        self, request: HttpRequest, posting: Posting, form: CloseForm, status: int = 200
    ) -> HttpResponse:
        context = {"posting": posting, "form": form}
        return render(request, "cooperation/postings/mine_close.html", context, status=status)
