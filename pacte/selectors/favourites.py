"""The organisations that a person keeps at hand."""

from typing import TYPE_CHECKING

from pacte.models import Favourite, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def favourites_of(user: "User") -> list[Organisation]:
    """Return the favourites of a person that are still published, the latest first."""
    kept = Favourite.objects.filter(user=user).order_by("-created_at", "-pk")
    order = {pk: rank for rank, pk in enumerate(kept.values_list("organisation_id", flat=True))}
    rows = Organisation.objects.public().filter(pk__in=order).with_card()
    return sorted(rows, key=lambda row: order[row.pk])


def is_favourite(user: "User", organisation: Organisation) -> bool:
    """Say whether a person keeps an organisation at hand."""
    return Favourite.objects.filter(user=user, organisation=organisation).exists()
