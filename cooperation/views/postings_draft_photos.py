"""The photographs of a posting that is being written: kept with its draft, whatever else is wrong."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from cooperation.forms.photos import SLOTS, PhotoForm
from cooperation.services.postings import PostingMoveRefused
from cooperation.services.postings_drafts import keep_draft_photos
from cooperation.wording.pictures import Picture


def has_photos(request: HttpRequest) -> bool:
    """Say whether a form sends photographs, or changes those that are there."""
    return bool(request.FILES) or any(name.startswith("photo_") for name in request.POST)


def keep_photos(
    request: HttpRequest, token: uuid.UUID, sent: PhotoForm | None, pictures: Sequence[Picture]
) -> None:
    """Keep the photographs that are right with a draft; say which are not, if no form will."""
    form = sent or PhotoForm(request.POST, request.FILES, pictures=pictures)
    form.is_valid()
    for error in file_errors(form) if sent is None else ():
        messages.warning(request, error)
    plan = form.photo_plan()
    try:
        keep_draft_photos(token=token, photos=plan, user=request.user, now=timezone.now())
    except PostingMoveRefused as refusal:
        messages.warning(request, refusal.message)


def file_errors(form: PhotoForm) -> list[str]:
    """Return what is wrong with the files that a form sends."""
    return [str(error) for n in SLOTS for error in form.errors.get(f"new_{n}", ())]


def data_again(
    request: HttpRequest, form: PhotoForm, pictures: Sequence[Picture], token: uuid.UUID
) -> QueryDict:
    """Return what was sent, as the page shows it once its photographs are with the draft.

    The words of a photograph that could not be kept wait for it to be chosen again.
    """
    data = request.POST.copy()
    known = {row.name for row in pictures}
    left = []
    for number in SLOTS:
        words = data.pop(f"new_{number}_alt", [""])[-1]
        file = form.cleaned_data.get(f"new_{number}")
        if words and (file is None or file.name not in known):
            left.append(words)
    for number, words in zip(SLOTS, left, strict=False):
        data[f"new_{number}_alt"] = words
    for name in [name for name in data if name.startswith("photo_")]:
        del data[name]
    for row in pictures:
        data[f"photo_{row.pk}_alt"] = row.alt
    data["token"] = str(token)
    return data
