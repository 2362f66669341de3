"""What this package holds of a person: the searches that they follow by e-mail."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pacte.services.personal_data import Held, Who, hold
from search.models.saved import SavedSearch

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _searches(who: Who) -> "QuerySet[SavedSearch]":
    return SavedSearch.objects.filter(who.has_address("email"))


def declare() -> None:
    """Say what is held, when the application starts."""
    hold(
        Held(
            "saved_searches",
            _("Les recherches que vous suivez"),
            _searches,
            ("name", "email", "frequency", "created_at", "confirmed_at"),
            lambda who: _searches(who).delete(),
        )
    )
