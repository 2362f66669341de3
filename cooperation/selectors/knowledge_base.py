"""The knowledge as the staff browse it: rows, who uses what, amendments, and texts tried out."""

import csv
import io
from dataclasses import dataclass

from cooperation import knowledge
from cooperation.enums import AmendedFile
from cooperation.knowledge import Resolution, TradeResolution, fold, overlay
from cooperation.models import KnowledgeAmendment

MOST_TEXT = 400
"""Characters of a text that are read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: a code, its French label and what else tells it apart."""

    code: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What a text was recognised as."""

    text: str
    resources: tuple[Resolution, ...]
    trades: tuple[TradeResolution, ...]


def entries(subject: str, search: str) -> list[Entry]:
    """Return the rows of a subject whose code or wordings hold every word searched, by code."""
    words = fold(search).split()
    return [entry for entry, wording in _all(subject) if all(word in wording for word in words)]


def _all(subject: str) -> list[tuple[Entry, str]]:
    known = knowledge.load()
    if subject == AmendedFile.TRANSFORMATION:
        rows = [
            (row.code, row.label, ", ".join(row.inputs)) for row in known.transformations.values()
        ]
    elif subject == AmendedFile.TRADE:
        rows = [(row.code, row.label, ", ".join(row.words)) for row in known.trades.values()]
    else:
        rows = [(row.code, row.label, ", ".join(row.synonyms)) for row in known.resources.values()]
    return [(Entry(*row), fold(" ".join(row))) for row in rows]


def exists(subject: str, code: str) -> bool:
    """Say whether a row is in the knowledge in force."""
    known = knowledge.load()
    tables = {
        AmendedFile.RESOURCE: known.resources,
        AmendedFile.TRANSFORMATION: known.transformations,
        AmendedFile.TRADE: known.trades,
    }
    return code in tables[AmendedFile(subject)]


def columns_of(subject: str, files: dict[str, str]) -> list[str]:
    """Return the columns of a subject in the data files, the code left out."""
    name = next(name for name in sorted(files) if overlay.table_of(name) == subject)
    header = next(csv.reader(io.StringIO(files[name])))
    return [column for column in header if column != "code"]


def values_of(subject: str, code: str, files: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row as the data files write them; nothing when it is not there."""
    for name in sorted(files):
        if overlay.table_of(name) == subject:
            for row in csv.DictReader(io.StringIO(files[name])):
                if row["code"] == code:
                    return row
    return {}


def users_of(subject: str, code: str) -> list[tuple[str, Entry]]:
    """Return what rests on a resource: its children, the know-hows and the trades that name it."""
    if subject != AmendedFile.RESOURCE:
        return []
    known = knowledge.load()
    found = [
        (str(AmendedFile.RESOURCE), Entry(key, known.resources[key].label, ""))
        for key in known.children(code)
    ]
    found += [
        (str(AmendedFile.TRANSFORMATION), Entry(row.code, row.label, ""))
        for row in known.transformations.values()
        if code in {*row.inputs, *row.outputs}
    ]
    found += [
        (str(AmendedFile.TRADE), Entry(row.code, row.label, ""))
        for row in known.trades.values()
        if code in {key for key, _weight in (*row.takes, *row.gives)}
    ]
    return found


def history_of(subject: str = "", code: str = "") -> "list[KnowledgeAmendment]":
    """Return the amendments, of one row or all, the newest first."""
    rows = KnowledgeAmendment.objects.select_related("author", "undone_by").order_by("-pk")
    if code:
        rows = rows.filter(subject=subject, code=code)
    return list(rows)


def tried(text: str, naf: str) -> Tried | None:
    """Recognise a text, as postings and profiles are; nothing for an empty one."""
    text, naf = text.strip()[:MOST_TEXT], naf.strip()[:10]
    if not text and not naf:
        return None
    known = knowledge.load()
    return Tried(text or naf, known.resolve(text), known.trades_for(text, naf))
