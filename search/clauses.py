"""What each word of a search may stand for. Pure: no framework, no input or output.

A search is a conjunction of :class:`Clause`; each is satisfied by any of its alternatives: the
words as they were typed, a synonym, an acronym written out, a neighbouring spelling. Engines
compile clauses; the ranking weighs what satisfied them; the page says it in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MAX_CLAUSES = 20
MAX_ALTERNATIVES = 24
"""Bounds of what an engine is asked, whatever was typed."""


class Origin(StrEnum):
    """Why an alternative stands for what was typed."""

    TYPED = "typed"
    SYNONYM = "synonym"
    ACRONYM = "acronym"
    CURATED = "curated"
    COMPOUND = "compound"
    SPELLING = "spelling"
    BROADER = "broader"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Tokens that satisfy a clause together.

    ``adjacent``: in this order, next to each other; otherwise all of them, anywhere in the
    document. ``weight`` is above 0 and at most 1, 1 for the words as typed. ``shown`` is how it
    reads, for people.
    """

    tokens: tuple[str, ...]
    weight: float = 1.0
    origin: Origin = Origin.TYPED
    adjacent: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One or more words as typed, and what satisfies them; the first alternative is literal.

    ``parts``: the clauses of its words one by one, for when nothing has all that is asked; none
    for a single word.
    """

    words: str
    alternatives: tuple[Alternative, ...]
    parts: tuple["Clause", ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that any alternative holds."""
        return frozenset(token for row in self.alternatives for token in row.tokens)


def literal(terms: Iterable[str]) -> tuple[Clause, ...]:
    """Give one clause a term, satisfied by the term alone."""
    distinct = list(dict.fromkeys(terms))[:MAX_CLAUSES]
    return tuple(Clause(term, (Alternative((term,), shown=term),)) for term in distinct)
