"""Strict decoding of a JSON file: bounded, UTF-8, no key twice, finite numbers only."""

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from pacte.services.loading import DataFileError

MOST_BYTES = 100_000_000
MEGABYTE = 1_000_000


def decode(path: Path) -> Any:
    """Read a JSON file.

    Raises
    ------
    DataFileError
        If it cannot be read, is too large, is not UTF-8 or is no strict JSON.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            size = {"size": MOST_BYTES // MEGABYTE}
            fail(path, _("le fichier dépasse %(size)s Mo.") % size)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DataFileError(path.name, 0, "", _("le fichier ne peut pas être lu.")) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = _("le fichier n’est pas en UTF-8 : réenregistrez-le dans cet encodage.")
        raise DataFileError(path.name, row, "", message) from error
    return _parse(path, text)


def decode_object(path: Path, message: str) -> dict[str, Any]:
    """Read a JSON file that holds an object; ``message`` refuses anything else."""
    content = decode(path)
    if not isinstance(content, dict):
        fail(path, message)
    return content


def fail(path: Path, message: str, *, row: int = 0, field: str = "") -> NoReturn:
    """Refuse the file."""
    raise DataFileError(path.name, row, field, message)


def _parse(path: Path, text: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            names = [name for name, _value in items]
            double = next(name for name in names if names.count(name) > 1)
            fail(path, _("ce champ est répété dans le même objet."), field=printable(double))
        return found

    def number(literal: str) -> float:
        value = float(literal)
        if not math.isfinite(value):
            found = {"value": literal[:40]}
            fail(path, _("« %(value)s » n’est pas un nombre fini.") % found)
        return value

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=number, parse_float=number)
    except json.JSONDecodeError as error:
        message = _("le fichier JSON est mal formé, colonne %(column)s.") % {"column": error.colno}
        raise DataFileError(path.name, error.lineno, "", message) from error
    except (RecursionError, ValueError) as error:
        raise DataFileError(path.name, 0, "", _("le fichier JSON est mal formé.")) from error


def printable(text: str) -> str:
    """Shorten a text, and write what no terminal could print as escapes."""
    return text[:80].encode("utf-8", "backslashreplace").decode()
