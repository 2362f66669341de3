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
from cooperation.models import Posting, PostingAmendment
from cooperation.permissions import EDITABLE_BY_AUTHOR
from cooperation.selectors.own_postings import last_amendment
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_amendments import OPEN, amend_posting
from cooperation.services.postings_content import content_of, put_content
from cooperation.services.postings_photos import edit_with_photos
from cooperation.views.postings_own import PRIVATE, owned, person
from cooperation.wording.pictures import posting_pictures
from pacte.selectors.communes import all_communes, label_of


@method_decorator(PRIVATE, name="dispatch")
class EditView(View):
    """Show the form with what is written, say what is wrong keeping what was typed, or save."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self._editable(request, pk)
        amendment = self._open(posting)
        pictures = posting_pictures(posting, amendment)
        if amendment is not None:
            posting = put_content(posting, amendment.content)
        return self._show(request, posting, PostingEditForm(posting=posting, pictures=pictures))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self._editable(request, pk)
        pictures = posting_pictures(posting, self._open(posting))
        form = PostingEditForm(
            request.POST,
            request.FILES,
            posting=posting,
            pictures=pictures,
            owner=f"annonce-{pk}-{request.user.pk}",
        )
        if not form.is_valid():
            form.ask_for_files_again()
            return self._show(request, posting, form, status=422)
        try:
            message = self._save(posting.status, form)
        except PostingMoveRefused as refusal:
            form.add_error(None, refusal.message)
            form.ask_for_files_again()
            return self._show(request, posting, form, status=409)
        form.forget_files()
        messages.success(request, message)
        return redirect("cooperation:my-posting", pk)

    def _open(self, posting: Posting) -> PostingAmendment | None:
        """Return the change that may still be written again, if the posting is published."""
        amendment = last_amendment(posting) if posting.status in READ_STATES else None
        return amendment if amendment and amendment.status in OPEN else None

    def _editable(self, request: HttpRequest, pk: int) -> Posting:
        posting = owned(request, pk)
        if posting.status not in READ_STATES | EDITABLE_BY_AUTHOR:
            raise Http404
        return posting

    def _save(self, status: str, form: PostingEditForm) -> str:
        posting, user, now = form.filled_posting(), person(self.request), timezone.now()
        if status in EDITABLE_BY_AUTHOR:
            edit_with_photos(posting=posting, photos=form.photo_plan(), user=user, now=now)
            return _("L’annonce est enregistrée. Envoyez-la quand elle est prête.")
        content: dict[str, Any] = content_of(posting)
        waiting = amend_posting(
            posting_id=posting.pk, content=content, photos=form.photo_plan(), user=user, now=now
        )
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
