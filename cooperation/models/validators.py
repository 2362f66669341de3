"""What a posting must respect, whichever door it comes through."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import knowledge

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PostingFields(Protocol):
    """The fields of a posting that must agree with each other."""

    resource: str
    quantity: Decimal | None
    minimum_lot: Decimal | None
    unit: str
    starts_on: date | None
    ends_on: date | None


def validate_resource(value: str) -> None:
    """Refuse a code that the taxonomy does not hold."""
    if value not in knowledge.load().resources:
        message = _("« %(value)s » n’est pas une ressource connue : choisissez-la dans la liste.")
        raise ValidationError(message, code="resource", params={"value": value})


def validate_transformation(value: str) -> None:
    """Refuse a code that is no known transformation."""
    if value not in knowledge.load().transformations:
        message = _("« %(value)s » n’est pas une transformation connue.")
        raise ValidationError(message, code="transformation", params={"value": value})


def validate_service(value: str) -> None:
    """Refuse a code that is not a service of the taxonomy."""
    found = knowledge.load().resources.get(value)
    if found is None or found.kind != knowledge.ResourceKind.SERVICE:
        message = _("« %(value)s » n’est pas un service connu : choisissez-le dans la liste.")
        raise ValidationError(message, code="service", params={"value": value})


def posting_errors(posting: PostingFields) -> "dict[str, StrOrPromise]":
    """Return the errors of a posting, by field."""
    errors: dict[str, StrOrPromise] = {}
    if posting.starts_on and posting.ends_on and posting.ends_on < posting.starts_on:
        errors["ends_on"] = _("La fin ne peut pas précéder le début.")
    if posting.quantity is not None and not posting.unit:
        errors["unit"] = _("Donnez l’unité de la quantité : kg, pièces, heures…")
    if posting.minimum_lot is not None and not posting.unit:
        errors["unit"] = _("Donnez l’unité de la quantité : kg, pièces, heures…")
    if posting.quantity and posting.minimum_lot and posting.minimum_lot > posting.quantity:
        errors["minimum_lot"] = _("La plus petite quantité utile dépasse la quantité.")
    if posting.unit and (problem := _unit_problem(posting.resource, posting.unit)):
        errors["unit"] = problem
    return errors


def _unit_problem(resource_code: str, unit: str) -> "StrOrPromise | None":
    resource = knowledge.load().resources.get(resource_code)
    if resource is None or unit in resource.units:
        return None
    return _(
        "Unité « %(unit)s » impossible pour cette ressource. Unités possibles : %(units)s."
    ) % {
        "unit": unit,
        "units": ", ".join(resource.units),
    }
