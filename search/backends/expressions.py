"""Pure: clauses in the languages of FTS5 and of PostgreSQL's text search.

Tokens are letters and digits only (:func:`search.query.clean_clauses`), and quoted all the same.
"""

from collections.abc import Iterable, Sequence

from search.clauses import Alternative, Clause
from search.fields import FIELDS
from search.ranking import Term

LETTERS = dict(zip(FIELDS, "ABBCCCD", strict=True))
"""The weight that PostgreSQL knows each field by: one for each level."""


def fts_clause(alternatives: Iterable[Alternative]) -> str:
    return f"({' OR '.join(map(_fts_alternative, alternatives))})"


def _fts_alternative(row: Alternative) -> str:
    if row.adjacent:
        return f'"{" ".join(row.tokens)}"'
    return f"({' AND '.join(f'{chr(34)}{token}{chr(34)}' for token in row.tokens)})"


def fts_query(clauses: Sequence[Clause], *, every: bool) -> str:
    """Write all the clauses, or at least one, for FTS5."""
    joined = (" AND " if every else " OR ").join(fts_clause(row.alternatives) for row in clauses)
    return f"({joined})"


def fts_term(term: Term) -> str:
    """Write a term for FTS5: in some fields only."""
    written = fts_clause(term.alternatives)
    return (
        written if len(term.fields) == len(FIELDS) else f"{{{' '.join(term.fields)}}} : {written}"
    )


def ts_clause(alternatives: Iterable[Alternative], weights: str = "") -> str:
    return f"({' | '.join(_ts_alternative(row, weights) for row in alternatives)})"


def _ts_alternative(row: Alternative, weights: str) -> str:
    tokens = (f"'{token}'{weights}" for token in row.tokens)
    return f"({(' <-> ' if row.adjacent else ' & ').join(tokens)})"


def ts_query(clauses: Sequence[Clause], *, every: bool) -> str:
    """Write all the clauses, or at least one, for PostgreSQL."""
    return (" & " if every else " | ").join(ts_clause(row.alternatives) for row in clauses)


def ts_term(term: Term) -> str:
    """Write a term for PostgreSQL: in some fields only."""
    letters = "".join(sorted({LETTERS[name] for name in term.fields}))
    whole = len(term.fields) == len(FIELDS)
    return ts_clause(term.alternatives, "" if whole else f":{letters}")
