"""What the directory shows, in a number of queries that does not depend on the results."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, Q, QuerySet, Value
from django.http import QueryDict
from django.utils.dates import MONTHS

from cooperation.knowledge import load
from cooperation.models import Posting
from pacte.enums import SiaeType
from pacte.models import ArticleCategory, Commune, Epci, Kind, Label, Organisation, Role, Theme
from search import engine
from search.addresses import MAP, Address, read_address
from search.backends.base import Completion
from search.documents import POSTING_FLAGS
from search.query import MAX_PAGE_SIZE, MAX_RESULTS, Hit, Query, Result
from search.wording import POSTING_LABELS, TYPE_LABELS
from search.words import plain_words

Labels = Mapping[str, Mapping[str, str]]
REFERENCES: Mapping[str, tuple[type[Model], str]] = {
    "kind": (Kind, "code"),
    "theme": (Theme, "code"),
    "role": (Role, "code"),
    "label": (Label, "code"),
    "epci": (Epci, "siren"),
    "commune": (Commune, "insee"),
    "category": (ArticleCategory, "code"),
}
"""The tables that name the codes of a facet, and the column that holds the code."""


@dataclass(frozen=True)
class Found:
    """An organisation found, with what its card shows."""

    hit: Hit
    organisation: Organisation
    offers: int = 0
    needs: int = 0

    @property
    def kinds(self) -> list[str]:
        return [kind.name for kind in self.organisation.kinds.all()]

    @property
    def is_signatory(self) -> bool:
        return any(role.code == "signatory" for role in self.organisation.roles.all())


@dataclass(frozen=True)
class Directory:
    """A page of the directory: what was asked, the answer, and the names of the codes."""

    address: Address
    result: Result
    found: tuple[Found, ...]
    labels: Labels

    @cached_property
    def page(self) -> Page[int]:
        """The page as Django's paginator tells it."""
        numbers = range(min(self.result.total, MAX_RESULTS))
        return Paginator(numbers, self.result.page_size).page(self.result.page)

    @cached_property
    def by_commune(self) -> list[tuple[str, list[Found]]]:
        """The organisations found, commune by commune: the map in words."""
        ordered = sorted(self.found, key=_place_and_name)
        return [(name, list(rows)) for name, rows in groupby(ordered, key=_commune)]


def _commune(row: Found) -> str:
    commune = row.organisation.commune
    return commune.name if commune else ""


def _place_and_name(row: Found) -> tuple[bool, str, str, str]:
    """Sort as people read: accents aside, and those that are nowhere last."""
    name = _commune(row)
    return not name, plain_words(name), name, plain_words(row.organisation.name)


def facet_labels() -> Labels:
    """Give the name of every code of every facet, in one query."""
    first, *others = [
        model._default_manager.order_by().values_list(Value(facet), key, "name")
        for facet, (model, key) in REFERENCES.items()
    ]
    names: dict[str, dict[str, str]] = {facet: {} for facet in REFERENCES}
    for facet, code, name in first.union(*others, all=True):
        names[facet][code] = name
    siae = {str(value): str(label) for value, label in SiaeType.choices}
    postings = {code: str(label) for code, label in POSTING_LABELS.items()}
    types = {code: str(label) for code, label in TYPE_LABELS.items()}
    months = {str(number): str(name) for number, name in MONTHS.items()}
    known = load().resources
    families = {code: row.label for code, row in known.items() if "." not in code}
    fixed = {"siae": siae, "posting": postings, "type": types, "month": months}
    return {**names, **fixed, "family": families}


def directory(asked: QueryDict) -> Directory:
    """Answer what the address of the directory asks: a page of cards, or all for the map."""
    labels = facet_labels()
    address = read_address(asked, labels)
    query = _for_map(address.query) if address.view == MAP else address.query
    result = engine.search(query)
    return Directory(address, result, _load(result.hits), labels)


def directory_points(asked: QueryDict) -> tuple[Found, ...]:
    """Give all that an address of the directory asks, to be placed on a map."""
    query = _for_map(read_address(asked, facet_labels()).query)
    return _load(engine.search(query).hits)


def completions(prefix: str) -> list[Completion]:
    """Give the names that go on from what is typed, those of public organisations only."""
    names = engine.complete(prefix)
    public = Organisation.objects.public().filter(pk__in=[int(row.ref.key) for row in names])
    shown = {str(pk) for pk in public.values_list("pk", flat=True)}
    return [row for row in names if row.ref.key in shown]


def towns() -> QuerySet[Commune]:
    """Give the communes of the pact and of the PLIE, most peopled first: the ground of the map."""
    within = Q(epci__in_pact=True) | Q(epci__in_plie=True)
    return Commune.objects.filter(within).order_by("-population", "insee")


def _for_map(query: Query) -> Query:
    return replace(query, page=1, page_size=MAX_PAGE_SIZE)


def _load(hits: Iterable[Hit]) -> tuple[Found, ...]:
    """Read the organisations of the hits; one that is public no more is left out."""
    hits = tuple(hits)
    ids = [int(hit.ref.key) for hit in hits]
    public = Organisation.objects.public().select_related("commune")
    rows = public.defer("description").prefetch_related("kinds", "roles").in_bulk(ids)
    counts = _posting_counts(ids)
    return tuple(
        Found(hit, rows[pk], counts[pk, "offre"], counts[pk, "cherche"])
        for pk, hit in zip(ids, hits, strict=True)
        if pk in rows
    )


def _posting_counts(ids: list[int]) -> defaultdict[tuple[int, str], int]:
    public = Posting.objects.public().filter(organisation__in=ids).order_by()
    counted = public.values_list("organisation_id", "direction").annotate(Count("pk"))
    counts: defaultdict[tuple[int, str], int] = defaultdict(int)
    for pk, direction, number in counted:
        counts[pk, POSTING_FLAGS[direction]] = number
    return counts
