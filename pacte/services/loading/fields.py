"""A row of a data file, read field by field: each refusal names the row and the field."""

import datetime as dt
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from pacte.services.loading.errors import DataFileError


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data file."""

    file: str
    number: int
    values: Mapping[str, Any]

    def fail(self, field: str, message: str) -> NoReturn:
        """Refuse the row."""
        raise DataFileError(self.file, self.number, field, message)

    def has(self, field: str) -> bool:
        """Say whether a field is filled."""
        return self.values.get(field) not in (None, "", [])

    def text(self, field: str, *, longest: int = 300, default: str | None = None) -> str:
        """Return a text; without a default it is required."""
        if not self.has(field):
            return self._default(field, default)
        value = self.values[field]
        if not isinstance(value, str):
            self.fail(field, _("un texte est attendu."))
        if value != value.strip():
            self.fail(field, _("il y a des espaces autour de la valeur."))
        if len(value) > longest:
            self.fail(field, _("%(longest)s caractères au plus.") % {"longest": longest})
        return value

    def _default(self, field: str, default: str | None) -> str:
        if default is None:
            self.fail(field, _("ce champ est obligatoire."))
        return default

    def choice(self, field: str, allowed: Collection[str], *, default: str | None = None) -> str:
        """Return a value of a closed list."""
        value = self.text(field, default=default)
        if value != default:
            self._check(field, value, allowed)
        return value

    def choices(self, field: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Return several values of a closed list, none twice."""
        found = self.texts(field)
        for value in found:
            self._check(field, value, allowed)
        return found

    def _check(self, field: str, value: str, allowed: Collection[str]) -> None:
        if value not in allowed:
            self.fail(field, _("« %(value)s » est inconnu.") % {"value": value[:80]})

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts: a JSON list, or parts joined by ``|`` in a CSV file."""
        if not self.has(field):
            return ()
        value = self.values[field]
        found = value.split("|") if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
            self.fail(field, _("une liste de textes est attendue."))
        if len(set(found)) < len(found):
            self.fail(field, _("la même valeur y est deux fois."))
        return tuple(found)

    def amount(self, field: str, least: float, most: float) -> float:
        """Return a finite number within bounds."""
        value = self.values.get(field)
        try:
            found = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):
            found = math.nan
        if not math.isfinite(found):
            self.fail(field, _("un nombre est attendu."))
        if not least <= found <= most:
            bounds = {"least": f"{least:g}", "most": f"{most:g}"}
            self.fail(field, _("un nombre de %(least)s à %(most)s est attendu.") % bounds)
        return found

    def whole(self, field: str, least: int, most: int) -> int | None:
        """Return a whole number within bounds, or nothing when the field is empty."""
        if not self.has(field):
            return None
        found = self.amount(field, least, most)
        if not found.is_integer():
            self.fail(field, _("un nombre entier est attendu."))
        return int(found)

    def decimal(self, field: str) -> Decimal | None:
        """Return a positive or null decimal, or nothing when the field is empty."""
        if not self.has(field):
            return None
        try:
            found = Decimal(str(self.values[field]))
        except InvalidOperation:
            self.fail(field, _("un nombre est attendu."))
        if not found.is_finite() or not 0 <= found < 10**10:
            self.fail(field, _("un nombre positif est attendu."))
        return found

    def flag(self, field: str) -> bool:
        """Return yes or no; empty is no."""
        value = self.values.get(field)
        if isinstance(value, bool):
            return value
        if value not in (None, "", "oui", "non"):
            self.fail(field, _("« oui » ou « non » est attendu."))
        return value == "oui"

    def date(self, field: str) -> dt.date | None:
        """Return a date, or nothing when the field is empty."""
        if not self.has(field):
            return None
        try:
            return dt.date.fromisoformat(self.text(field))
        except ValueError:
            self.fail(field, _("une date comme 2026-11-01 est attendue."))
