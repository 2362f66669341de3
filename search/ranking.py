"""The order of what is found, the same whatever the engine. Pure.

An engine retrieves and gives each document *points* (:func:`terms`), whole numbers that every
engine adds up alike; ties go by name, then by reference: that order is total. The first
:data:`WINDOW` documents of it are then ordered anew by :func:`rank`, which reads their words:

* *idf* of a clause: ``ln(1 + (N - n + 0.5) / (n + 0.5))``, N documents of which n hold the most
  frequent alternative (an alternative of several tokens is as frequent as its rarest);
* *frequency* of a token: the sum over the fields of ``weight * times / (1 - B + B * length /
  typical length)``; of a phrase: the same, of its occurrences; of several tokens: the least;
* *strength* of an alternative: its weight times ``frequency / (frequency + K)``, below 1; of a
  clause: the best of its alternatives;
* *coverage*: the share of the clauses satisfied, each weighing its idf. It comes first;
* *relevance*: the mean strength of the clauses, each weighing its idf, plus the bonuses:
  :data:`EXACT` when the title is what was typed, :data:`BEGINS` when it begins so,
  :data:`WHOLE` times the share of the words of the title that were asked, :data:`WHO` for an
  organisation (people look for somebody more often than for something), and :data:`CLOSE`
  times the mean closeness of consecutive clauses (1 side by side, 1/2 within three words, in one
  field, times ``weight / (weight + K)`` of that field).

Coverage first, then relevance, then name, then reference. Source of idf, saturation and weighted
fields: BM25 and BM25F, Robertson & Zaragoza, *The Probabilistic Relevance Framework*, 2009.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from search.clauses import Alternative, Clause, literal
from search.fields import FIELDS, LEVELS
from search.words import plain_words

WINDOW = 200
"""How many documents are ordered by their words."""
K, B = 4.0, 0.4
TYPICAL = (5.0, 12.0, 25.0, 25.0, 20.0, 5.0, 120.0)
"""Tokens that each field holds, more or less."""
EXACT, BEGINS, WHOLE, CLOSE, WHO = 1.0, 0.3, 0.3, 0.2, 0.1
SOMEBODY = "organisation:"
"""How the references of organisations begin."""
COVER = 30.0
"""What satisfying a clause is worth at first, next to a word found in a field."""
PRECISION = 10.0
MAX_TERMS = 120
TELLING = ("name", "keywords", "resources", "summary")
MOST_TELLING = 12
_WEIGHTS = tuple(FIELDS.values())
Places = dict[str, list[tuple[int, int]]]
"""Token → where it is: (number of the field, position in it), in order."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many documents hold each token, and how many there are."""

    documents: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def of(self, clause: Clause) -> int:
        """Give how many documents hold the most frequent alternative of a clause."""
        known = self.documents
        return max(min(known.get(t, 0) for t in row.tokens) for row in clause.alternatives)

    def idf(self, clause: Clause) -> float:
        """Give how telling a clause is: above 0, the more the rarer."""
        held = min(self.of(clause), self.total)
        return math.log(1 + (self.total - held + 0.5) / (held + 0.5))


@dataclass(frozen=True, slots=True)
class Term:
    """What a document gets for a clause when some fields of it satisfy one of the alternatives."""

    clause: int
    alternatives: tuple[Alternative, ...]
    fields: tuple[str, ...]
    points: int


def terms(clauses: Sequence[Clause], frequencies: Frequencies) -> tuple[Term, ...]:
    """Give what engines add up: for each clause, the best of its terms that is satisfied."""
    most = max(1, MAX_TERMS // (len(LEVELS) * max(1, len(clauses))))
    found = []
    for number, clause in enumerate(clauses):
        idf = frequencies.idf(clause)
        for weight, alternatives in _by_weight(clause, most):
            for level, names in LEVELS:
                points = round(PRECISION * idf * (COVER + weight * level))
                found.append(Term(number, alternatives, names, points))
    return tuple(sorted(found, key=lambda term: (term.clause, -term.points)))


def _by_weight(clause: Clause, most: int) -> list[tuple[float, tuple[Alternative, ...]]]:
    """Group alternatives by weight, in at most so many groups, the lightest together."""
    groups: dict[float, list[Alternative]] = {}
    for row in sorted(clause.alternatives, key=lambda row: -row.weight):
        weight = row.weight if row.weight in groups or len(groups) < most else min(groups)
        groups.setdefault(weight, []).append(row)
    return [(weight, tuple(rows)) for weight, rows in groups.items()]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document to order: its tokens field by field, joined by spaces, as :data:`FIELDS` go."""

    ref: str
    sort_name: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document in its place."""

    ref: str
    coverage: float
    relevance: float

    @property
    def score(self) -> float:
        return 10 * self.coverage + self.relevance


def places(tokens: Iterable[str], wanted: frozenset[str]) -> Places:
    """Say where the wanted tokens are."""
    found: Places = {}
    for number, text in enumerate(tokens):
        for position, token in enumerate(text.split()):
            if token in wanted:
                found.setdefault(token, []).append((number, position))
    return found


def occurrences(row: Alternative, where: Places) -> list[list[tuple[int, int]]]:
    """Give where an alternative is, token by token, or as one phrase; empty: it is not there."""
    if any(token not in where for token in row.tokens):
        return []
    if not row.adjacent or len(row.tokens) == 1:
        return [where[token] for token in row.tokens]
    following = [set(where[token]) for token in row.tokens[1:]]
    starts = [
        (number, position)
        for number, position in where[row.tokens[0]]
        if all((number, position + n) in spots for n, spots in enumerate(following, start=1))
    ]
    return [starts] if starts else []


def strength(row: Alternative, where: Places, worth: Sequence[float]) -> float:
    """Give how strongly a document holds an alternative, 0 to 1; 0: it does not."""
    found = occurrences(row, where)
    if not found:
        return 0.0
    frequency = min(sum(worth[number] for number, _ in spots) for spots in found)
    return row.weight * frequency / (frequency + K)


def best(clause: Clause, where: Places, worth: Sequence[float]) -> tuple[float, Alternative | None]:
    """Give the alternative that a document holds most strongly, the first among equals."""
    found: tuple[float, Alternative | None] = (0.0, None)
    for row in clause.alternatives:
        value = strength(row, where, worth)
        if value > found[0]:
            found = value, row
    return found


def worths(tokens: Sequence[str]) -> tuple[float, ...]:
    """Give what one occurrence is worth in each field of a document."""
    return tuple(
        weight / (1 - B + B * (1 + text.count(" ")) / typical)
        for weight, text, typical in zip(_WEIGHTS, tokens, TYPICAL, strict=True)
    )


def rank(
    clauses: Sequence[Clause],
    text: str,
    frequencies: Frequencies,
    candidates: Iterable[Candidate],
) -> list[Ranked]:
    """Order documents for some clauses; ``text`` is what was typed, for the titles."""
    idfs = [frequencies.idf(clause) for clause in clauses]
    wanted = frozenset(token for clause in clauses for token in clause.tokens)
    typed = {plain_words(text), plain_words(" ".join(clause.words for clause in clauses))} - {""}
    rows = []
    for row in candidates:
        where, worth = places(row.tokens, wanted), worths(row.tokens)
        found = [best(clause, where, worth) for clause in clauses]
        total = sum(idfs) or 1.0
        coverage = sum(i for i, (value, _) in zip(idfs, found, strict=True) if value) / total
        mean = sum(i * value for i, (value, _) in zip(idfs, found, strict=True)) / total
        bonus = _title(row, typed, wanted) + CLOSE * _closeness([alt for _, alt in found], where)
        rows.append((round(-coverage, 9), round(-mean - bonus, 9), row.sort_name, row.ref))
    return [Ranked(ref, -coverage, -relevance) for coverage, relevance, _, ref in sorted(rows)]


def _title(row: Candidate, typed: set[str], wanted: frozenset[str]) -> float:
    """Give the bonuses of a title, and of somebody."""
    words = set(row.tokens[0].split())
    bonus = WHO * row.ref.startswith(SOMEBODY)
    bonus += WHOLE * len(words & wanted) / len(words) if words else 0.0
    if row.sort_name in typed:
        return bonus + EXACT
    return bonus + BEGINS * any(row.sort_name.startswith(f"{text} ") for text in typed)


def _closeness(found: Sequence[Alternative | None], where: Places) -> float:
    """Give how close to each other consecutive clauses are, 0 to 1."""
    pairs = list(pairwise(found))
    close = sum(
        _side_by_side(one.tokens[-1], two.tokens[0], where) for one, two in pairs if one and two
    )
    return close / len(pairs) if pairs else 0.0


def _side_by_side(one: str, two: str, where: Places) -> float:
    spots = set(where[two])
    value = 0.0
    for number, position in where[one]:
        factor = _WEIGHTS[number] / (_WEIGHTS[number] + K)
        if (number, position + 1) in spots:
            value = max(value, factor)
        elif any((number, position + gap) in spots for gap in (-1, 2, 3)):
            value = max(value, factor / 2)
    return value


def telling(
    tokens: Mapping[str, str], count: Callable[[Iterable[str]], Frequencies]
) -> tuple[Clause, ...]:
    """Give the most telling words of a document as clauses, for what resembles it.

    Times in :data:`TELLING` fields, each weighing its own, times idf (tf-idf); words that no
    other document holds, or more than a quarter of them, tell nothing. Ties by token.
    """
    times: Counter[str] = Counter()
    for name in TELLING:
        for token in tokens.get(name, "").split():
            times[token] += round(FIELDS[name])
    known = count(times)
    most = max(2, known.total // 4)
    rows = [
        (-math.sqrt(number) * known.idf(clause), token)
        for token, number in times.items()
        if 1 < known.documents.get(token, 0) <= most
        for clause in literal([token])
    ]
    return literal(token for _, token in sorted(rows)[:MOST_TELLING])
