"""How each database stores and matches words: FTS5 on SQLite, vectors on PostgreSQL."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from django.db.backends.utils import CursorWrapper

from search.backends.sql import Matching
from search.entry import Entry
from search.fields import FIELDS
from search.query import Query

MAX_POSITION = 16_383
"""Where PostgreSQL stops counting the words of a vector."""


class Dialect(ABC):
    """The words of the documents in a database's own full-text search."""

    collation = ""

    @abstractmethod
    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        """Store the words of entries, by number of document, that are not stored yet."""

    @abstractmethod
    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        """Forget the words of documents."""

    @abstractmethod
    def matching(self, query: Query) -> Matching:
        """Say how the words of a query are matched and scored."""


class SqliteDialect(Dialect):
    """FTS5: one column a field, weighted by BM25."""

    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        columns, marks = ", ".join(FIELDS), ", ".join("%s" for _ in FIELDS)
        sql = f"INSERT INTO search_text (rowid, {columns}) VALUES (%s, {marks})"  # noqa: S608
        cursor.executemany(sql, [(pk, *row.tokens.values()) for pk, row in entries.items()])

    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        cursor.executemany("DELETE FROM search_text WHERE rowid = %s", [(pk,) for pk in ids])

    def matching(self, query: Query) -> Matching:
        if not query.terms:
            return Matching()
        joined = (" AND " if query.every_term else " OR ").join(f'"{t}"' for t in query.terms)
        weights = ", ".join(str(weight) for weight in FIELDS.values())
        return Matching(
            join="JOIN search_text t ON t.rowid = d.id",
            condition="search_text MATCH %s",
            parameters=(joined,),
            score=f"-bm25(search_text, {weights})",
        )


class PostgresDialect(Dialect):
    """Text-search vectors: the fields share the four weights that PostgreSQL knows."""

    collation = ' COLLATE "C"'
    letters = ("A", "B", "B", "C", "C", "C", "D")
    rank = "ts_rank('{0.1, 0.3, 0.5, 1.0}', t.vector, %s::tsquery)"

    def write(self, cursor: CursorWrapper, entries: Mapping[int, Entry]) -> None:
        sql = "INSERT INTO search_text (document_id, vector) VALUES (%s, %s::tsvector)"
        cursor.executemany(sql, [(pk, self._vector(row)) for pk, row in entries.items()])

    def _vector(self, entry: Entry) -> str:
        """Spell the vector out, so that a token is a lexeme and no parser has its say."""
        fields = zip(entry.tokens.values(), self.letters, strict=True)
        words = ((word, letter) for text, letter in fields for word in text.split())
        numbered = ((min(n, MAX_POSITION), *pair) for n, pair in enumerate(words, start=1))
        return " ".join(f"'{word}':{number}{letter}" for number, word, letter in numbered)

    def erase(self, cursor: CursorWrapper, ids: Sequence[int]) -> None:
        cursor.execute("DELETE FROM search_text WHERE document_id = ANY(%s)", [list(ids)])

    def matching(self, query: Query) -> Matching:
        if not query.terms:
            return Matching()
        words = _tsquery(query.terms, every=query.every_term)
        return Matching(
            join="JOIN search_text t ON t.document_id = d.id",
            condition="t.vector @@ %s::tsquery",
            parameters=(words,),
            score=self.rank,
            score_parameters=(words,),
        )


def _tsquery(terms: Iterable[str], *, every: bool) -> str:
    return (" & " if every else " | ").join(f"'{term}'" for term in terms)


DIALECTS: dict[str, Dialect] = {"sqlite": SqliteDialect(), "postgresql": PostgresDialect()}
