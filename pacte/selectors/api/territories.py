"""Communes, intercommunalities and zones, as the API reads them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from pacte.models import Commune, Epci, Zone
from pacte.selectors.api.batches import first_of_each, targets_of_each


def epcis(*, siren: str = "", in_pact: bool | None = None) -> "QuerySet[Epci]":
    found = Epci.objects.order_by("name", "pk")
    if siren:
        found = found.filter(siren=siren)
    return found if in_pact is None else found.filter(in_pact=in_pact)


def communes(
    *, insee: str = "", epci: str = "", zone: str = "", text: str = ""
) -> "QuerySet[Commune]":
    chosen = {"insee": insee, "epci__siren": epci, "zones__code": zone, "name__icontains": text}
    found = Commune.objects.filter(**{name: value for name, value in chosen.items() if value})
    return found.order_by("name", "insee")


def zones(*, code: str = "", kind: str = "") -> "QuerySet[Zone]":
    chosen = {"code": code, "kind": kind}
    found = Zone.objects.filter(**{name: value for name, value in chosen.items() if value})
    return found.order_by("kind", "name", "pk")


def epcis_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Epci.objects.in_bulk(set(ids))


def communes_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Commune.objects.in_bulk(set(ids))


def zones_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Zone.objects.in_bulk(set(ids))


def communes_of_epcis(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    order = ["name", "insee"]
    return first_of_each(Commune.objects.all(), "epci_id", ids, first=first, order=order)


def communes_of_zones(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    return targets_of_each(Zone, "communes", ids, first=first)
