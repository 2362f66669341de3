"""Strict reading of CSV and JSON files."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from pacte.services.loading.errors import DataFileError
from pacte.services.loading.fields import Row
from pacte.services.loading.sources import Sources


def read_csv(
    sources: Sources, file: str, columns: tuple[str, ...], *, key: str | tuple[str, ...]
) -> list[Row]:
    """Return the rows of a CSV file whose columns are known and whose key is unique."""
    reader = csv.reader(io.StringIO(sources.read(file), newline=""), strict=True)
    header: list[str] = []
    rows: list[Row] = []
    try:
        header = next(reader, [])
        _check_header(file, header, columns)
        rows = [_csv_row(file, reader.line_num, header, cells) for cells in reader]
    except csv.Error as error:
        message = _("le fichier est mal formé : un guillemet n’est peut-être pas fermé.")
        raise DataFileError(file, reader.line_num, "", message) from error
    return _unique(rows, key)


def _check_header(file: str, header: list[str], columns: tuple[str, ...]) -> None:
    for name in columns:
        if header.count(name) != 1:
            found = _("la colonne manque.") if name not in header else _("la colonne est répétée.")
            raise DataFileError(file, 1, name, found)
    for name in header:
        if name not in columns:
            raise DataFileError(file, 1, name[:80], _("la colonne est inconnue."))


def _csv_row(file: str, number: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        message = _("%(found)s valeurs au lieu de %(expected)s.")
        counts = {"found": len(cells), "expected": len(header)}
        raise DataFileError(file, number, "", message % counts)
    row = Row(file, number, dict(zip(header, cells, strict=True)))
    for name, cell in row.values.items():
        if "\n" in cell:
            row.fail(name, _("un guillemet n’est peut-être pas fermé."))
    return row


def read_json(sources: Sources, file: str, fields: Iterable[str], *, key: str) -> list[Row]:
    """Return the objects of a JSON list, whose fields are known and whose key is unique."""
    content = parse_json(file, sources.read(file))
    if not isinstance(content, list):
        raise DataFileError(file, 0, "", _("une liste est attendue."))
    allowed = frozenset(fields)
    return _unique([_json_row(file, n, value, allowed) for n, value in enumerate(content, 1)], key)


def _json_row(file: str, number: int, value: Any, allowed: frozenset[str]) -> Row:
    if not isinstance(value, dict):
        raise DataFileError(file, number, "", _("un objet est attendu."))
    row = Row(file, number, value)
    for name, found in value.items():
        if name not in allowed:
            row.fail(name[:80], _("ce champ est inconnu."))
        if not _is_storable(found):
            row.fail(name, _("un caractère est invalide."))
    return row


def _is_storable(value: Any) -> bool:
    """Say whether a database can hold the texts of a value: no lone surrogate, no NUL."""
    text = json.dumps(value, ensure_ascii=False)
    return "\\u0000" not in text and not any("\ud800" <= one <= "\udfff" for one in text)


def parse_json(file: str, text: str) -> Any:
    """Return what a JSON text holds: no field twice in an object, no NaN."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            names = [name for name, _value in items]
            double = next(name for name in names if names.count(name) > 1)
            message = _("ce champ est répété dans le même objet.")
            raise DataFileError(file, 0, double[:80], message)
        return found

    def constant(name: str) -> NoReturn:
        message = _("« %(value)s » n’est pas un nombre.") % {"value": name}
        raise DataFileError(file, 0, "", message)

    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        message = _("le fichier JSON est mal formé, colonne %(column)s.")
        raise DataFileError(file, error.lineno, "", message % {"column": error.colno}) from error
    except (RecursionError, ValueError) as error:
        raise DataFileError(file, 0, "", _("le fichier JSON est mal formé.")) from error


def _unique(rows: list[Row], key: str | tuple[str, ...]) -> list[Row]:
    fields = (key,) if isinstance(key, str) else key
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        value = tuple(row.text(field) for field in fields)
        if value in seen:
            found = {"value": " / ".join(value)[:80]}
            row.fail(fields[-1], _("« %(value)s » y est deux fois.") % found)
        seen.add(value)
    return rows
