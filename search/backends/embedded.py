"""The engine inside the database in use: nothing to install, the default."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models.functions import Concat

from search.backends import sql
from search.backends.base import MAX_COMPLETIONS, Completion, SearchBackend
from search.backends.dialects import DIALECTS, Dialect
from search.documents import OrganisationDocument, plain_words
from search.fields import matched_fields, matched_words
from search.models import Document, DocumentValue
from search.query import Hit, Query, Result, clean_text, make_facets


class EmbeddedBackend(SearchBackend):
    """Documents and their facet values in two tables, their words in the full-text search."""

    name = "base de données"

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    @property
    def _dialect(self) -> Dialect:
        return DIALECTS[connections[self.using].vendor]

    def index(self, documents: Iterable[OrganisationDocument]) -> None:
        fresh = {document.id: document for document in documents}
        with transaction.atomic(using=self.using):
            self.delete(fresh)
            self._write(list(fresh.values()))

    def delete(self, ids: Iterable[int]) -> None:
        gone = list(ids)
        with transaction.atomic(using=self.using), connections[self.using].cursor() as cursor:
            self._dialect.erase(cursor, gone)
            DocumentValue.objects.using(self.using).filter(document__in=gone).delete()
            Document.objects.using(self.using).filter(pk__in=gone).delete()

    def rebuild(self, documents: Iterable[OrganisationDocument]) -> int:
        with transaction.atomic(using=self.using):
            stored = Document.objects.using(self.using).values_list("pk", "fingerprint")
            before = dict(stored)
            now = {document.id: document for document in documents}
            changed = [d for d in now.values() if before.get(d.id) != d.fingerprint]
            self.delete(before.keys() - now.keys())
            self.index(changed)
        return len(changed)

    def _write(self, documents: Sequence[OrganisationDocument]) -> None:
        rows = [_row(document) for document in documents]
        values = [
            DocumentValue(document_id=document.id, facet=facet, value=value)
            for document in documents
            for facet, codes in document.values.items()
            for value in codes
        ]
        Document.objects.using(self.using).bulk_create(rows, batch_size=500)
        DocumentValue.objects.using(self.using).bulk_create(values, batch_size=1000)
        with connections[self.using].cursor() as cursor:
            self._dialect.write(cursor, documents)

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
        chosen = rows.values_list("pk", "name", "slug")[:MAX_COMPLETIONS]
        return tuple(Completion(*row) for row in chosen)

    def _fetch(self, statement: sql.Statement) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(*statement)
            return list(cursor.fetchall())


def _row(document: OrganisationDocument) -> Document:
    latitude, longitude = document.coordinates or (None, None)
    return Document(
        organisation_id=document.id,
        name=document.name,
        slug=document.slug,
        sort_name=document.sort_name[:400],
        texts=document.all_texts,
        latitude=latitude,
        longitude=longitude,
        is_fictitious=document.is_fictitious,
        fingerprint=document.fingerprint,
    )


def _hit(query: Query, pk: int, score: float, stored: str | dict[str, str]) -> Hit:
    if not query.terms:
        return Hit(pk)
    texts: dict[str, str] = json.loads(stored) if isinstance(stored, str) else stored
    why = matched_fields(texts, query.terms)
    return Hit(pk, float(score), why, matched_words(texts, query.terms))
