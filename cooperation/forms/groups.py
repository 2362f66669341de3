"""What the staff ask of the page of groups, read from the address."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation.selectors.groups import VIEWS, Filters
from pacte.models import Epci, Theme


class GroupsForm:
    """View and filters from an address: whatever is not understood is left out."""

    def __init__(self, data: QueryDict) -> None:
        self.themes = list(Theme.objects.values_list("code", "name"))
        self.epcis = list(Epci.objects.order_by("name").values_list("siren", "name"))
        view, theme, epci = (data.get(name, "") for name in ("vue", "theme", "territoire"))
        self.view = view if view in VIEWS else VIEWS[0]
        self.theme = theme if theme in dict(self.themes) else ""
        self.epci = epci if epci in dict(self.epcis) else ""

    def filters(self) -> Filters:
        """Return the filters as the selector takes them."""
        return Filters(theme=self.theme, territory=self.epci)

    def query(self, **changes: str) -> str:
        """Return the address of what is shown, some of it changed."""
        asked = {"vue": self.view, "theme": self.theme, "territoire": self.epci} | changes
        return urlencode({name: value for name, value in asked.items() if value})

    def tabs(self) -> list[dict[str, Any]]:
        """Return the views to choose from."""
        labels = {
            "rencontres": _("Ateliers par thème"),
            "ressources": _("Ateliers par ressource"),
            "emploi": _("Job dating"),
            "liens": _("Liens"),
            "besoins": _("Besoins sans réponse"),
            "territoires": _("Thèmes et territoires"),
        }
        return [
            {
                "label": labels[view],
                "url": f"?{self.query(vue=view)}",
                "icon": "",
                "current": view == self.view,
            }
            for view in VIEWS
        ]

    def selects(self) -> list[dict[str, Any]]:
        """Return the lists to choose from."""
        return [
            {"name": "theme", "label": _("Thème"), "value": self.theme, "options": self.themes},
            {
                "name": "territoire",
                "label": _("Territoire"),
                "value": self.epci,
                "options": self.epcis,
            },
        ]
