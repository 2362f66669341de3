"""Writing the index of the database: in batches, in one transaction, newer over older only.

Whoever writes locks the one row of the state first, so that the counts of words stay exact.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from search.backends import counting
from search.backends.base import MAX_START, Progress
from search.backends.dialects import DIALECTS, Dialect
from search.backends.sql import marks, on_sphere
from search.backends.tally import packed
from search.entry import Entry, Ref
from search.models import Document

BATCH = 500
"""Rows a statement: databases bound their parameters."""
MAX_NAME = 400
Item = TypeVar("Item")


def batched(rows: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """Cut into lists of at most ``size``."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


@dataclass
class Pen:
    """A transaction that writes, and the change it makes to the counts of words."""

    using: str
    cursor: CursorWrapper
    change: counting.Change = field(default_factory=counting.Change)

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[connections[self.using].vendor]

    def lock(self) -> None:
        """Wait for the other writers, and say that the index changes: one row, that all write."""
        self.run("UPDATE search_state SET stamp = %s", [uuid.uuid4().hex])

    def run(self, statement: str, parameters: Sequence[Any]) -> None:
        self.cursor.execute(statement, parameters)

    def stored(self, refs: Iterable[str]) -> dict[str, Document]:
        rows = Document.objects.using(self.using).filter(ref__in=list(refs))
        return {row.ref: row for row in rows}

    def graves(self, refs: Sequence[str]) -> dict[str, int]:
        """Give the version at which some entries were deleted."""
        sql = f"SELECT ref, version FROM search_tombstone WHERE ref IN ({marks(refs)})"  # noqa: S608
        self.run(sql, refs)
        return dict(self.cursor.fetchall())

    def erase(self, rows: Sequence[Document]) -> None:
        """Forget documents, and their words."""
        ids = [row.pk for row in rows]
        self.dialect.erase(self.cursor, ids)
        self.cursor.executemany("DELETE FROM search_fact WHERE id = %s", [(pk,) for pk in ids])
        sql = "DELETE FROM search_start WHERE leads = %s AND start = %s AND ref = %s"
        gone = [(leads, start, row.ref) for row in rows for leads, start in starts(row.sort_name)]
        self.cursor.executemany(sql, gone)
        Document.objects.using(self.using).filter(pk__in=ids).delete()

    def sweep(self) -> None:
        """Forget words, facts and starts of titles whose document is not there any more."""
        number = self.dialect.number
        for table, column, known in (
            ("search_text", number, "id"),
            ("search_fact", "id", "id"),
            ("search_start", "ref", "ref"),
        ):
            kept = f"SELECT {known} FROM search_document"  # noqa: S608 - our own names
            self.run(f"DELETE FROM {table} WHERE {column} NOT IN ({kept})", [])  # noqa: S608

    def write(self, entries: Sequence[Entry]) -> None:
        """Store entries that are not."""
        made = Document.objects.using(self.using).bulk_create(map(_row, entries))
        numbered = {row.pk: entry for row, entry in zip(made, entries, strict=True)}
        self.dialect.write(self.cursor, numbered)
        self.cursor.executemany(
            "INSERT INTO search_fact (id, ref, sort_name, codes, x, y, z, day) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [_fact(row.pk, row, numbered[row.pk]) for row in made],
        )
        self.cursor.executemany(
            "INSERT INTO search_start (leads, start, ref, sort_name, kind) "
            "VALUES (%s, %s, %s, %s, %s)",
            [(*s, row.ref, row.sort_name, row.kind) for row in made for s in starts(row.sort_name)],
        )

    def replace(self, entries: Sequence[Entry], stored: Mapping[str, Document]) -> None:
        """Store entries in place of their former selves; what has not changed is left alone."""
        newer: dict[int, list[int]] = {}
        for entry in entries:
            row = stored.get(str(entry.ref))
            if row and _is_same(entry, stored) and row.version != entry.version:
                newer.setdefault(entry.version, []).append(row.pk)
        for version, ids in newer.items():
            Document.objects.using(self.using).filter(pk__in=ids).update(version=version)
        changed = [e for e in entries if not _is_same(e, stored)]
        self.erase([stored[str(e.ref)] for e in changed if str(e.ref) in stored])
        self.write(changed)

    def unbury(self, refs: Sequence[str]) -> None:
        if not refs:
            return
        sql = f"DELETE FROM search_tombstone WHERE ref IN ({marks(refs)})"  # noqa: S608
        self.run(sql, refs)

    def bury(self, refs: Sequence[str], version: int) -> None:
        """Remember that entries were deleted, for older writes that would come late."""
        sql = (
            "INSERT INTO search_tombstone (ref, version) VALUES (%s, %s) "
            "ON CONFLICT (ref) DO UPDATE SET version = excluded.version "
            "WHERE excluded.version > search_tombstone.version"
        )
        self.cursor.executemany(sql, [(ref, version) for ref in refs])


def index(using: str, entries: Iterable[Entry]) -> None:
    """Store entries, in place of their former selves unless these are newer."""
    latest: dict[str, Entry] = {}
    for entry in entries:
        known = latest.get(str(entry.ref))
        if known is None or known.version <= entry.version:
            latest[str(entry.ref)] = entry
    if not latest:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        pen = Pen(using, cursor)
        pen.lock()
        for some in batched(latest):
            stored, graves = pen.stored(some), pen.graves(some)
            allowed = [ref for ref in some if _version(ref, stored, graves) <= latest[ref].version]
            changed = [latest[ref] for ref in allowed if not _is_same(latest[ref], stored)]
            pen.change.forget(stored[str(e.ref)] for e in changed if str(e.ref) in stored)
            pen.change.learn(changed)
            pen.replace([latest[ref] for ref in allowed], stored)
            pen.unbury([ref for ref in allowed if ref in graves])
        counting.apply(using, cursor, pen.change)


def delete(using: str, refs: Iterable[Ref], version: int | None) -> None:
    """Forget entries, those newer than the version left alone."""
    asked = sorted({str(ref) for ref in refs})
    if not asked:
        return
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        pen = Pen(using, cursor)
        pen.lock()
        for some in batched(asked):
            stored = pen.stored(some)
            gone = [r for r in stored.values() if version is None or r.version <= version]
            pen.change.forget(gone)
            pen.erase(gone)
            if version is not None:
                newer = stored.keys() - {row.ref for row in gone}
                pen.bury([ref for ref in some if ref not in newer], version)
        counting.apply(using, cursor, pen.change)


def sweep(using: str) -> None:
    """Forget what is left of documents that went without their words, as in a damaged index."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        pen = Pen(using, cursor)
        pen.lock()
        pen.sweep()


def rebuild(using: str, entries: Iterable[Entry], progress: Progress | None) -> int:
    """Write what differs, forget the rest, count the words again: in one transaction."""
    written = done = 0
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        pen = Pen(using, cursor)
        pen.lock()
        pen.sweep()
        documents = Document.objects.using(using)
        before = dict(documents.values_list("ref", "pk"))
        counts = counting.Change()
        for some in batched(entries):
            latest = {str(entry.ref): entry for entry in some}
            stored, graves = pen.stored(latest), pen.graves(list(latest))
            allowed = [
                entry
                for ref, entry in latest.items()
                if not entry.version or entry.version >= _version(ref, stored, graves)
            ]
            refused = latest.keys() - {str(entry.ref) for entry in allowed}
            counts.learn(allowed)
            counts.remember(stored[ref] for ref in refused if ref in stored)
            written += sum(not _is_same(entry, stored) for entry in allowed)
            pen.replace(allowed, stored)
            pen.unbury([str(entry.ref) for entry in allowed if str(entry.ref) in graves])
            for ref in latest:
                before.pop(ref, None)
            done += len(some)
            if progress:
                progress(done)
        for gone in batched(before):
            pen.erase(list(documents.filter(ref__in=gone)))
        counting.replace(using, cursor, counts)
    return written


def starts(sort_name: str) -> list[tuple[int, str]]:
    """Give what a title is completed from: itself, then from each of its other words, once."""
    words = sort_name.split()
    inside = {" ".join(words[n:])[:MAX_START] for n in range(1, len(words))}
    return [(1, sort_name[:MAX_START]), *((0, text) for text in sorted(inside))]


def _version(ref: str, stored: Mapping[str, Document], graves: Mapping[str, int]) -> int:
    row = stored.get(ref)
    return max(row.version if row else 0, graves.get(ref, 0))


def _is_same(entry: Entry, stored: Mapping[str, Document]) -> bool:
    row = stored.get(str(entry.ref))
    return row is not None and row.fingerprint == entry.fingerprint


def _row(entry: Entry) -> Document:
    latitude, longitude = entry.coordinates or (None, None)
    return Document(
        ref=str(entry.ref),
        kind=entry.ref.kind,
        title=entry.title,
        url=entry.url,
        sort_name=entry.sort_name[:MAX_NAME],
        texts=entry.all_texts,
        latitude=latitude,
        longitude=longitude,
        day=entry.day,
        is_fictitious=entry.is_fictitious,
        version=entry.version,
        fingerprint=entry.fingerprint,
    )


def _fact(pk: int, row: Document, entry: Entry) -> tuple[Any, ...]:
    point = on_sphere(*entry.coordinates) if entry.coordinates else (None, None, None)
    day = entry.day.toordinal() if entry.day else None
    return (pk, row.ref, row.sort_name, packed(entry.all_values), *point, day)
