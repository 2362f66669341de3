"""What may be joined to a message: an image or a document, a few at a time."""

from collections.abc import Sequence

import filetype
from django.utils.translation import gettext as _

from pacte.uploads.documents import document_of
from pacte.uploads.files import CleanFile, Readable, bounded_content, refusal
from pacte.uploads.images import FORMATS, image_of

MAX_FILES = 5


def clean_attachment(file: Readable) -> CleanFile:
    """Return a clean image or document, whichever it is, or refuse it."""
    name, content = file.name, bounded_content(file)
    kind = filetype.guess_mime(content)
    return image_of(name, content, kind) if kind in FORMATS else document_of(name, content)


def clean_attachments(files: Sequence[Readable]) -> list[CleanFile]:
    """Return all of them clean, or refuse the lot, naming the one that is refused."""
    if len(files) > MAX_FILES:
        message = _("Trop de fichiers : %(most)s au plus à la fois.") % {"most": MAX_FILES}
        raise refusal(message, "too_many")
    return [clean_attachment(file) for file in files]
