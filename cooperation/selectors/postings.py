"""Which needs and offers are shown, to whom, and in what order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from cooperation import knowledge
from cooperation.enums import Direction, Visibility
from cooperation.knowledge import ResourceKind
from cooperation.lifecycle import Move, moves_from
from cooperation.models import Posting, PostingPhoto
from cooperation.permissions import (
    is_network_member,
    may_see_amendment,
    may_see_posting,
    movers_for,
)
from cooperation.querysets import PostingQuerySet
from pacte.models import Epci, Membership, Organisation
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    Visitor = User | AnonymousUser

MAX_TEXT = 200
MAX_TERMS = 6
SURE = 0.6
"""Confidence from which the words of a search stand for a resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFilters:
    """What a visitor asks of the list of postings; empty means everything."""

    direction: str = ""
    kinds: tuple[str, ...] = ()
    epcis: tuple[str, ...] = ()
    text: str = ""


def visible_postings(user: "Visitor") -> PostingQuerySet:
    """Return the postings that a visitor finds in lists."""
    rows = Posting.objects.active()
    if is_curator(user) or is_network_member(user):
        return rows
    return rows.filter(visibility=Visibility.PUBLIC)


def list_postings(*, user: "Visitor", filters: PostingFilters) -> PostingQuerySet:
    """Return the visible postings that pass the filters, newest first."""
    rows = visible_postings(user)
    if filters.direction in Direction:
        rows = rows.filter(direction=filters.direction)
    if filters.kinds:
        rows = rows.filter(resource__in=_codes_of_kinds(filters.kinds))
    if filters.epcis:
        rows = rows.filter(_in_epcis(filters.epcis))
    if filters.text.strip():
        rows = rows.filter(_matches(filters.text))
    return rows.with_card()


def _codes_of_kinds(kinds: Iterable[str]) -> list[str]:
    asked = set(kinds)
    return [code for code, row in knowledge.load().resources.items() if row.kind in asked]


def _in_epcis(slugs: Iterable[str]) -> Q:
    slugs = list(slugs)
    own = Q(commune__epci__slug__in=slugs)
    return own | Q(commune=None, organisation__commune__epci__slug__in=slugs)


def _matches(text: str) -> Q:
    text = text.replace("\0", "")[:MAX_TEXT]
    words = Q()
    for term in text.split()[:MAX_TERMS]:
        words &= (
            Q(title__icontains=term)
            | Q(description__icontains=term)
            | Q(organisation__name__icontains=term)
        )
    return words | Q(resource__in=_codes_of_text(text))


def _codes_of_text(text: str) -> set[str]:
    known = knowledge.load()
    found = {row.code for row in known.resolve(text) if row.confidence >= SURE}
    return found.union(*(known.descendants(code) for code in found))


def kinds_offered(user: "Visitor") -> list[tuple[ResourceKind, int]]:
    """Return the kinds of resource of the visible postings, with how many each has."""
    resources = knowledge.load().resources
    totals: dict[ResourceKind, int] = {}
    rows = visible_postings(user).order_by().values_list("resource").annotate(Count("pk"))
    for code, count in rows:
        if code in resources:
            kind = resources[code].kind
            totals[kind] = totals.get(kind, 0) + count
    return sorted(totals.items(), key=lambda item: (-item[1], item[0]))


def epcis_of_pact() -> QuerySet[Epci]:
    """Return the intercommunalities of the pact."""
    return Epci.objects.filter(in_pact=True)


def get_visible_posting(*, user: "Visitor", pk: int) -> Posting | None:
    """Return a posting that a user may see, ready for its page, or nothing."""
    rows = Posting.objects.with_card().select_related(
        "organisation__commune__epci", "commune__epci"
    )
    rows = rows.prefetch_related(
        "kinds_may_answer", "service_zones", "organisation__kinds", "photos"
    )
    posting: Posting | None = rows.filter(pk=pk).first()
    if posting is None or not may_see_posting(user, posting):
        return None
    return posting


def get_visible_photo(*, user: "Visitor", posting_id: int, photo_id: int) -> PostingPhoto | None:
    """Return a photograph of a posting, or of its change that waits, that a user may see."""
    rows = PostingPhoto.objects.select_related(
        "posting__organisation", "amendment__posting__organisation"
    )
    either = Q(posting=posting_id) | Q(amendment__posting=posting_id)
    photo = rows.filter(either, pk=photo_id).first()
    if photo is None:
        return None
    if photo.amendment is not None:
        return photo if may_see_amendment(user, photo.amendment.posting) else None
    return photo if photo.posting and may_see_posting(user, photo.posting) else None


def get_for_staff(pk: int) -> Posting:
    """Return a posting with its history, whatever its state, or a 404."""
    rows = Posting.objects.select_related("organisation").prefetch_related("moves__actor")
    posting: Posting = get_object_or_404(rows, pk=pk)
    return posting


def possible_moves(*, user: "Visitor", posting: Posting) -> tuple[Move, ...]:
    """Return the moves that a user may make now."""
    movers = movers_for(user, posting)
    return tuple(move for move in moves_from(posting.status) if move.movers & movers)


def postings_of(organisation: Organisation) -> QuerySet[Posting]:
    """Return what a published organisation publicly offers and needs."""
    return Posting.objects.public().filter(organisation=organisation).with_card()


def every_posting_of(organisation: Organisation) -> QuerySet[Posting]:
    """Return all the postings of an organisation, whatever their state, for its members."""
    return Posting.objects.filter(organisation=organisation).with_card().order_by("-pk")


def latest_postings(limit: int) -> QuerySet[Posting]:
    """Return the newest public postings."""
    return Posting.objects.public().with_card()[:limit]


def postings_of_communes(commune_ids: Iterable[int]) -> QuerySet[Posting]:
    """Return the public postings placed in some communes."""
    ids = list(commune_ids)
    placed = Q(commune__in=ids) | Q(commune=None, organisation__commune__in=ids)
    return Posting.objects.public().filter(placed).with_card()


def organisations_of(user: "Visitor") -> QuerySet[Organisation]:
    """Return the organisations that a user acts for."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    ids = Membership.objects.filter(user=user).values("organisation")
    return Organisation.objects.filter(pk__in=ids)
