"""Why a document answers a query: for each clause, the words typed and those found. Pure."""

from collections.abc import Mapping, Sequence

from search.clauses import Alternative, Clause
from search.fields import FIELDS, distinct_words, written_words
from search.query import Match
from search.ranking import Places, best, occurrences, places, worths

_NAMES = tuple(FIELDS)


def matches(
    clauses: Sequence[Clause], tokens: Sequence[str], texts: Mapping[str, str]
) -> tuple[Match, ...]:
    """Give the clauses that a document satisfies, each by the alternative it holds most strongly.

    ``tokens`` are those of the fields, joined by spaces, in the order of :data:`FIELDS`.
    """
    wanted = frozenset(token for clause in clauses for token in clause.tokens)
    where, worth = places(tokens, wanted), worths(tokens)
    found = ((clause, best(clause, where, worth)[1]) for clause in clauses)
    return tuple(_match(clause, row, where, texts) for clause, row in found if row)


def _match(clause: Clause, row: Alternative, where: Places, texts: Mapping[str, str]) -> Match:
    numbers = {number for spots in occurrences(row, where) for number, _ in spots}
    fields = tuple(_NAMES[number] for number in sorted(numbers))
    words = (word for name in fields for word in written_words(texts.get(name, ""), row.tokens))
    return Match(clause.words, distinct_words(words), fields, row.origin, row.shown)
