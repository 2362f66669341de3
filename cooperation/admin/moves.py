"""The page that moves a posting along its life, and shows the way it came."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from cooperation.forms.staff import MoveForm
from cooperation.models import Posting
from cooperation.selectors.postings import get_for_staff, possible_moves
from cooperation.services.postings import PostingMoveRefused, move_posting
from pacte.permissions import is_curator

TEMPLATE = "cooperation/admin/move_posting.html"


class MoveView(View):
    """Show the moves that are possible, and make one."""

    list_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_curator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_for_staff(pk)
        moves = possible_moves(user=request.user, posting=posting)
        initial = {"target": request.GET.get("target", "")}
        return self._show(request, posting, MoveForm(initial=initial, moves=moves))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_for_staff(pk)
        moves = possible_moves(user=request.user, posting=posting)
        form = MoveForm(request.POST, moves=moves)
        if not form.is_valid():
            return self._show(request, posting, form, status=400)
        try:
            moved = move_posting(
                posting_id=pk,
                target=form.cleaned_data["target"],
                user=request.user,  # type: ignore[arg-type]
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except PostingMoveRefused as refusal:
            form.add_error(None, refusal.message)
            return self._show(request, posting, form, status=400)
        state = moved.get_status_display()
        messages.success(request, _("L’annonce est passée à « %(state)s ».") % {"state": state})
        return redirect(request.path)

    def _show(
        self, request: HttpRequest, posting: Posting, form: MoveForm, status: int = 200
    ) -> HttpResponse:
        listing = {"url": reverse(self.list_url_name), "label": _("Annonces")}
        edit = reverse("wagtailsnippets_cooperation_posting:edit", args=[posting.pk])
        crumbs = [listing, {"url": edit, "label": posting.title}, {"url": "", "label": _("État")}]
        title = _("État de l’annonce")
        context = {
            "posting": posting,
            "form": form,
            "edit_url": edit,
            "breadcrumbs_items": crumbs,
            "header_title": title,
            "page_title": title,
            "header_icon": "pick",
        }
        return render(request, TEMPLATE, context, status=status)
