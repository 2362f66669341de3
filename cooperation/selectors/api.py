"""What the API may read: public needs and offers, and flows between published organisations."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from cooperation import knowledge
from cooperation.models import Cooperation, Posting, Suggestion
from cooperation.selectors.flows import public_cooperations
from pacte.selectors.api.batches import targets_of_each


def postings(
    *,
    direction: str = "",
    resource: str = "",
    organisation: int | None = None,
    epci: str = "",
) -> "QuerySet[Posting]":
    """Return the public postings that match, newest first; a resource brings those under it."""
    found = Posting.objects.public()
    if direction:
        found = found.filter(direction=direction)
    if resource:
        found = found.filter(resource__in=[resource, *knowledge.load().descendants(resource)])
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if epci:
        own = Q(commune__epci__siren=epci)
        found = found.filter(own | Q(commune=None, organisation__commune__epci__siren=epci))
    return found.order_by("-published_on", "-pk")


def suggestions(*, organisation: int, kind: str = "") -> "QuerySet[Suggestion]":
    """Return the public suggestions of an organisation: those put forward, then the best."""
    found = Suggestion.objects.public().concerning(organisation)
    if kind:
        found = found.filter(kind=kind)
    return found.forward_first()


def cooperations(*, organisation: int | None = None, resource: str = "") -> "QuerySet[Cooperation]":
    """Return the flows between published organisations that match."""
    found = _cooperations()
    if organisation is not None:
        found = found.filter(Q(giver=organisation) | Q(receiver=organisation))
    if resource:
        found = found.filter(resource__in=[resource, *knowledge.load().descendants(resource)])
    return found.order_by("giver__name", "receiver__name", "pk")


def postings_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Posting.objects.public().in_bulk(set(ids))


def quantity_left_of(ids: Iterable[int]) -> dict[int, Any]:
    """Return what is left of postings, by posting, in two queries."""
    rows = Posting.objects.filter(pk__in=set(ids)).prefetch_related("flows")
    return {row.pk: row.left.quantity for row in rows}


def suggestions_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Suggestion.objects.public().forward_first().in_bulk(set(ids))


def cooperations_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return _cooperations().in_bulk(set(ids))


def labels_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Posting, "labels", ids)


def service_zones_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Posting, "service_zones", ids)


def kinds_may_answer_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Posting, "kinds_may_answer", ids)


def _cooperations() -> "QuerySet[Cooperation]":
    return public_cooperations().select_related(None)
