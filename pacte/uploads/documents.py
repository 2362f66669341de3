"""Documents: PDF, DOCX, XLSX, ODT, ODS, CSV and plain text, known by what they hold."""

import re

import filetype
from django.utils.translation import gettext as _

from pacte.uploads.archives import office_kind
from pacte.uploads.files import (
    CleanFile,
    Readable,
    bounded_content,
    clean_name,
    extension_of,
    refusal,
)

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
TEXTS = ("csv", "txt")
PROGRAMS = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|EmbeddedFile)(?![A-Za-z0-9])")
MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LOOKED_AT = 4_096
AFTER_THE_END = 1_024
"""Bytes that may follow the end of a PDF: more is another file joined to it."""


def clean_document(file: Readable) -> CleanFile:
    """Return a document of one of the known kinds, or refuse it."""
    name, content = file.name, bounded_content(file)
    return document_of(name, content)


def document_of(name: str | None, content: bytes) -> CleanFile:
    """Look into the bytes of a document."""
    if content.startswith(b"%PDF-"):
        kind = _checked_pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        kind = office_kind(content)
    else:
        kind, content = _text_of(name, content)
    return CleanFile(clean_name(name, kind), CONTENT_TYPES[kind], content)


def _checked_pdf(content: bytes) -> str:
    end = content.rfind(b"%%EOF")
    joined = end == -1 or len(content) - end > AFTER_THE_END
    if joined or MARKUP.search(content[:LOOKED_AT]):
        raise refusal(_("Ce PDF est abîmé : enregistrez-le de nouveau, puis réessayez."), "broken")
    if PROGRAMS.search(_plain_names(content)):
        raise refusal(
            _("Ce PDF contient un programme ou un autre fichier : imprimez-le en PDF, et joignez"
              " ce que vous obtenez."),
            "program",
        )  # fmt: skip
    return "pdf"


def _plain_names(content: bytes) -> bytes:
    """Write the letters of names that are hidden behind their number, as ``/J#53``."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)


def _text_of(name: str | None, content: bytes) -> tuple[str, bytes]:
    """Return the kind of a text, and the text in UTF-8."""
    kind = extension_of(name)
    if kind not in TEXTS or filetype.guess(content) or MARKUP.search(content[:LOOKED_AT]):
        raise refusal(
            _("Ce type de fichier n’est pas accepté : joignez un PDF, un document (DOCX, ODT),"
              " un tableau (XLSX, ODS, CSV) ou un texte (TXT)."),
            "type",
        )  # fmt: skip
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if CONTROLS.search(text):
        raise refusal(
            _("Ce fichier n’est pas un texte : enregistrez-le en CSV ou en TXT."), "broken"
        )
    return kind, text.encode()
