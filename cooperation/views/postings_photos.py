"""Photographs of postings: shown to who may see the posting, added and removed by its authors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cooperation.forms.photos import AddPhotoForm
from cooperation.forms.typing import token_of
from cooperation.models import PostingPhoto
from cooperation.selectors.drafts import draft_photo
from cooperation.selectors.postings import get_visible_photo
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_photos import add_photos, remove_photo
from cooperation.views.postings_own import owned, person, show
from cooperation.views.postings_typing import COOKIE, SALT
from pacte.throttling import Limit, seconds_to_wait, too_many
from pacte.uploads import IMAGE_TYPES, serve_private

UPLOADS = Limit("posting-photos", "60/h")


@require_safe
def photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponseBase:
    """Show a photograph to who may see its posting."""
    found = get_visible_photo(user=request.user, posting_id=pk, photo_id=photo_id)
    if found is None:
        raise Http404
    return _served(found, f"annonce-{pk}-{found.position}")


@require_safe
def of_a_draft(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    """Show a photograph of a draft to who writes it."""
    token = token_of(request.get_signed_cookie(COOKIE, default=None, salt=SALT))
    found = draft_photo(photo_id=photo_id, token=token, user=request.user)
    if found is None:
        raise Http404
    return _served(found, f"brouillon-{found.position}")


def _served(found: PostingPhoto, name: str) -> HttpResponseBase:
    extension = found.file.rpartition(".")[2]
    return serve_private(
        path=found.file,
        name=f"{name}.{extension}",
        content_type=IMAGE_TYPES.get(extension, "application/octet-stream"),
        in_the_page=True,
    )


@require_POST
@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add photographs to one's own posting."""
    posting = owned(request, pk)
    if seconds := seconds_to_wait(request, UPLOADS):
        return too_many(request, seconds)
    form = AddPhotoForm(
        request.POST,
        request.FILES,
        there=len(posting.photos.all()),
        owner=f"photos-{pk}-{request.user.pk}",
    )
    if not form.is_valid():
        form.ask_for_files_again()
        return show(request, posting, photo_form=form)
    try:
        add_photos(
            posting_id=pk,
            photos=form.photo_plan().added,
            user=person(request),
            now=timezone.now(),
        )
    except PostingMoveRefused as refusal:
        form.ask_for_files_again()
        form.add_error("new_1", refusal.message)
        return show(request, posting, photo_form=form)
    form.forget_files()
    messages.success(request, _("Les photos sont ajoutées."))
    return redirect("cooperation:my-posting", pk)


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """Take a photograph away."""
    posting = owned(request, pk)
    if remove_photo(posting_id=posting.pk, photo_id=photo_id, user=person(request)):
        messages.success(request, _("La photo est enlevée."))
    return redirect("cooperation:my-posting", pk)
