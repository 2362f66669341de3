"""A file once clean, its name, and what a refusal is made of."""

import unicodedata
from dataclasses import dataclass, field
from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_BYTES = 10 * 1024 * 1024
LONGEST_STEM = 100
FORBIDDEN = str.maketrans('<>:"|?*%', "        ")
RESERVED = {"aux", "con", "nul", "prn"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Characters that are not seen: controls, directions of writing, halves, private, unassigned."""


class Readable(Protocol):
    """What is read of a file: an upload of Django, or a part of an e-mail."""

    name: str | None

    def read(self, num_bytes: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file that may be kept and handed on: its own name, its true type, its bytes."""

    name: str
    content_type: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Return how many bytes it holds."""
        return len(self.content)


def refusal(message: str, code: str) -> ValidationError:
    """Make the refusal of a file."""
    return ValidationError(message, code=code)


def bounded_content(file: Readable) -> bytes:
    """Read a file, and no more than what is allowed of it."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // (1024 * 1024)
        message = _("Ce fichier est trop lourd : %(most)s Mo au plus.") % {"most": most}
        raise refusal(message, "too_large")
    if not content:
        raise refusal(_("Ce fichier est vide."), "empty")
    return content


def clean_name(name: str | None, extension: str) -> str:
    """Return a name that shows what it is: one extension, the true one, nothing hidden."""
    last = (name or "").replace("\\", "/").rpartition("/")[2][:1_000]
    seen = "".join(c for c in unicodedata.normalize("NFC", last) if not _is_hidden(c))
    stem = seen.rpartition(".")[0] or seen
    stem = " ".join(stem.translate(FORBIDDEN).replace(".", "-").split())
    stem = unicodedata.normalize("NFC", stem)[:LONGEST_STEM].strip(" -~")
    if not stem or stem.lower() in RESERVED:
        stem = _("fichier")
    return f"{stem}.{extension}"


def extension_of(name: str | None) -> str:
    """Return what follows the last dot of a name, in lower case."""
    return (name or "").rpartition(".")[2].strip().lower()


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in HIDDEN
