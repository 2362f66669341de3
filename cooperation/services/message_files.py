"""The files joined to a message: checked before, kept where no address reaches them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from cooperation.models import Message, MessageFile

if TYPE_CHECKING:
    from pacte.uploads import CleanFile

MAX_FILES = 5


def checked_files(files: "Sequence[UploadedFile]") -> "list[CleanFile]":
    """Return files that are what they say, or refuse them, in French."""
    if not files:
        return []
    from pacte.uploads import clean_document  # noqa: PLC0415

    return [clean_document(row) for row in files]


def keep_files(*, message: Message, files: "Sequence[CleanFile]") -> None:
    """Keep the files of a message."""
    for _clean in files:
        raise NotImplementedError


def served_file(row: MessageFile) -> HttpResponse:
    """Answer with a file, never to be run by a browser."""
    raise Http404
