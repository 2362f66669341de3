"""The engine inside the database in use: nothing to install, the default."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.functions import Concat

from search.backends import sql
from search.backends.base import MAX_COMPLETIONS, Completion, SearchBackend
from search.backends.dialects import DIALECTS, Dialect
from search.entry import Entry, Ref
from search.fields import matched_fields, matched_words
from search.models import Document, DocumentValue
from search.query import Hit, Query, Result, clean_text, make_facets
from search.words import plain_words

BATCH = 500
"""Rows a statement: SQLite bounds its parameters."""


def batched(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    """Cut into lists of at most ``size``."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some


class EmbeddedBackend(SearchBackend):
    """Documents and their facet values in two tables, their words in the full-text search."""

    name = "base de données"

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    @property
    def _dialect(self) -> Dialect:
        return DIALECTS[connections[self.using].vendor]

    def index(self, entries: Iterable[Entry]) -> None:
        fresh = {entry.ref: entry for entry in entries}
        with transaction.atomic(using=self.using):
            self.delete(fresh)
            self._write(list(fresh.values()))

    def delete(self, refs: Iterable[Ref]) -> None:
        documents = Document.objects.using(self.using)
        with transaction.atomic(using=self.using), connections[self.using].cursor() as cursor:
            for some in batched(map(str, refs), BATCH):
                gone = list(documents.filter(ref__in=some).values_list("pk", flat=True))
                self._dialect.erase(cursor, gone)
                DocumentValue.objects.using(self.using).filter(document__in=gone).delete()
                documents.filter(pk__in=gone).delete()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        with transaction.atomic(using=self.using):
            stored = Document.objects.using(self.using).values_list("ref", "fingerprint")
            before = dict(stored)
            now = {str(entry.ref): entry for entry in entries}
            changed = [row for ref, row in now.items() if before.get(ref) != row.fingerprint]
            self.delete(Ref.read(ref) for ref in before.keys() - now.keys())
            self.index(changed)
        return len(changed)

    def _write(self, entries: Sequence[Entry]) -> None:
        rows = Document.objects.using(self.using).bulk_create(map(_row, entries), batch_size=BATCH)
        numbered = {row.pk: entry for row, entry in zip(rows, entries, strict=True)}
        values = [
            DocumentValue(document_id=pk, facet=facet, value=value)
            for pk, entry in numbered.items()
            for facet, codes in entry.all_values.items()
            for value in codes
        ]
        DocumentValue.objects.using(self.using).bulk_create(values, batch_size=2 * BATCH)
        with connections[self.using].cursor() as cursor:
            self._dialect.write(cursor, numbered)

    def run(self, query: Query) -> Result:
        matching = self._dialect.matching(query)
        total = self._fetch(sql.count(query, matching))[0][0]
        query = query.on_page(min(query.page, query.last_page(total)))
        rows = self._fetch(sql.page(query, matching, self._dialect.collation)) if total else []
        counts: dict[str, dict[str, int]] = {}
        for facet, value, number in self._fetch(sql.facet_counts(query, matching)):
            counts.setdefault(facet, {})[value] = number
        return Result(
            hits=tuple(_hit(query, *row) for row in rows),
            total=total,
            page=query.page,
            page_size=query.page_size,
            facets=make_facets(counts, query.selected),
            every_term=query.every_term,
        )

    def complete(self, prefix: str) -> tuple[Completion, ...]:
        words = plain_words(clean_text(prefix))
        if not words:
            return ()
        padded = Concat(models.Value(" "), "sort_name")
        found = Document.objects.using(self.using).alias(padded=padded)
        rows = found.filter(padded__contains=f" {words}").order_by("sort_name", "pk")
        chosen = rows.values_list("ref", "title", "url")[:MAX_COMPLETIONS]
        return tuple(Completion(Ref.read(ref), *row) for ref, *row in chosen)

    def _fetch(self, statement: sql.Statement) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(*statement)
            return list(cursor.fetchall())


def _row(entry: Entry) -> Document:
    latitude, longitude = entry.coordinates or (None, None)
    return Document(
        ref=str(entry.ref),
        kind=entry.ref.kind,
        title=entry.title,
        url=entry.url,
        sort_name=entry.sort_name[:400],
        texts=entry.all_texts,
        latitude=latitude,
        longitude=longitude,
        day=entry.day,
        is_fictitious=entry.is_fictitious,
        version=entry.version,
        fingerprint=entry.fingerprint,
    )


def _hit(query: Query, ref: str, score: float, stored: str | dict[str, str]) -> Hit:
    if not query.terms:
        return Hit(Ref.read(ref))
    texts: dict[str, str] = json.loads(stored) if isinstance(stored, str) else stored
    why = matched_fields(texts, query.terms)
    return Hit(Ref.read(ref), float(score), why, matched_words(texts, query.terms))
