"""Where files are kept, under random names that no address reaches, and how they are handed out."""

import secrets

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404

from pacte.uploads.files import CleanFile, extension_of

SHOWN_IN_THE_PAGE = ("image/jpeg", "image/png", "image/webp")


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


def forget(name: str) -> None:
    """Delete a file, if it is still there."""
    _storage().delete(name)


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
