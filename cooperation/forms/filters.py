"""What a visitor asks of the list of postings, read from the address."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from cooperation.enums import Direction
from cooperation.forms.fields import KIND_LABELS
from cooperation.knowledge import ResourceKind
from cooperation.selectors.postings import MAX_TEXT, PostingFilters, epcis_of_pact, kinds_offered

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from pacte.models import Epci


class FilterForm:
    """Filters from an address: whatever is not understood is left out."""

    def __init__(self, data: QueryDict) -> None:
        direction = data.get("direction", "")
        self.direction = direction if direction in Direction else ""
        self.kinds = [kind for kind in data.getlist("kind") if kind in set(ResourceKind)]
        self._epcis: list[Epci] = list(epcis_of_pact())
        asked = set(data.getlist("epci"))
        self.epcis = [row.slug for row in self._epcis if row.slug in asked]
        self.text = data.get("q", "").replace("\0", "").strip()[:MAX_TEXT]

    def filters(self) -> PostingFilters:
        """Return the filters as the selector takes them."""
        return PostingFilters(
            direction=self.direction,
            kinds=tuple(self.kinds),
            epcis=tuple(self.epcis),
            text=self.text,
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the filters in force, as parameters of an address."""
        pairs = [("q", self.text), ("direction", self.direction)]
        pairs += [("kind", kind) for kind in self.kinds]
        pairs += [("epci", slug) for slug in self.epcis]
        return [pair for pair in pairs if pair[1]]

    def chips(self) -> list[dict[str, str]]:
        """Return each filter in force with the address that removes it."""
        pairs = self.parameters()
        return [
            {
                "label": self._label(name, value),
                "url": "?" + urlencode([pair for pair in pairs if pair != (name, value)]),
            }
            for name, value in pairs
        ]

    def _label(self, name: str, value: str) -> str:
        if name == "direction":
            return str(Direction(value).label)
        if name == "kind":
            return str(KIND_LABELS[ResourceKind(value)])
        if name == "epci":
            return next(row.name for row in self._epcis if row.slug == value)
        return _("« %(text)s »") % {"text": value}

    def facets(self, user: "User | AnonymousUser") -> list[dict[str, Any]]:
        """Return the groups of choices to show."""
        sides = [("", _("Toutes")), *Direction.choices]
        kinds = [(kind, KIND_LABELS[kind], count) for kind, count in kinds_offered(user)]
        return [
            {
                "name": "direction",
                "title": _("Offre ou besoin"),
                "kind": "radio",
                "open": True,
                "options": [_option(v, label, v == self.direction) for v, label in sides],
            },
            {
                "name": "kind",
                "title": _("Nature de la ressource"),
                "kind": "checkbox",
                "open": True,
                "options": [_option(k, label, k in self.kinds, n) for k, label, n in kinds],
            },
            {
                "name": "epci",
                "title": _("Intercommunalité"),
                "kind": "checkbox",
                "open": bool(self.epcis),
                "options": [_option(r.slug, r.name, r.slug in self.epcis) for r in self._epcis],
            },
        ]


def _option(value: str, label: Any, selected: bool, count: int | None = None) -> dict[str, Any]:
    return {"value": value, "label": label, "selected": selected, "count": count}
