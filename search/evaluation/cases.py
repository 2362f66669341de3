"""Judged cases of a file: documents, and queries with what is expected."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cooperation.services.evaluation.decoding import decode_object
from cooperation.services.evaluation.rows import CaseRow, read_list, refuse_doubles
from search.entry import Entry, EntryKind, Ref

Identifier = int | str


@dataclass(frozen=True, slots=True)
class Case:
    """A query, and the documents that answer it."""

    id: Identifier
    text: str
    expected: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A file of cases: each document as an entry whose key is its number, from 0."""

    ids: tuple[Identifier, ...]
    entries: tuple[Entry, ...]
    queries: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    id: Identifier
    title: str
    text: str
    aliases: str


def read_cases(path: Path) -> Cases:
    """Read and check a file of cases; keys that it does not know are ignored.

    Raises
    ------
    DataFileError
        At the first fault; names the list, the row and the field.
    """
    content = decode_object(path, _("un objet est attendu, avec « documents » et « queries »."))
    documents = read_list(path, content, "documents", _document)
    refuse_doubles(path, "documents", [row.id for row in documents])
    queries = read_list(path, content, "queries", _query)
    refuse_doubles(path, "queries", [row.id for row in queries])
    entries = tuple(_entry(number, row) for number, row in enumerate(documents))
    return Cases(tuple(row.id for row in documents), entries, tuple(queries))


def _document(row: CaseRow) -> _Document:
    row.needed("title")
    identifier = row.identifier("id")
    return _Document(identifier, row.text("title"), row.text("text"), _aliases(row))


def _aliases(row: CaseRow) -> str:
    """Return the other names, apart from each other; absent or null, none."""
    value = row.values.get("aliases")
    if not isinstance(value, list):
        return row.text("aliases")
    if not all(isinstance(part, str) for part in value):
        row.fail("aliases", _("une liste de textes est attendue."))
    return " ; ".join(part.strip() for part in value)


def _query(row: CaseRow) -> Case:
    row.needed("expected")
    return Case(row.identifier("id"), row.text("text"), row.identifiers("expected"))


def _entry(number: int, row: _Document) -> Entry:
    ref = Ref(EntryKind.ORGANISATION, str(number))
    return Entry(ref, row.title, texts={"keywords": row.aliases, "summary": row.text})
