"""The queue of the staff: everything that waits, decided in one step each."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from cooperation.forms.staff import DecisionForm, QueueFilterForm
from cooperation.selectors.moderation import Shown, Waits, queue, shown, totals
from cooperation.selectors.uncounted import cooperations_not_counted
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_content import content_of
from cooperation.services.postings_queue import decide
from cooperation.wording.effects import uncounted_card
from cooperation.wording.posting_changes import changes_of
from cooperation.wording.queue import (
    QueueCard,
    age_sentence,
    amendment_card,
    posting_card,
    profile_card,
)
from pacte.permissions import is_curator
from pacte.selectors.profile_changes import ProfileChange, profile_changes

PER_PAGE = 20
TEMPLATE = "cooperation/admin/queue.html"


class QueueView(View):
    """Show what waits, the oldest first, and decide one of them."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_curator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(request, refused=form, status=400)
        try:
            decide(user=request.user, now=timezone.now(), **form.cleaned_data)  # type: ignore[arg-type]
        except PostingMoveRefused as refusal:
            form.add_error(None, refusal.message)
            return self._show(request, refused=form, status=409)
        messages.success(request, _("C’est fait : la réponse est envoyée."))
        return redirect(request.get_full_path())

    def _show(
        self, request: HttpRequest, refused: DecisionForm | None = None, status: int = 200
    ) -> HttpResponse:
        form = QueueFilterForm(request.GET)
        now = timezone.now()
        every = queue(now=now)
        chosen = [row for row in every if form.lets(row)]
        page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "page_obj": page,
            "cards": cards_of(shown(list(page.object_list)), refused),
            "totals": totals(every),
            "filters": form,
            "uncounted": _uncounted(),
            "error": refused.first_error if refused is not None else "",
            "query": urlencode(form.parameters()),
            **_frame(),
        }
        return render(request, TEMPLATE, context, status=status)


def cards_of(found: list[Shown], refused: DecisionForm | None) -> list[QueueCard]:
    """Put what waits in words; a word that was refused is kept."""
    changes = profile_changes(row.entry.pk for row in found if row.entry.kind == Waits.PROFILE)
    return [_card(row, changes, refused) for row in found]


def _card(
    found: Shown, changes: dict[int, ProfileChange], refused: DecisionForm | None
) -> QueueCard:
    entry, row = found.entry, found.row
    kept = refused.data.get("note", "") if refused is not None and refused.is_about(entry) else ""
    base = {
        "id": f"{entry.kind}-{entry.pk}",
        "kind": str(entry.kind),
        "pk": entry.pk,
        "age": age_sentence(entry.age),
        "is_late": entry.is_late,
        "note": kept,
        "seen_at": entry.since.isoformat(),
    }
    if entry.kind == Waits.POSTING:
        return posting_card(row, base)
    if entry.kind == Waits.AMENDMENT:
        return amendment_card(row, changes_of(content_of(row.posting), row.content), base)
    return profile_card(row, changes[row.pk], base)


def _uncounted() -> dict[str, Any]:
    found = cooperations_not_counted()
    cards = [uncounted_card(row.cooperation, row.missing) for row in found.rows]
    return {"cards": cards, "has_more": found.has_more}


def _frame() -> dict[str, Any]:
    title = _("À modérer")
    return {
        "breadcrumbs_items": [{"url": "", "label": title}],
        "header_title": title,
        "page_title": title,
        "header_icon": "tasks",
    }


class QueueMenuItem(MenuItem):
    """The queue in the menu, for the staff alone."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("À modérer"),
            reverse("moderation_queue"),
            name="moderation",
            icon_name="tasks",
            order=90,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return is_curator(request.user)
