"""Amendments laid over the data files: rows added, changed or removed, then read as any other.

The data files stay as they are; staff's amendments come after them, in order. The result is data
files again, so that the same reading and the same checks hold, and an error names the amendment
and its field: the file of a :class:`KnowledgeError` is then ``amendments`` and its row is the
place of the amendment, from 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, NoReturn

from . import checks, loading
from .checks import RESOURCE, TRADE, TRANSFORMATION
from .facade import Knowledge
from .tables import SEPARATOR
from .types import KnowledgeError

FILE = "amendments"
ADD, CHANGE, REMOVE = "add", "change", "remove"
NEW_RESOURCES = f"{loading.RESOURCES}amended.csv"
NEW_TRADES = f"{loading.TRADES}amended.csv"
USES = {
    RESOURCE: ("substitutes",),
    TRANSFORMATION: ("inputs", "outputs"),
    TRADE: ("takes", "gives"),
}
"""Columns that name resources, by table."""

Contents = Mapping[str, str]
Place = tuple[str, int]
"""A file, and a row in it as errors number them."""


class Amendment(NamedTuple):
    """A change to a row.

    Attributes
    ----------
    table : str
        ``resource``, ``transformation`` or ``trade``.
    code : str
        Row.
    action : str
        ``add``, ``change`` or ``remove``.
    values : mapping
        Column → value, as in the data files; what is not given stays, or is empty in a new row.
    """

    table: str
    code: str
    action: str
    values: Mapping[str, str]


def overlay(contents: Contents, amendments: Sequence[Amendment]) -> dict[str, str]:
    """Lay amendments over data files.

    Parameters
    ----------
    contents : mapping
        Name → content, as :func:`~cooperation.knowledge.loading.data_files` gives them.
    amendments : sequence of Amendment
        In order: a later one sees the earlier ones. Plain tuples will do.

    Returns
    -------
    dict
        New data files; those given are not changed.

    Raises
    ------
    KnowledgeError
        An unknown table, action, column or code, a code already there, or the removal of a
        resource that others use (they are listed).
    """
    return _laid(contents, amendments)[0]


def amended(contents: Contents, amendments: Sequence[Amendment]) -> Knowledge:
    """Lay amendments over data files, then read and check the result.

    Raises
    ------
    KnowledgeError
        As :func:`overlay`; or the first fault or problem of the result. One that comes from an
        amendment names it: the file is ``amendments``, the row its place from 1.
    """
    files, origins = _laid(contents, amendments)
    try:
        knowledge = loading.parse(files)
    except KnowledgeError as error:
        place = origins.get((error.file, error.row))
        if place is None:
            raise
        raise KnowledgeError(FILE, place, error.field, error.problem) from error
    places = {(row[0], row[1]): place for place, row in enumerate(amendments, start=1)}
    for found in checks.problems(knowledge):
        place = places.get((found.table, found.code), 0)
        raise KnowledgeError(FILE, place, found.field, f"{found.code}: {found.problem}")
    return knowledge


def _laid(
    contents: Contents, amendments: Sequence[Amendment]
) -> tuple[dict[str, str], dict[Place, int]]:
    """Lay amendments, and tell which one wrote each row it wrote."""
    book = _Book(contents)
    for place, given in enumerate(amendments, start=1):
        _Step(book, place, Amendment(*given)).apply()
    return book.written()


class _Line:
    """A row of a table: its cells, and the amendment that wrote it last (0 for none)."""

    __slots__ = ("cells", "place")

    def __init__(self, cells: dict[str, str], place: int = 0) -> None:
        self.cells, self.place = cells, place


class _Book:
    """The tables of the data files that amendments may change."""

    def __init__(self, contents: Contents) -> None:
        self.contents = dict(contents)
        self.headers: dict[str, list[str]] = {}
        self.tables: dict[str, list[_Line]] = {}
        self.touched: set[str] = set()
        for file in sorted(contents):
            if table_of(file):
                self._read(file)

    def _read(self, file: str) -> None:
        """Cut a file into lines, the code first; what is not a table is left to the parser."""
        header, *rows = list(csv.reader(io.StringIO(self.contents[file]))) or [[]]
        self.headers[file] = header
        self.tables[file] = [_Line(dict(zip(header, row, strict=False))) for row in rows]

    def files(self, table: str) -> list[str]:
        """Give the files of a table."""
        return [file for file in self.tables if table_of(file) == table]

    def lines(self, table: str) -> Iterator[tuple[str, int, _Line]]:
        """Go through the rows of a table: file, position, row."""
        for file in self.files(table):
            for position, line in enumerate(self.tables[file]):
                yield file, position, line

    def find(self, table: str, code: str) -> tuple[str, int, _Line] | None:
        """Find a row."""
        return next((row for row in self.lines(table) if row[2].cells.get("code") == code), None)

    def users(self, code: str) -> list[str]:
        """List who uses a resource: those under it, then the rows that name it."""
        named = [
            line.cells["code"]
            for table, columns in USES.items()
            for _, _, line in self.lines(table)
            if any(_names(line.cells.get(column, ""), code) for column in columns)
        ]
        every = (line.cells["code"] for _, _, line in self.lines(RESOURCE))
        return [*(row for row in every if row.startswith(f"{code}.")), *named]

    def written(self) -> tuple[dict[str, str], dict[Place, int]]:
        """Write the tables back, and tell which amendment wrote each row."""
        files = dict(self.contents)
        origins: dict[Place, int] = {}
        for file, lines in self.tables.items():
            if file in self.touched:
                files[file] = _written(self.headers[file], lines)
            origins |= {
                (file, number): line.place for number, line in enumerate(lines, 2) if line.place
            }
        return files, origins


class _Step:
    """One amendment, being laid."""

    def __init__(self, book: _Book, place: int, given: Amendment) -> None:
        self.book, self.place, self.given = book, place, given

    def apply(self) -> None:
        """Add, change or remove the row."""
        actions = {ADD: self._add, CHANGE: self._change, REMOVE: self._remove}
        if self.given.table not in USES:
            self._fail("table", f"{self.given.table!r} is not a table")
        if self.given.action not in actions:
            self._fail("action", f"{self.given.action!r} is not an action")
        actions[self.given.action]()

    def _fail(self, field: str, problem: str) -> NoReturn:
        """Refuse the amendment."""
        raise KnowledgeError(FILE, self.place, field, problem)

    def _add(self) -> None:
        """Add a row after the others of its branch."""
        if self.book.find(self.given.table, self.given.code):
            self._fail("code", f"{self.given.code!r} is already there")
        file = self._home()
        empty = dict.fromkeys(self.book.headers[file], "")
        line = _Line(empty | self._values(file) | {"code": self.given.code}, self.place)
        self.book.tables[file].append(line)
        self.book.touched.add(file)

    def _change(self) -> None:
        """Change the cells given; the code stays."""
        file, _, line = self._found()
        line.cells |= self._values(file)
        line.place = self.place
        self.book.touched.add(file)

    def _remove(self) -> None:
        """Remove a row that nobody uses."""
        file, position, _ = self._found()
        users = self.book.users(self.given.code) if self.given.table == RESOURCE else []
        if users:
            self._fail("code", f"{self.given.code!r} is used by {', '.join(users)}")
        del self.book.tables[file][position]
        self.book.touched.add(file)

    def _found(self) -> tuple[str, int, _Line]:
        """Find the row, which must be there."""
        found = self.book.find(self.given.table, self.given.code)
        if found is None:
            self._fail("code", f"{self.given.code!r} is unknown")
        return found

    def _values(self, file: str) -> dict[str, str]:
        """Give the cells, whose columns must be known and whose code must be the row's."""
        for column, value in self.given.values.items():
            if column not in self.book.headers[file]:
                self._fail(column, "unknown column")
            if column == "code" and value != self.given.code:
                self._fail(column, "a code does not change")
        return dict(self.given.values)

    def _home(self) -> str:
        """Give the file where a new row goes: with its branch, or a file of its own."""
        table, code = self.given.table, self.given.code
        if table == TRANSFORMATION:
            return loading.TRANSFORMATIONS
        if table == RESOURCE:
            above = self.book.find(RESOURCE, code.rpartition(".")[0])
            return above[0] if above else self._new(RESOURCE, NEW_RESOURCES)
        return self._new(TRADE, NEW_TRADES)

    def _new(self, table: str, file: str) -> str:
        """Open the file of what has no home, with the header of the first of its table."""
        files = self.book.files(table)
        if not files:
            self._fail("table", "no file of it to add to")
        self.book.headers.setdefault(file, self.book.headers[files[0]])
        self.book.tables.setdefault(file, [])
        return file


def table_of(file: str) -> str:
    """Tell which table a data file is of; nothing when amendments do not change it."""
    if file == loading.TRANSFORMATIONS:
        return TRANSFORMATION
    folders = {loading.RESOURCES: RESOURCE, loading.TRADES: TRADE}
    return next((table for folder, table in folders.items() if file.startswith(folder)), "")


def _names(cell: str, code: str) -> bool:
    """Tell whether a list of codes, or of ``code=weight``, names one."""
    return any(part.partition("=")[0] == code for part in cell.split(SEPARATOR))


def _written(header: Sequence[str], lines: Sequence[_Line]) -> str:
    """Write a table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([line.cells.get(column, "") for column in header] for line in lines)
    return out.getvalue()
