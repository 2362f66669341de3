"""What a person finds in their own space."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pacte.models import Membership
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class MySpace:
    """The organisations a person acts for, and whether they belong to the staff."""

    memberships: tuple[Membership, ...]
    is_staff: bool


def my_space(user: "User") -> MySpace:
    """Return the space of a person."""
    memberships = Membership.objects.filter(user=user).select_related("organisation__commune")
    return MySpace(tuple(memberships.order_by("organisation__name", "pk")), is_curator(user))
