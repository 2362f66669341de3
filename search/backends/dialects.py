"""How each database stores and matches words: FTS5 on SQLite, vectors on PostgreSQL."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from django.db.backends.utils import CursorWrapper

from search.backends import expressions
from search.backends.sql import Source, marks
from search.entry import Entry
from search.fields import FIELDS
from search.query import Query
from search.ranking import Term

MAX_POSITION = 16_383
"""Where PostgreSQL stops counting the words of a vector."""
GAP = 10
"""Positions between two fields of a vector, so that no phrase spans them."""
FIELD_SEPARATOR = "\x1f"
Points = dict[int, int]
Tokens = dict[int, tuple[str, ...]]


class Dialect(ABC):
    """The words of the documents in a database's own full-text search."""

    number: ClassVar[str]
    """The column that tells whose words they are."""

    @abstractmethod
    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        """Store the words of entries, by number of document, that are not stored yet."""

    @abstractmethod
    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        """Forget the words of documents."""

    @abstractmethod
    def source(self, query: Query) -> Source:
        """Say where the documents that the words of a query keep come from."""

    @abstractmethod
    def points(
        self, cursor: CursorWrapper, query: Query, terms: Sequence[Term], ids: Sequence[int]
    ) -> Points:
        """Add up the points of documents: for each clause, those of its best term."""

    @abstractmethod
    def tokens(self, cursor: CursorWrapper, ids: Sequence[int]) -> Tokens:
        """Give the tokens of documents, field by field."""


class SqliteDialect(Dialect):
    """FTS5: one column a field."""

    number = "rowid"

    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        columns = ", ".join(FIELDS)
        sql = f"INSERT INTO search_text (rowid, {columns}) VALUES (%s, {marks(FIELDS)})"  # noqa: S608
        cursor.executemany(sql, [(pk, *row.tokens.values()) for pk, row in entries.items()])

    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(pk,) for pk in ids])

    def source(self, query: Query) -> Source:
        if not query.clauses:
            return Source()
        return Source(
            tables="search_text t CROSS JOIN search_fact f",
            condition="search_text MATCH %s AND f.id = t.rowid",
            parameters=(expressions.fts_query(query.clauses, every=query.every_term),),
        )

    def points(
        self, cursor: CursorWrapper, query: Query, terms: Sequence[Term], ids: Sequence[int]
    ) -> Points:
        kept = dict.fromkeys(ids, 0)
        whole = ""
        if query.every_term and len(query.clauses) > 1:
            whole = f" AND {expressions.fts_query(query.clauses, every=True)}"
        one = "SELECT %s, rowid FROM search_text WHERE search_text MATCH %s"
        for _, rows in groupby(terms, key=lambda term: term.clause):
            own = list(rows)
            asked = ((n, f"({expressions.fts_term(term)}){whole}") for n, term in enumerate(own))
            cursor.execute(
                " UNION ALL ".join([one] * len(own)), [v for pair in asked for v in pair]
            )
            best: Points = {}
            for number, pk in reversed(cursor.fetchall()):
                best[pk] = max(own[number].points, best.get(pk, 0))
            for pk in best.keys() & kept.keys():
                kept[pk] += best[pk]
        return kept

    def tokens(self, cursor: CursorWrapper, ids: Sequence[int]) -> Tokens:
        columns = ", ".join(FIELDS)
        sql = f"SELECT rowid, {columns} FROM search_text WHERE rowid IN ({marks(ids)})"  # noqa: S608
        cursor.execute(sql, list(ids))
        return {pk: tuple(texts) for pk, *texts in cursor.fetchall()}


class PostgresDialect(Dialect):
    """Text-search vectors: the fields share the four weights that PostgreSQL knows."""

    number = "document_id"

    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        sql = "INSERT INTO search_text (document_id, vector, tokens) VALUES (%s, %s::tsvector, %s)"
        rows = [
            (pk, _vector(row.tokens), FIELD_SEPARATOR.join(row.tokens.values()))
            for pk, row in entries.items()
        ]
        cursor.executemany(sql, rows)

    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        cursor.execute("DELETE FROM search_text WHERE document_id = ANY(%s)", [list(ids)])

    def source(self, query: Query) -> Source:
        if not query.clauses:
            return Source()
        return Source(
            tables="search_text t JOIN search_fact f ON f.id = t.document_id",
            condition="t.vector @@ %s::tsquery",
            parameters=(expressions.ts_query(query.clauses, every=query.every_term),),
        )

    def points(
        self, cursor: CursorWrapper, query: Query, terms: Sequence[Term], ids: Sequence[int]
    ) -> Points:
        cases, values = [], []
        for _, rows in groupby(terms, key=lambda term: term.clause):
            own = list(rows)
            cases.append(f"CASE {'WHEN vector @@ %s::tsquery THEN %s ' * len(own)}ELSE 0 END")
            values += [v for term in own for v in (expressions.ts_term(term), term.points)]
        sql = (
            f"SELECT document_id, {' + '.join(cases)} FROM search_text WHERE document_id = ANY(%s)"  # noqa: S608
        )
        cursor.execute(sql, [*values, list(ids)])
        return {pk: int(points) for pk, points in cursor.fetchall()}

    def tokens(self, cursor: CursorWrapper, ids: Sequence[int]) -> Tokens:
        sql = "SELECT document_id, tokens FROM search_text WHERE document_id = ANY(%s)"
        cursor.execute(sql, [list(ids)])
        return {pk: tuple(text.split(FIELD_SEPARATOR)) for pk, text in cursor.fetchall()}


def _vector(tokens: Mapping[str, str]) -> str:
    """Spell a vector out, so that a token is a lexeme and no parser has its say."""
    return " ".join(_lexemes(tokens))


def _lexemes(tokens: Mapping[str, str]) -> Iterable[str]:
    position = 0
    for name, text in tokens.items():
        for word in text.split():
            position += 1
            yield f"'{word}':{min(position, MAX_POSITION)}{expressions.LETTERS[name]}"
        position += GAP


DIALECTS: dict[str, Dialect] = {"sqlite": SqliteDialect(), "postgresql": PostgresDialect()}
