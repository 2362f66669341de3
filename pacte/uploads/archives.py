"""Office documents: archives of which every part is looked at before anything is unpacked."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from pacte.uploads.files import refusal

MAX_PARTS = 3_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200
SMALL = 1024 * 1024
"""Bytes under which a part may be packed as tight as it likes."""

FAULTS = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError),
    *(LookupError, NotImplementedError, RuntimeError),
)
ENCRYPTED = 0x1
DOCX, XLSX = "word/document.xml", "xl/workbook.xml"
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
PROGRAMS = re.compile(
    r"(?:vbaproject|vbadata|macrosheets|activex|oleobject|(?:^|/)basic/|(?:^|/)scripts/"
    r"|\.(?:bin|exe|dll|js|vbs|ps1|bat|cmd|jar|class|html?|svg|hta|lnk)$)"
)
PRINTER_SETTINGS = re.compile(r"(?:^|/)printersettings/printersettings\d*\.bin$")
MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
REMOTE = re.compile(rb"(?:attachedTemplate|oleObject|frame|subDocument)\"[^>]*TargetMode\s*=\s*\"External"
                    rb"|TargetMode\s*=\s*\"External\"[^>]*(?:attachedTemplate|oleObject|frame|subDocument)\"")  # fmt: skip
ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def office_kind(content: bytes) -> str:
    """Return docx, xlsx, odt or ods, or refuse what is none of them or holds a program."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_outline(archive, content)
            kind = _kind_of(archive)
            _check_parts(archive)
    except FAULTS as error:
        raise _broken() from error
    return kind


def _broken() -> Exception:
    message = _("Ce document est abîmé : ouvrez-le, enregistrez-le de nouveau, puis réessayez.")
    return refusal(message, "broken")


def _check_outline(archive: zipfile.ZipFile, content: bytes) -> None:
    """Check the list of the parts, without unpacking any."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    ends_there = content.rfind(b"PK\x05\x06") == len(content) - 22
    if not ends_there or any(_is_unsafe(name) for name in names):
        raise _broken()
    if len({name.lower() for name in names}) < len(names):
        raise _broken()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise refusal(_("Ce document est protégé par un mot de passe : retirez-le."), "encrypted")
    unpacked, packed = (sum(getattr(p, a) for p in parts) for a in ("file_size", "compress_size"))
    bombs = [p for p in parts if p.file_size > max(SMALL, MAX_RATIO * p.compress_size)]
    if bombs or len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or packed > len(content):
        raise refusal(_("Ce document est trop gros une fois ouvert : allégez-le."), "too_large")
    if any(_is_program(name.lower()) for name in names):
        raise refusal(
            _("Ce document contient des macros ou un autre fichier : enregistrez-le sans, ou en"
              " PDF."),
            "program",
        )  # fmt: skip


def _is_unsafe(name: str) -> bool:
    parts = name.split("/")
    return name.startswith("/") or "\\" in name or "\x00" in name or ".." in parts


def _is_program(name: str) -> bool:
    return bool(PROGRAMS.search(name)) and not PRINTER_SETTINGS.search(name)


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    first = archive.infolist()[0]
    if first.filename == "mimetype" and "content.xml" in names:
        kind = OPEN_DOCUMENT.get(archive.read(first).strip()) if first.file_size < 100 else None
    elif "[Content_Types].xml" in names:
        kind = "docx" if DOCX in names else "xlsx" if XLSX in names else None
    else:
        kind = None
    if kind is None:
        raise refusal(
            _("Cette archive n’est ni un document ni un tableau : joignez les fichiers un à un."),
            "type",
        )
    return kind


def _check_parts(archive: zipfile.ZipFile) -> None:
    """Unpack every part, for what it declares may be false, and look into those that are XML."""
    for part in archive.infolist():
        body = archive.read(part)
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        if ENTITIES.search(body):
            raise _broken()
        if MACRO_TYPE.search(body) and part.filename == "[Content_Types].xml":
            raise refusal(_("Ce document contient des macros : enregistrez-le sans."), "program")
        if part.filename.endswith(".rels") and REMOTE.search(body):
            raise refusal(
                _("Ce document va chercher autre chose ailleurs : enregistrez-le en PDF."), "remote"
            )
