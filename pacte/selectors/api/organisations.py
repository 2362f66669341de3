"""Organisations, their links and the places they occupy, as the API reads them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from pacte.models import Building, Kind, Label, Organisation, OrganisationLink, Place, Role
from pacte.selectors.api.batches import first_of_each, targets_of_each

LOOKUPS = {
    "kind": "kinds__code",
    "role": "roles__code",
    "theme": "themes__code",
    "siae_type": "siae_type",
    "epci": "commune__epci__siren",
    "commune": "commune__insee",
    "place": "building__place__slug",
    "slug": "slug",
}


def organisations(*, text: str = "", **criteria: str) -> "QuerySet[Organisation]":
    """Return the published organisations that match; every word of the text is in the name."""
    chosen = {LOOKUPS[name]: value for name, value in criteria.items() if value}
    found = Organisation.objects.public().filter(**chosen)
    for word in text.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")


def organisations_by_id(ids: Iterable[int]) -> dict[int, Any]:
    return Organisation.objects.public().in_bulk(set(ids))


def kinds() -> "QuerySet[Kind]":
    return Kind.objects.order_by("order", "name", "pk")


def roles() -> "QuerySet[Role]":
    return Role.objects.order_by("order", "name", "pk")


def labels() -> "QuerySet[Label]":
    return Label.objects.order_by("order", "name", "pk")


def kinds_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Organisation, "kinds", ids)


def roles_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Organisation, "roles", ids)


def labels_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Organisation, "labels", ids)


def themes_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Organisation, "themes", ids)


def service_zones_of(ids: Iterable[int]) -> dict[int, list[Any]]:
    return targets_of_each(Organisation, "service_zones", ids)


def links_from(ids: Iterable[int]) -> dict[int, list[Any]]:
    """Return the links that organisations declare towards published ones."""
    found = OrganisationLink.objects.filter(target__live=True)
    return first_of_each(found, "organisation_id", ids, order=["sort_order", "pk"])


def links_to(ids: Iterable[int]) -> dict[int, list[Any]]:
    """Return the links that published organisations declare towards these."""
    found = OrganisationLink.objects.filter(organisation__live=True)
    return first_of_each(found, "target_id", ids, order=["organisation__name", "pk"])


def places(*, slug: str = "") -> "QuerySet[Place]":
    found: QuerySet[Place] = Place.objects.order_by("name", "pk")
    return found.filter(slug=slug) if slug else found


def places_by_id(ids: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = Place.objects.in_bulk(set(ids))
    return found


def buildings_by_id(ids: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = Building.objects.in_bulk(set(ids))
    return found


def buildings_of(ids: Iterable[int], *, first: int) -> dict[int, list[Any]]:
    return first_of_each(Building.objects.all(), "place_id", ids, first=first, order=["number"])
