"""Strict decoding of a JSON file: bounded, UTF-8, no key twice, finite numbers only."""

import json
import math
from collections.abc import Callable
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
        If it cannot be read, is too large, is not UTF-8, is no strict JSON, or holds a number that
        is not finite.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            size = {"size": MOST_BYTES // MEGABYTE}
            fail(path, _("le fichier dépasse %(size)s Mo.") % size)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise DataFileError(path.name, 0, "", _("le fichier ne peut pas être lu.")) from error
    unfit: list[str] = []

    def number(literal: str) -> float:
        value = float(literal)
        if not math.isfinite(value):
            unfit.append(literal)
        return value

    found = parse(content, path.name, number=number)
    if unfit:
        table, row, field = _place_of_unfit(found)
        file = f"{path.name}, {table}" if row else path.name
        message = _("« %(value)s » n’est pas un nombre fini.") % {"value": unfit[0][:40]}
        raise DataFileError(file, row, field if row else table, message)
    return found


def parse(content: bytes, name: str, *, number: Callable[[str], Any]) -> Any:
    """Read strict JSON; ``number`` reads what has a decimal point, an exponent, or is not finite.

    Raises
    ------
    DataFileError
        If it is not UTF-8, is no JSON, or has a key twice in one object.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = _("le fichier n’est pas en UTF-8 : réenregistrez-le dans cet encodage.")
        raise DataFileError(name, row, "", message) from error

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            names = [key for key, _value in items]
            double = next(key for key in names if names.count(key) > 1)
            message = _("ce champ est répété dans le même objet.")
            raise DataFileError(name, 0, printable(double), message)
        return found

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=number, parse_float=number)
    except json.JSONDecodeError as error:
        message = _("le fichier JSON est mal formé, colonne %(column)s.") % {"column": error.colno}
        raise DataFileError(name, error.lineno, "", message) from error
    except (ArithmeticError, RecursionError, ValueError) as error:
        raise DataFileError(name, 0, "", _("le fichier JSON est mal formé.")) from error


def _place_of_unfit(content: object) -> tuple[str, int, str]:
    """Return the list, the row and the field that hold the first number that is not finite."""
    tables = content.items() if isinstance(content, dict) else ()
    for table, rows in tables:
        if _is_unfit(rows):
            return printable(table), 0, ""
        for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
            for field, value in row.items() if isinstance(row, dict) else ():
                if _is_unfit(value):
                    return printable(table), number, printable(field)
    return "", 0, ""


def _is_unfit(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def decode_object(path: Path, message: str) -> dict[str, Any]:
    """Read a JSON file that holds an object; ``message`` refuses anything else."""
    content = decode(path)
    if not isinstance(content, dict):
        fail(path, message)
    return content


def fail(path: Path, message: str, *, row: int = 0, field: str = "") -> NoReturn:
    """Refuse the file."""
    raise DataFileError(path.name, row, field, message)


def printable(text: str) -> str:
    """Shorten a text, and write what no terminal could print as escapes."""
    return text[:80].encode("utf-8", "backslashreplace").decode()
