"""Strict reading of a data file: every error names the file, the row and the field."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from .types import KnowledgeError

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data file, read field by field."""

    file: str
    number: int
    values: dict[str, str]

    def fail(self, field: str, problem: str) -> NoReturn:
        """Refuse the row.

        Raises
        ------
        KnowledgeError
            Always.
        """
        raise KnowledgeError(self.file, self.number, field, problem)

    def text(self, field: str, *, default: str | None = None) -> str:
        """Give a text, or a default if the field is empty; without a default it is required."""
        value = self.values[field] or default
        if value is None:
            self.fail(field, "missing")
        return value

    def parts(self, field: str) -> tuple[str, ...]:
        """Give the parts of a list; an empty part or a repeat is refused."""
        if not self.values[field]:
            return ()
        found = tuple(self.values[field].split(SEPARATOR))
        if any(not part or part != part.strip() for part in found):
            self.fail(field, "empty part, or spaces around a part")
        if len(set(found)) < len(found):
            self.fail(field, "the same part twice")
        return found

    def matching(self, field: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Read a list of codes of a given form."""
        for part in self.parts(field):
            if not pattern.fullmatch(part):
                self.fail(field, f"{part!r} is malformed")
        return self.parts(field)

    def number_of(self, field: str, value: str) -> Fraction:
        """Read a positive number: ``12``, ``0.25`` or ``1/3``."""
        try:
            number = Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(field, f"{value!r} is not a number")
        if number <= 0:
            self.fail(field, f"{value!r} is not positive")
        return number

    def whole(self, field: str, value: str, most: int) -> int:
        """Read a whole number from 0 to ``most``."""
        if not value.isascii() or not value.isdigit() or int(value) > most:
            self.fail(field, f"{value!r} is not a whole number from 0 to {most}")
        return int(value)

    def pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        """Read a list of ``key=value``; a repeated key is refused."""
        found = tuple(part.partition("=") for part in self.parts(field))
        for key, sign, value in found:
            if not (key and sign and value):
                self.fail(field, f"{key!r} is not key=value")
        if len({key for key, _, _ in found}) < len(found):
            self.fail(field, "the same key twice")
        return tuple((key, value) for key, _, value in found)

    def weighted(self, field: str, known: Callable[[str], bool]) -> tuple[tuple[str, int], ...]:
        """Read a list of ``code=weight``, the codes known and the weights from 1 to 1000."""
        found = tuple((key, self.whole(field, value, 1000)) for key, value in self.pairs(field))
        for key, weight in found:
            if not known(key):
                self.fail(field, f"{key!r} is unknown")
            if weight == 0:
                self.fail(field, f"{key!r} weighs nothing")
        return found

    def known(self, field: str, known: Callable[[str], bool]) -> tuple[str, ...]:
        """Read a list of codes that must be known."""
        for part in self.parts(field):
            if not known(part):
                self.fail(field, f"{part!r} is unknown")
        return self.parts(field)


def read(
    file: str, content: str, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[Row]:
    """Read a CSV file whose header is ``columns`` and whose first column is unique.

    Parameters
    ----------
    file : str
        Name, for the errors.
    content : str
        The file.
    columns : tuple of str
        Expected header.
    optional : tuple of str
        Columns that the header may have after them, in this order; empty when missing.

    Yields
    ------
    Row
        In the order of the file.

    Raises
    ------
    KnowledgeError
        If the header or a row is not as expected.
    """
    lines = _lines(file, content)
    header = tuple(lines[0]) if lines else ()
    more = header[len(columns) :]
    if header[: len(columns)] != columns or more != tuple(c for c in optional if c in more):
        raise KnowledgeError(file, 1, "", f"the header must be {','.join(columns + optional)}")
    absent = dict.fromkeys(optional, "")
    seen: set[str] = set()
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(header):
            raise KnowledgeError(file, number, "", f"{len(cells)} fields, {len(header)} expected")
        row = Row(file, number, absent | dict(zip(header, cells, strict=True)))
        for field, cell in row.values.items():
            if cell != cell.strip():
                row.fail(field, "spaces around the value")
        if row.text(columns[0]) in seen:
            row.fail(columns[0], f"{row.text(columns[0])!r} is there twice")
        seen.add(row.text(columns[0]))
        yield row


def _lines(file: str, content: str) -> list[list[str]]:
    """Cut a CSV file into rows of cells."""
    try:
        return list(csv.reader(io.StringIO(content), strict=True))
    except csv.Error as error:
        raise KnowledgeError(file, 0, "", f"not a CSV file: {error}") from error
