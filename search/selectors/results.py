"""What a page of results shows, in a number of queries that does not depend on the results."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from search import engine
from search.addresses import MAP, Address, read_address
from search.entry import EntryKind
from search.promoted import Promoted, promoted
from search.query import MAX_PAGE_SIZE, MAX_RESULTS, Query, Result
from search.reading import Reading, read
from search.selectors.labels import Labels, facet_labels
from search.selectors.relaxing import Relaxation, relaxations
from search.selectors.rows import Found, rows_of
from search.words import plain_words

FEW = 6
"""Results under which those that have some of the words only are shown as well."""
MOST_PARTLY = 6


@dataclass(frozen=True)
class Results:
    """A page of results: what was asked, how it was read, the answer and the names of the codes.

    ``partly``: when few have all the words, what has some of them. ``promoted``: what staff put
    first for these words. ``only``: the kind of entry that the page is about, if it is about one
    (the directory).
    """

    address: Address
    reading: Reading
    result: Result
    found: tuple[Found, ...]
    labels: Labels
    relaxations: tuple[Relaxation, ...] = ()
    partly: tuple[Found, ...] = ()
    promoted: tuple[Promoted, ...] = ()
    only: EntryKind | None = None

    @property
    def kind(self) -> EntryKind | None:
        """The one kind of entry that is shown; nothing when several are."""
        kinds = self.reading.query.kinds
        return kinds[0] if len(kinds) == 1 else None

    @cached_property
    def page(self) -> Page[int]:
        """The page as Django's paginator tells it."""
        numbers = range(min(self.result.total, MAX_RESULTS))
        return Paginator(numbers, self.result.page_size).page(self.result.page)

    @cached_property
    def by_commune(self) -> list[tuple[str, list[Found]]]:
        """What was found, commune by commune: the map in words."""
        ordered = sorted(self.found, key=_place_and_name)
        return [(name, list(rows)) for name, rows in groupby(ordered, key=commune_of)]


def commune_of(found: Found) -> str:
    """Give the name of the commune of something found, or nothing."""
    commune = getattr(found.row, "commune", None) or getattr(
        getattr(found.row, "organisation", None), "commune", None
    )
    return commune.name if commune else ""


def _place_and_name(found: Found) -> tuple[bool, str, str, str]:
    """Sort as people read: accents aside, and those that are nowhere last."""
    name = commune_of(found)
    return not name, plain_words(name), name, plain_words(found.title)


def results(asked: QueryDict, *, only: EntryKind | None = None) -> Results:
    """Answer what an address asks: a page of results, or all of them for the map."""
    labels = facet_labels()
    address = read_address(asked, labels)
    reading = read(address, only)
    query = for_map(reading.query) if address.view == MAP else reading.query
    result = engine.search(query)
    relaxed = () if result.total else relaxations(address, reading, labels)
    found, partly = rows_of(result.hits), _partly(query, result, address)
    first = promoted(address.query.text) if result.page == 1 else ()
    return Results(address, reading, result, found, labels, relaxed, partly, first, only)


def _partly(query: Query, result: Result, address: Address) -> tuple[Found, ...]:
    """Give what has some of the words, where few results have them all."""
    loose = result.every_term and query.can_be_loosened and address.view != MAP
    if not loose or not 0 < result.total < FEW:
        return ()
    return rows_of(engine.search(query.beyond(result.refs, MOST_PARTLY)).hits)


def points(asked: QueryDict, *, only: EntryKind | None = None) -> tuple[Found, ...]:
    """Give all that an address asks, to be placed on a map."""
    reading = read(read_address(asked, facet_labels()), only)
    return rows_of(engine.search(for_map(reading.query)).hits)


def for_map(query: Query) -> Query:
    """Ask for as many results as a map shows, in one page."""
    return replace(query, page=1, page_size=MAX_PAGE_SIZE)
