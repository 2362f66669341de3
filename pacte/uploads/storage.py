"""Where files are kept, under random names that no address reaches, and how they are handed out."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404

from pacte.uploads.files import CleanFile, extension_of

IMAGE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SHOWN_IN_THE_PAGE = tuple(IMAGE_TYPES.values())


def _storage() -> FileSystemStorage:
    return FileSystemStorage(
        location=settings.PRIVATE_MEDIA_ROOT,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def keep(file: CleanFile, *, folder: str) -> str:
    """Keep a file under a random name, and return this name."""
    name = f"{folder}/{secrets.token_hex(1)}/{secrets.token_urlsafe(24)}"
    return _storage().save(f"{name}.{extension_of(file.name)}", ContentFile(file.content))


def read(name: str) -> bytes:
    """Return what a file holds."""
    with _storage().open(name) as file:
        return bytes(file.read())


@contextmanager
def keeping(folder: str) -> Iterator[Callable[[CleanFile], str]]:
    """Give the way to keep files during a block; none of them remains of a block that fails.

    The transaction that writes their rows opens inside the block: what it takes back goes too.
    """
    names: list[str] = []

    def keep_one(file: CleanFile) -> str:
        names.append(keep(file, folder=folder))
        return names[-1]

    try:
        yield keep_one
    except BaseException:
        for name in names:
            forget(name)
        raise


def forget(name: str) -> None:
    """Delete a file, if it is still there."""
    _storage().delete(name)


def ages(folder: str) -> dict[str, dt.datetime]:
    """Return since when each file of a folder is there."""
    root = Path(settings.PRIVATE_MEDIA_ROOT)
    found = (path for path in (root / folder).glob("*/*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        for path in found
    }


def serve_private(
    *, path: str, name: str, content_type: str, in_the_page: bool = False
) -> FileResponse:
    """Hand out a file to somebody whose right to it was checked; browsers neither guess nor keep.

    Only images that were written again may be shown in a page: the rest is downloaded.
    """
    try:
        file = _storage().open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    shown = in_the_page and content_type in SHOWN_IN_THE_PAGE
    response = FileResponse(file, as_attachment=not shown, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
