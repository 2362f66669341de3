"""Writing a posting again: at once before it is read, as an amendment once it is published."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from cooperation.forms.posting_content import PostingEditForm
from cooperation.lifecycle import READ_STATES
from cooperation.models import Posting
from cooperation.permissions import EDITABLE_BY_AUTHOR
from cooperation.selectors.own_postings import last_amendment
from cooperation.services.postings import PostingMoveRefused, edit_posting
from cooperation.services.postings_amendments import OPEN, amend_posting
from cooperation.services.postings_content import content_of, put_content
from cooperation.views.postings_own import PRIVATE, owned, person
from pacte.selectors.communes import all_communes, label_of


@method_decorator(PRIVATE, name="dispatch")
class EditView(View):
    """Show the form with what is written, say what is wrong keeping what was typed, or save."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self._editable(request, pk)
        amendment = last_amendment(posting)
        if posting.status in READ_STATES and amendment and amendment.status in OPEN:
            posting = put_content(posting, amendment.content)
        return self._show(request, posting, PostingEditForm(posting=posting))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self._editable(request, pk)
        form = PostingEditForm(request.POST, posting=posting)
        if not form.is_valid():
            return self._show(request, posting, form, status=422)
        try:
            message = self._save(posting.status, form)
        except PostingMoveRefused as refusal:
            form.add_error(None, refusal.message)
            return self._show(request, posting, form, status=409)
        messages.success(request, message)
        return redirect("cooperation:my-posting", pk)

    def _editable(self, request: HttpRequest, pk: int) -> Posting:
        posting = owned(request, pk)
        if posting.status not in READ_STATES | EDITABLE_BY_AUTHOR:
            raise Http404
        return posting

    def _save(self, status: str, form: PostingEditForm) -> str:
        posting, user, now = form.filled_posting(), person(self.request), timezone.now()
        if status in EDITABLE_BY_AUTHOR:
            edit_posting(posting=posting, user=user, now=now)
            return _("L’annonce est enregistrée. Envoyez-la quand elle est prête.")
        content: dict[str, Any] = content_of(posting)
        waiting = amend_posting(posting_id=posting.pk, content=content, user=user, now=now)
        if waiting is None:
            return _("La modification est en ligne.")
        return _("La modification est envoyée ; le texte publié reste en ligne jusqu’à relecture.")

    def _show(
        self, request: HttpRequest, posting: Posting, form: PostingEditForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "posting": posting,
            "form": form,
            "is_amendment": posting.status in READ_STATES,
            "commune_names": [label_of(commune) for commune in all_communes()],
        }
        return render(request, "cooperation/postings/edit.html", context, status=status)
