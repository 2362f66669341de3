"""Which contracts with integration hours are shown, and why some find nobody."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from cooperation import knowledge, snapshot
from cooperation.enums import LotStatus, SuggestionKind
from cooperation.matching import social, social_exclusions
from cooperation.matching.social import Estimate
from cooperation.matching.social_exclusions import Exclusions
from cooperation.models import Lot, ServiceCapacity, Suggestion
from cooperation.querysets import SuggestionQuerySet
from pacte.models import Organisation

OPEN_TO_ALL = "none"
"""Value of the filter for the lots that no article reserves."""
FAMILY = 2
"""Depth in the taxonomy of what the filter of services offers: ``service.cleaning``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilters:
    """What a visitor asks of the list of lots; empty means everything."""

    status: str = ""
    services: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    epcis: tuple[str, ...] = ()


def public_lots() -> "QuerySet[Lot]":
    """Return the lots of the published buyers, those that look for someone first."""
    rank = Case(
        *(When(status=code, then=Value(place)) for place, code in enumerate(LotStatus.values)),
        output_field=IntegerField(),
    )
    rows = Lot.objects.filter(buyer__live=True)
    return rows.annotate(rank=rank).order_by("rank", F("starts_on").asc(nulls_last=True), "pk")


def list_lots(filters: LotFilters) -> "QuerySet[Lot]":
    """Return the public lots that pass the filters, with what a card shows."""
    rows = public_lots()
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.services:
        rows = rows.filter(service__in=_with_descendants(filters.services))
    if filters.reservations:
        codes = ["" if code == OPEN_TO_ALL else code for code in filters.reservations]
        rows = rows.filter(reserved__in=codes)
    if filters.epcis:
        own = Q(commune__epci__slug__in=filters.epcis)
        rows = rows.filter(own | Q(commune=None, buyer__commune__epci__slug__in=filters.epcis))
    return rows.select_related("buyer__commune__epci", "commune__epci")


def _with_descendants(codes: Iterable[str]) -> list[str]:
    known = knowledge.load()
    return sorted({found for code in codes for found in (code, *known.descendants(code))})


def with_answers(lots: Sequence[Lot]) -> list[tuple[Lot, int]]:
    """Give lots with their number of answers, in one query."""
    found = Suggestion.objects.public().filter(lot__in=[lot.pk for lot in lots])
    counted = found.order_by().values("lot").annotate(count=Count("pk", distinct=True))
    counts = {row["lot"]: row["count"] for row in counted}
    return [(lot, counts.get(lot.pk, 0)) for lot in lots]


def estimate_of(lot: Lot) -> Estimate:
    """Return what a lot asks each month, and its full-time equivalents, as estimated."""
    return social.estimate(snapshot.lot_of(lot))


def families() -> list[tuple[str, int]]:
    """Return the families of services of the public lots, with how many each has."""
    known = knowledge.load()
    counts: dict[str, int] = {}
    counted = public_lots().order_by().values_list("service").annotate(Count("pk"))
    for service, count in counted:
        if service in known.resources:
            family = ".".join(service.split(".")[:FAMILY])
            counts[family] = counts.get(family, 0) + count
    return sorted(counts.items(), key=lambda item: known.resources[item[0]].label)


def find_lot(pk: int) -> Lot | None:
    """Return a public lot, ready for its page, or nothing."""
    rows = public_lots().select_related("buyer__commune__epci", "commune__epci", "action")
    return rows.prefetch_related("buyer__kinds").filter(pk=pk).first()


def exclusions_of(lot: Lot, *, today: dt.date) -> Exclusions | None:
    """Count who could do an open lot, by what sets them aside; nothing when it is not open."""
    if lot.status != LotStatus.OPEN:
        return None
    network = snapshot.load(today=today)
    return social_exclusions.of_lot(network, snapshot.lot_of(lot), today=today)


def lots_within_reach(organisation: Organisation) -> SuggestionQuerySet:
    """Return the open lots that an organisation could do, alone or grouped.

    Those that the staff put forward come first, then the best.
    """
    rows = Suggestion.objects.public().concerning(organisation.pk).forward_first()
    return (
        rows.filter(kind=SuggestionKind.SOCIAL, lot__status=LotStatus.OPEN)
        .exclude(receiver=organisation)
        .select_related("giver", "receiver", "lot__buyer__commune", "lot__commune__epci")
        .prefetch_related("others__organisation")
    )


def best_of_each_lot(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """Keep the first suggestion of each lot, in the order given."""
    best: dict[int | None, Suggestion] = {}
    for row in rows:
        best.setdefault(row.lot_id, row)
    return list(best.values())


def capacities_of(organisation: Organisation) -> "QuerySet[ServiceCapacity]":
    """Return what an organisation declared it can do of each service."""
    return ServiceCapacity.objects.filter(organisation=organisation).order_by("service")
