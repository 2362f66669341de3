"""Files that people send: known by their content, bounded, cleaned, kept where no address reaches.

Whatever a name or a browser says of a file, its content alone decides. Images are decoded and
written again, so that nothing but pixels remains; documents are of a few kinds, looked into, and
refused when they hold a program. All refusals are ``ValidationError``, in French, with what to do.
"""

from pacte.uploads.attachments import MAX_FILES, clean_attachment, clean_attachments
from pacte.uploads.documents import clean_document
from pacte.uploads.files import MAX_BYTES, CleanFile
from pacte.uploads.images import clean_image
from pacte.uploads.storage import IMAGE_TYPES, forget, keep, keeping, read, serve_private

__all__ = [
    "IMAGE_TYPES",
    "MAX_BYTES",
    "MAX_FILES",
    "CleanFile",
    "clean_attachment",
    "clean_attachments",
    "clean_document",
    "clean_image",
    "forget",
    "keep",
    "keeping",
    "read",
    "serve_private",
]
