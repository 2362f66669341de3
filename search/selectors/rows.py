"""The rows behind what was found, kind by kind; what is public no more is left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from cooperation.knowledge import load
from cooperation.models import Posting
from pacte.models import Action, ArticlePage, EventPage, Organisation
from search.documents import POSTING_FLAGS
from search.documents.resources import address_of
from search.entry import EntryKind
from search.query import Hit


@dataclass(frozen=True)
class Found:
    """Something found: its row, and for an organisation what it posts."""

    hit: Hit
    row: Any
    offers: int = 0
    needs: int = 0

    @property
    def kind(self) -> EntryKind:
        return self.hit.ref.kind

    @property
    def title(self) -> str:
        return str(getattr(self.row, "label", None) or self.row)

    @property
    def url(self) -> str:
        """Its address on the site; that of its postings for a resource, which has no page."""
        if self.kind is EntryKind.RESOURCE:
            return address_of(self.row)
        own = getattr(self.row, "get_absolute_url", None)
        return str(own() if own else self.row.url)

    @property
    def is_fictitious(self) -> bool:
        return bool(getattr(self.row, "is_fictitious", False))

    @property
    def kinds(self) -> list[str]:
        return [kind.name for kind in self.row.kinds.all()]

    @property
    def is_signatory(self) -> bool:
        return any(role.code == "signatory" for role in self.row.roles.all())


Rows = Mapping[str, Any]


def rows_of(hits: Iterable[Hit]) -> tuple[Found, ...]:
    """Read the rows of the hits, in their order: a fixed number of queries a kind present."""
    hits = tuple(hits)
    keys: defaultdict[EntryKind, list[str]] = defaultdict(list)
    for hit in hits:
        keys[hit.ref.kind].append(hit.ref.key)
    rows = {kind: LOADERS[kind](some) for kind, some in keys.items()}
    counts = _posting_counts(keys[EntryKind.ORGANISATION])
    return tuple(
        Found(hit, row, counts[hit.ref.key, "offre"], counts[hit.ref.key, "cherche"])
        for hit in hits
        if (row := rows[hit.ref.kind].get(hit.ref.key)) is not None
    )


def _organisations(keys: list[str]) -> Rows:
    public = Organisation.objects.public().select_related("commune").defer("description")
    return _in_bulk(public.prefetch_related("kinds", "roles"), keys)


def _postings(keys: list[str]) -> Rows:
    return _in_bulk(Posting.objects.public().with_card(), keys)


def _actions(keys: list[str]) -> Rows:
    rows = Action.objects.public().select_related("objective__theme", "pilot").defer("body")
    return _in_bulk(rows.annotate(commitment_count=Count("commitments")), keys)


def _articles(keys: list[str]) -> Rows:
    return _in_bulk(ArticlePage.objects.live().public().select_related("category"), keys)


def _events(keys: list[str]) -> Rows:
    return _in_bulk(EventPage.objects.live().public(), keys)


def _resources(keys: list[str]) -> Rows:
    known = load().resources
    return {code: known[code] for code in keys if code in known}


def _in_bulk(rows: Any, keys: list[str]) -> Rows:
    return {str(pk): row for pk, row in rows.in_bulk([int(key) for key in keys]).items()}


LOADERS: Mapping[EntryKind, Callable[[list[str]], Rows]] = {
    EntryKind.ORGANISATION: _organisations,
    EntryKind.POSTING: _postings,
    EntryKind.ACTION: _actions,
    EntryKind.EVENT: _events,
    EntryKind.ARTICLE: _articles,
    EntryKind.RESOURCE: _resources,
}


def _posting_counts(keys: list[str]) -> defaultdict[tuple[str, str], int]:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    if keys:
        public = Posting.objects.public().filter(organisation__in=keys).order_by()
        counted = public.values_list("organisation_id", "direction").annotate(Count("pk"))
        for pk, direction, number in counted:
            counts[str(pk), POSTING_FLAGS[direction]] = number
    return counts
