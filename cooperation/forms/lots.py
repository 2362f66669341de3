"""What a visitor asks of the list of lots, read from the address."""

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation.enums import LotStatus, Reservation
from cooperation.selectors import lots
from cooperation.selectors.postings import epcis_of_pact
from cooperation.wording.postings import resource_label

Option = tuple[str, str, int | None]


class LotFilterForm:
    """Filters from an address: whatever is not understood is left out."""

    def __init__(self, data: QueryDict) -> None:
        self.options: dict[str, list[Option]] = {
            "etat": [(code, str(label), None) for code, label in LotStatus.choices],
            "service": [(code, resource_label(code), count) for code, count in lots.families()],
            "reservation": [
                (lots.OPEN_TO_ALL, _("Ouvert à toutes les entreprises"), None),
                *((code, str(label), None) for code, label in Reservation.choices),
            ],
            "epci": [(row.slug, row.name, None) for row in epcis_of_pact()],
        }
        self.asked = {name: self._asked(data, name) for name in self.options}
        self.asked["etat"] = self.asked["etat"][:1]

    def _asked(self, data: QueryDict, name: str) -> list[str]:
        wanted = set(data.getlist(name))
        return [code for code, _label, _count in self.options[name] if code in wanted]

    def filters(self) -> lots.LotFilters:
        """Return the filters as the selector takes them."""
        return lots.LotFilters(
            status="".join(self.asked["etat"]),
            services=tuple(self.asked["service"]),
            reservations=tuple(self.asked["reservation"]),
            epcis=tuple(self.asked["epci"]),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the filters in force, as parameters of an address."""
        return [(name, code) for name, codes in self.asked.items() for code in codes]

    def chips(self) -> list[dict[str, str]]:
        """Return each filter in force with the address that removes it."""
        pairs = self.parameters()
        labels = {(name, row[0]): row[1] for name, rows in self.options.items() for row in rows}
        return [
            {
                "label": labels[pair],
                "url": "?" + urlencode([other for other in pairs if other != pair]),
            }
            for pair in pairs
        ]

    def facets(self) -> list[dict[str, Any]]:
        """Return the groups of choices to show."""
        everything = {"value": "", "label": _("Tous"), "selected": not self.asked["etat"]}
        titles = {
            "etat": _("État"),
            "service": _("Service demandé"),
            "reservation": _("Réservation"),
            "epci": _("Intercommunalité"),
        }
        return [
            {
                "name": name,
                "title": title,
                "kind": "radio" if name == "etat" else "checkbox",
                "open": name in {"etat", "service"} or bool(self.asked[name]),
                "options": [
                    *([everything | {"count": None}] if name == "etat" else []),
                    *self._options(name),
                ],
            }
            for name, title in titles.items()
        ]

    def _options(self, name: str) -> list[dict[str, Any]]:
        return [
            {"value": code, "label": label, "selected": code in self.asked[name], "count": count}
            for code, label, count in self.options[name]
        ]
