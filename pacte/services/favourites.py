"""The organisations that a person keeps at hand."""

import datetime as dt
from typing import TYPE_CHECKING

from pacte.models import Favourite, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 200
"""Favourites of one person."""


def add(*, organisation: Organisation, user: "User", now: dt.datetime) -> bool:
    """Keep an organisation at hand; twice is once. False when there are too many already."""
    if Favourite.objects.filter(user=user).count() >= MOST:
        return False
    Favourite.objects.get_or_create(
        user=user, organisation=organisation, defaults={"created_at": now}
    )
    return True


def remove(*, organisation: Organisation, user: "User") -> None:
    """Put an organisation back among the others."""
    Favourite.objects.filter(user=user, organisation=organisation).delete()
