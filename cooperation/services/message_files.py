"""The files joined to a message: checked before, kept where no address reaches them."""

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http import FileResponse

from cooperation.models import Message, MessageFile
from pacte.uploads import MAX_FILES, CleanFile, forget, keep, serve_private

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "messages"


@contextmanager
def kept_files(*, message: Message, files: Sequence[CleanFile]) -> "Iterator[None]":
    """Keep the files of a message, and none of them if what follows fails."""
    paths: list[str] = []
    try:
        for clean in files:
            paths.append(keep(clean, folder=FOLDER))
            MessageFile.objects.create(
                message=message,
                file=paths[-1],
                name=clean.name,
                content_type=clean.content_type,
                size=clean.size,
            )
        yield
    except BaseException:
        for path in paths:
            forget(path)
        raise


def served_file(row: MessageFile) -> FileResponse:
    """Answer with a file, never to be run by a browser."""
    return serve_private(path=row.file, name=row.name, content_type=row.content_type)


__all__ = ["MAX_FILES", "kept_files", "served_file"]
