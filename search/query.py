"""What is asked and what is answered, whatever the engine. Pure: no framework, no input or output.

Everything that comes from a visitor is bounded here, once: a :class:`Query` cannot be built
outside its bounds, and building one never raises, however hostile the text.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from search.clauses import MAX_ALTERNATIVES, MAX_CLAUSES, Alternative, Clause, Origin, literal
from search.entry import EntryKind, Ref
from search.fields import FIELDS, distinct_words
from search.words import MAX_TERM, terms_of

MAX_TEXT = 200
MAX_TERMS = 20
MAX_VALUES = 50
MAX_VALUE_LENGTH = 80
MAX_PAGE_SIZE = 1000
MAX_RESULTS = 10_000
"""How deep paging goes: Elasticsearch's own window."""
MAX_RADIUS_KM = 500.0
MAX_TOKENS = 10
"""Tokens of an alternative."""
MAX_EXCLUDED = 100
PAGE_SIZE = 24

FACETS = (
    "type", "posting", "kind", "theme", "family", "month",
    "epci", "commune", "siae", "role", "label", "category",
)  # fmt: skip
"""Codes of the facets, in the order in which they are shown."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NAME = "name"
    DISTANCE = "distance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Near:
    """A point of the globe in degrees and, if it limits, a radius around it."""

    latitude: float
    longitude: float
    radius_km: float | None = None

    @property
    def valid(self) -> bool:
        on_globe = abs(self.latitude) <= 90 and abs(self.longitude) <= 180
        radius = self.radius_km
        return on_globe and (radius is None or 0 < radius <= MAX_RADIUS_KM)


def clean_text(text: str) -> str:
    """Cut a text to its bound, without control characters nor lone surrogates, spaces joined."""
    kept = (char if char.isprintable() else " " for char in text[: MAX_TEXT * 4])
    return " ".join("".join(kept).split())[:MAX_TEXT].rstrip()


def clean_values(values: Iterable[str]) -> tuple[str, ...]:
    """Give distinct, sorted codes of a facet, those that no document can hold left out."""
    cleaned = {value for value in values if value and clean_text(value) == value}
    return tuple(sorted(value for value in cleaned if len(value) <= MAX_VALUE_LENGTH))[:MAX_VALUES]


def clean_facets(facets: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Give the known facets that select something, in the order of :data:`FACETS`."""
    cleaned = {name: clean_values(facets.get(name, ())) for name in FACETS}
    return MappingProxyType({name: values for name, values in cleaned.items() if values})


def clean_clauses(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """Give the clauses within their bounds, without what no engine can hold.

    An alternative with a token that is no word is left out, and a clause without alternative.
    """
    cleaned = []
    for clause in clauses:
        kept = tuple(dict.fromkeys(filter(_is_sound, clause.alternatives)))[:MAX_ALTERNATIVES]
        if kept:
            cleaned.append(replace(clause, words=clean_text(clause.words), alternatives=kept))
    return tuple(cleaned[:MAX_CLAUSES])


def _is_sound(alternative: Alternative) -> bool:
    tokens = alternative.tokens
    words = all(token.isalnum() and len(token) <= MAX_TERM for token in tokens)
    return words and 0 < len(tokens) <= MAX_TOKENS and 0 < alternative.weight <= 1


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))


@dataclass(frozen=True)
class Query:
    """A search: words, facets (OR inside one, AND between them), place, order and page.

    ``clauses`` are what the words may stand for: the words themselves if none is given.
    ``every_term`` asks for all the clauses; without it, one is enough, and those that satisfy most
    come first. ``exclude`` is never found. ``counted`` names the facets whose values are counted.
    """

    text: str = ""
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    near: Near | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    every_term: bool = True
    clauses: tuple[Clause, ...] = ()
    exclude: tuple[Ref, ...] = ()
    counted: tuple[str, ...] = FACETS

    def __post_init__(self) -> None:
        near = self.near if self.near and self.near.valid else None
        size = _between(1, self.page_size, MAX_PAGE_SIZE)
        sort = Sort.RELEVANCE if self.sort is Sort.DISTANCE and near is None else self.sort
        bounded = {
            "text": clean_text(self.text),
            "facets": clean_facets(self.facets),
            "near": near,
            "sort": sort,
            "page_size": size,
            "page": _between(1, self.page, MAX_RESULTS // size),
            "exclude": tuple(sorted(set(self.exclude)))[:MAX_EXCLUDED],
            "counted": tuple(name for name in FACETS if name in self.counted),
        }
        for name, value in bounded.items():
            object.__setattr__(self, name, value)
        asked = clean_clauses(self.clauses) or literal(self.terms)
        object.__setattr__(self, "clauses", asked)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The distinct French tokens of the text, in order; empty: everything is asked."""
        return tuple(dict.fromkeys(terms_of(self.text)))[:MAX_TERMS]

    @cached_property
    def selected(self) -> Mapping[str, tuple[str, ...]]:
        """The codes selected in each facet that selects."""
        return clean_facets(self.facets)

    @property
    def kinds(self) -> tuple[EntryKind, ...]:
        """The kinds of entry asked for; empty: every kind."""
        known = {str(kind): kind for kind in EntryKind}
        return tuple(known[code] for code in self.selected.get("type", ()) if code in known)

    @property
    def says_nothing(self) -> bool:
        """Whether a text was typed of which no word can be searched."""
        return bool(self.text) and not self.clauses

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def on_page(self, number: int) -> "Query":
        return replace(self, page=number)

    def with_any_term(self) -> "Query":
        """Ask for some of the words only: expressions are taken apart."""
        apart = tuple(part for clause in self.clauses for part in clause.parts or (clause,))
        return replace(self, clauses=apart, every_term=False)

    def beyond(self, found: Iterable[Ref], page_size: int) -> "Query":
        """Ask for what satisfies some of the words only, beyond what satisfied them all."""
        exclude = (*self.exclude, *found)
        loose = self.with_any_term()
        return replace(loose, page=1, page_size=page_size, counted=(), exclude=exclude)

    @property
    def can_be_loosened(self) -> bool:
        """Whether fewer words than all those asked can be asked."""
        return len(self.with_any_term().clauses) > 1

    @property
    def ranked(self) -> bool:
        """Whether the answer is ordered by relevance to words."""
        return self.sort is Sort.RELEVANCE and bool(self.clauses)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells a search from another, the page left out: it can be hashed."""
        facets = tuple(self.selected.items())
        asked = (self.clauses, facets, self.near, self.sort, self.every_term, self.exclude)
        return (self.text, *asked, self.counted)

    def last_page(self, total: int) -> int:
        """Give the number of the last page of so many results, at least 1."""
        reachable = min(total, MAX_RESULTS)
        pages = math.ceil(reachable / self.page_size)
        return _between(1, pages, MAX_RESULTS // self.page_size)


@dataclass(frozen=True, slots=True)
class FacetValue:
    code: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet among the results that the *other* facets keep, most frequent first."""

    code: str
    values: tuple[FacetValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Why a document answers a clause.

    ``words`` are those typed, ``written`` those of the document, as they are written there,
    ``fields`` where they are, most telling first, ``origin`` why the ones stand for the others.
    """

    words: str
    written: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    origin: Origin = Origin.TYPED
    shown: str = ""

    @property
    def field(self) -> str:
        """The most telling field."""
        return self.fields[0] if self.fields else ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with what it answers to each clause, in the order of the query."""

    ref: Ref
    score: float = 0.0
    matches: tuple[Match, ...] = ()

    @property
    def why(self) -> tuple[str, ...]:
        """The fields that matched, most telling first."""
        found = {name for match in self.matches for name in match.fields}
        return tuple(name for name in FIELDS if name in found)

    @property
    def highlights(self) -> tuple[str, ...]:
        """The words that matched, as written, each once."""
        return distinct_words(word for match in self.matches for word in match.written)


@dataclass(frozen=True, slots=True)
class Result:
    """A page of answers. ``degraded``: another engine than the usual one answered."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    page_size: int = PAGE_SIZE
    facets: tuple[Facet, ...] = ()
    every_term: bool = True
    degraded: bool = False

    @property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(hit.ref for hit in self.hits)

    @property
    def pages(self) -> int:
        return Query(page_size=self.page_size).last_page(self.total)


def make_facets(
    counts: Mapping[str, Mapping[str, int]],
    selected: Mapping[str, tuple[str, ...]],
    counted: Iterable[str] = FACETS,
) -> tuple[Facet, ...]:
    """Order the counts of facets; a selected value stays, even with no result."""
    facets = []
    for name in counted:
        chosen = selected.get(name, ())
        found = {code: counts.get(name, {}).get(code, 0) for code in chosen}
        found |= counts.get(name, {})
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        values = tuple(FacetValue(code, count, code in chosen) for code, count in ordered)
        facets.append(Facet(name, values))
    return tuple(facets)
