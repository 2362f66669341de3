"""What the API may read of the contracts with integration hours: those of published buyers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from cooperation import knowledge
from cooperation.models import Lot, Suggestion
from cooperation.selectors.lots import public_lots
from pacte.selectors.api.batches import first_of_each


def lots(
    *,
    status: str = "",
    service: str = "",
    reserved: str = "",
    buyer: int | None = None,
    epci: str = "",
) -> "QuerySet[Lot]":
    """Return the public lots that match, those that look for someone first.

    A service brings those under it.
    """
    found = public_lots()
    if status:
        found = found.filter(status=status)
    if service:
        found = found.filter(service__in=[service, *knowledge.load().descendants(service)])
    if reserved:
        found = found.filter(reserved=reserved)
    if buyer is not None:
        found = found.filter(buyer=buyer)
    if epci:
        own = Q(commune__epci__siren=epci)
        found = found.filter(own | Q(commune=None, buyer__commune__epci__siren=epci))
    return found.select_related("commune__epci")


def lots_by_id(ids: Iterable[int]) -> dict[int, Any]:
    """Return public lots by identifier."""
    return public_lots().select_related("commune__epci").in_bulk(set(ids))


def suggestions_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    """Return the public suggestions of each lot, by lot: those put forward, then the best."""
    rows = Suggestion.objects.public().forward_first()
    return first_of_each(rows, "lot_id", ids, first=first, order=["-forward", "-score", "pk"])
