"""How to reach a person."""

from typing import TYPE_CHECKING

from pacte.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def save_contact(*, user: "User", phone: str, job: str) -> Person:
    """Keep how to reach somebody; emptied, nothing is kept."""
    row, _created = Person.objects.update_or_create(
        user=user, defaults={"phone": phone, "job": job}
    )
    return row
