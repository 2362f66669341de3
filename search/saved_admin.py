"""The saved searches in the administration: looked at by administrators, tokens never shown."""

from typing import Any

from django.utils.translation import gettext_lazy

from pacte.admin.base import PactViewSet, ReadOnlyPolicy
from search.models import SavedSearch


class AdministratorsPolicy(ReadOnlyPolicy):
    """Personal data: administrators alone look at them, and nobody changes them here."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_superuser and super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return bool(user.is_superuser and super().user_has_any_permission(user, actions))


class SavedSearchViewSet(PactViewSet):
    """Who follows what, since when; no token, no list of results."""

    model = SavedSearch
    icon = "mail"
    menu_label = gettext_lazy("Recherches enregistrées")
    list_display = ["name", "email", "frequency", "created_at", "confirmed_at", "told_at"]
    list_filter = ["frequency"]
    search_fields = ["name", "email"]
    inspect_view_enabled = False
