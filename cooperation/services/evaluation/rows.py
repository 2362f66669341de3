"""A row of the file of cases, read field by field: each refusal names the list, row and field."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from django.utils.translation import gettext as _

from cooperation.services.evaluation.decoding import fail, printable
from pacte.services.loading import DataFileError

Read = TypeVar("Read")

LONGEST = 5_000
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class CaseRow:
    """An object of one of the lists."""

    file: str
    number: int
    values: Mapping[str, Any]
    told: list[tuple[str, str]] = field(default_factory=list)
    """What was left out of the rows, and the value: the same list for all."""

    def note(self, text: str, value: object) -> None:
        """Tell something that is left out, without refusing the row."""
        self.told.append((f"{self.file.rpartition(', ')[2]}, {text}", str(value)))

    def fail(self, field: str, message: str) -> NoReturn:
        """Refuse the row."""
        raise DataFileError(self.file, self.number, field, message)

    def has(self, field: str) -> bool:
        """Say whether a field is there and holds something."""
        return self.values.get(field) not in (None, "")

    def needed(self, field: str) -> Any:
        """Return a value that must be there."""
        if field not in self.values:
            self.fail(field, _("ce champ est obligatoire."))
        return self.values[field]

    def text(self, field: str) -> str:
        """Return a text, empty when it is missing or null."""
        value = self.values.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fail(field, _("un texte est attendu."))
        return self._sound(field, value).strip()

    def texts(self, field: str) -> str:
        """Return a text, or the texts of a list joined."""
        value = self.values.get(field)
        if not isinstance(value, list):
            return self.text(field)
        if not all(isinstance(part, str) for part in value):
            self.fail(field, _("une liste de textes est attendue."))
        return " ".join(self._sound(field, part).strip() for part in value)

    def commune(self, field: str) -> str:
        """Return a name or a code of commune; a code may be written as a number."""
        value = self.values.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{self._bounded(field, value):05d}"
        return self.text(field)

    def identifier(self, field: str) -> int | str:
        """Return an identifier: a text or a whole number."""
        return self._identifier(field, self.needed(field))

    def identifiers(self, field: str) -> tuple[int | str, ...]:
        """Return a list of identifiers, repeats dropped."""
        value = self.values[field]
        if not isinstance(value, list):
            self.fail(field, _("une liste d’identifiants est attendue."))
        found = {str(one): one for one in (self._identifier(field, part) for part in value)}
        return tuple(found.values())

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """Return a value of a closed list."""
        value = self.needed(field)
        if not isinstance(value, str) or value not in allowed:
            names = {"names": _(" ou ").join(f"« {name} »" for name in allowed)}
            self.fail(field, _("%(names)s est attendu.") % names)
        return value

    def coordinate(self, field: str, most: float) -> float | None:
        """Return degrees from minus ``most`` to ``most``, or nothing."""
        value = self.values.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            self.fail(field, _("un nombre est attendu."))
        if not -most <= value <= most:
            bounds = {"least": f"-{most:g}", "most": f"{most:g}"}
            self.fail(field, _("un nombre de %(least)s à %(most)s est attendu.") % bounds)
        return float(value)

    def date(self, field: str) -> dt.date | None:
        """Return a day, or nothing; a month or a year stands for its first day."""
        text = self.text(field)
        if not text:
            return None
        full = f"{text}-01-01"[:10] if len(text) in {4, 7} else text[:10]
        try:
            return dt.date.fromisoformat(full)
        except ValueError:
            self.fail(field, _("une date comme 2026-11-01 est attendue."))

    def _identifier(self, field: str, value: object) -> int | str:
        if isinstance(value, int) and not isinstance(value, bool):
            return self._bounded(field, value)
        if not isinstance(value, str) or not value:
            self.fail(field, _("un identifiant est attendu : un texte ou un nombre entier."))
        return self._sound(field, value)

    def _bounded(self, field: str, value: int) -> int:
        if abs(value) >= 10**MOST_DIGITS:
            most = {"most": MOST_DIGITS}
            self.fail(field, _("un nombre de %(most)s chiffres au plus est attendu.") % most)
        return value

    def _sound(self, field: str, value: str) -> str:
        if len(value) > LONGEST:
            self.fail(field, _("%(longest)s caractères au plus.") % {"longest": LONGEST})
        if any("\ud800" <= char <= "\udfff" for char in value):
            self.fail(field, _("un caractère est invalide : « %s ».") % printable(value))
        return value


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def read_list(
    path: Path,
    content: dict[str, Any],
    name: str,
    read: Callable[[CaseRow], Read],
    told: list[tuple[str, str]] | None = None,
    *,
    optional: bool = False,
) -> list[Read]:
    """Read a list of objects of a file, each by ``read``; an absent one is empty if optional.

    What is left out without being refused is added to ``told``.
    """
    value = content.get(name)
    if value is None and optional:
        return []
    if not isinstance(value, list):
        fail(path, _("une liste est attendue."), field=name)
    file = f"{path.name}, {name}"
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict):
            raise DataFileError(file, number, "", _("un objet est attendu."))
    kept: list[tuple[str, str]] = [] if told is None else told
    return [read(CaseRow(file, number, row, kept)) for number, row in enumerate(value, 1)]


def refuse_doubles(path: Path, name: str, found: list[int | str]) -> None:
    """Refuse an identifier that is there twice; a number and the same text are one."""
    seen: set[str] = set()
    for number, identifier in enumerate(found, 1):
        if str(identifier) in seen:
            message = _("« %(value)s » y est deux fois.") % {"value": str(identifier)[:80]}
            raise DataFileError(f"{path.name}, {name}", number, "id", message)
        seen.add(str(identifier))
