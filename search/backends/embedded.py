"""The engine inside the database in use: nothing to install, the default."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from search import evidence, vocabulary
from search.backends import outline, sql, writing
from search.backends.base import Completion, Progress, SearchBackend, Stored
from search.backends.dialects import DIALECTS, Dialect, Tokens
from search.backends.outline import Outline, Row
from search.entry import Entry, EntryKind, Ref
from search.fields import FIELDS
from search.models import Document
from search.query import Hit, Query, Result, make_facets
from search.ranking import WINDOW, Candidate, Frequencies, rank, terms

NO_TOKENS = ("",) * len(FIELDS)


class EmbeddedBackend(SearchBackend):
    """Documents and their facts in two tables, their words in the full-text search."""

    name = "base de données"

    def __init__(self, using: str = DEFAULT_DB_ALIAS) -> None:
        self.using = using

    @property
    def _dialect(self) -> Dialect:
        return DIALECTS[connections[self.using].vendor]

    def index(self, entries: Iterable[Entry]) -> None:
        writing.index(self.using, entries)

    def delete(self, refs: Iterable[Ref], version: int | None = None) -> None:
        writing.delete(self.using, refs, version)

    def rebuild(self, entries: Iterable[Entry], progress: Progress | None = None) -> int:
        return writing.rebuild(self.using, entries, progress)

    def sweep(self) -> None:
        writing.sweep(self.using)

    def stored(self, kind: EntryKind | None = None) -> Stored:
        rows = Document.objects.using(self.using)
        rows = rows.filter(kind=kind) if kind else rows
        found = rows.values_list("ref", "version", "fingerprint")
        return {Ref.read(ref): (version, fingerprint) for ref, version, fingerprint in found}

    def frequencies(self, tokens: Iterable[str]) -> Frequencies:
        return vocabulary.frequencies(tokens, self.using)

    def tokens_of(self, ref: Ref) -> Mapping[str, str] | None:
        pk = Document.objects.using(self.using).filter(ref=str(ref)).values_list("pk", flat=True)
        with connections[self.using].cursor() as cursor:
            found = self._dialect.tokens(cursor, list(pk)) if pk else {}
        return next((dict(zip(FIELDS, texts, strict=True)) for texts in found.values()), None)

    def completed(self, words: str, kinds: Sequence[str], limit: int) -> tuple[Completion, ...]:
        told = self._fetch(*sql.completion(words, kinds, limit))
        found = {row[2]: row for row in sorted(told, reverse=True)}
        rows = sorted(found.values())[:limit]
        return tuple(Completion(Ref.read(ref), title, url) for _, _, ref, title, url in rows)

    def run(self, query: Query) -> Result:
        known = Frequencies()
        if query.clauses:
            known = self.frequencies(t for clause in query.clauses for t in clause.tokens)
        kept = self._outline(query, known)
        query = query.on_page(min(query.page, query.last_page(kept.total)))
        return Result(
            hits=self._hits(query, kept, known),
            total=kept.total,
            page=query.page,
            page_size=query.page_size,
            facets=make_facets(kept.counts, query.selected, query.counted),
            every_term=query.every_term,
        )

    def _outline(self, query: Query, known: Frequencies) -> Outline:
        """Give what a query keeps, in the order of the engine."""
        if query.clauses:
            return self._read(query, known)
        key = (self.using, vocabulary.stamp(self.using), query.key)
        return outline.remembered(key, lambda: self._read(query, known))

    def _read(self, query: Query, known: Frequencies) -> Outline:
        rows: list[Row] = self._fetch(*sql.facts(query, self._dialect.source(query)))
        made = outline.select(rows, query)
        if not query.ranked:
            return outline.ordered(made, query)
        points = None
        if made.total > WINDOW:
            ids = [row[0] for row in made.rows]
            with connections[self.using].cursor() as cursor:
                asked = terms(query.clauses, known)
                points = self._dialect.points(cursor, query, asked, ids)
        return outline.ranked(made, query, points)

    def _hits(self, query: Query, kept: Outline, known: Frequencies) -> tuple[Hit, ...]:
        start, end = query.offset, query.offset + query.page_size
        if not query.clauses:
            return tuple(Hit(Ref.read(row[1])) for row in kept.rows[start:end])
        seam = WINDOW if query.ranked and start < WINDOW else 0
        rows = kept.rows[: max(seam, end)] if seam else kept.rows[start:end]
        tokens = self._tokens([row[0] for row in rows])
        refs = {row[1]: row for row in rows}
        candidates = [Candidate(row[1], row[2], tokens[row[0]]) for row in rows if row[0] in tokens]
        found = rank(query.clauses, query.text, known, candidates)
        scores = {row.ref: row.score for row in found}
        if seam:
            first = {row[1] for row in rows[:seam]}
            order = [row.ref for row in found if row.ref in first]
            rows = [*(refs[ref] for ref in order), *rows[seam:]]
            rows = rows[start:end]
        return self._told(query, rows, tokens, scores)

    def _told(
        self, query: Query, rows: Sequence[Row], tokens: Tokens, scores: Mapping[str, float]
    ) -> tuple[Hit, ...]:
        """Give hits with why they are found."""
        documents = Document.objects.using(self.using).filter(pk__in=[row[0] for row in rows])
        texts: dict[int, Any] = dict(documents.values_list("pk", "texts"))
        hits = []
        for pk, ref, *_ in rows:
            matches = evidence.matches(query.clauses, tokens.get(pk, NO_TOKENS), texts.get(pk, {}))
            hits.append(Hit(Ref.read(ref), scores.get(ref, 0.0), matches))
        return tuple(hits)

    def _tokens(self, ids: Sequence[int]) -> Tokens:
        with connections[self.using].cursor() as cursor:
            return self._dialect.tokens(cursor, ids) if ids else {}

    def _fetch(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement, parameters)
            return list(cursor.fetchall())
