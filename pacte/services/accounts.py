"""The address of a person, when the site itself knows it is theirs, and their drawn name."""

import secrets
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DRAWN_BYTES = 8


def drawn_username() -> str:
    """Draw a user name that says nothing of the person."""
    return f"p-{secrets.token_hex(DRAWN_BYTES)}"


@transaction.atomic
def verify_address(*, user: "User") -> None:
    """Hold the address of a user for verified and main: they log in with it at once.

    For accounts whose address nobody has to prove: those of a demonstration, and whoever
    followed a link sent to that very address. An address that another account has verified
    stays theirs.
    """
    email = user.email.lower()
    if not email or EmailAddress.objects.filter(email=email, verified=True).exists():
        return
    EmailAddress.objects.filter(user=user, primary=True).exclude(email=email).update(primary=False)
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
