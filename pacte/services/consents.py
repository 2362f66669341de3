"""What people agree to: in which words, when, and when they take it back."""

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacte.models import Consent

if TYPE_CHECKING:
    from django.contrib.auth.models import User

VERIFICATION = "verification"
PURPOSES: dict[str, tuple[str, str | Promise]] = {
    VERIFICATION: (
        "2026-06",
        _(
            "L’animation utilise l’adresse donnée pour vérifier que vous agissez pour l’organisation"
        ),
    ),
}
"""Purpose → the version of its words, and the words."""


def give(*, user: "User", purpose: str, now: dt.datetime) -> Consent:
    """Record that a person agrees, in today's words; agreeing twice is agreeing once."""
    version, _words = PURPOSES[purpose]
    found, _created = Consent.objects.get_or_create(
        user=user, purpose=purpose, version=version, withdrawn_at=None, defaults={"given_at": now}
    )
    return found


def withdraw(*, user: "User", consent_id: int, now: dt.datetime) -> bool:
    """Record that a person takes an agreement of theirs back; say whether anything changed."""
    rows = Consent.objects.filter(pk=consent_id, user=user, withdrawn_at=None)
    return bool(rows.update(withdrawn_at=now))


def words_of(consent: Consent) -> str:
    """Return what was agreed to, in words."""
    _version, words = PURPOSES.get(consent.purpose, ("", consent.purpose))
    return str(words)
