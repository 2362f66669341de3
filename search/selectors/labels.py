"""What people read for the codes of the facets."""

from collections.abc import Mapping

from django.db.models import Model, Value
from django.utils.dates import MONTHS

from cooperation.knowledge import load
from pacte.enums import SiaeType
from pacte.models import ArticleCategory, Commune, Epci, Kind, Label, Role, Theme
from search.wording import POSTING_LABELS, TYPE_LABELS

Labels = Mapping[str, Mapping[str, str]]
REFERENCES: Mapping[str, tuple[type[Model], str]] = {
    "kind": (Kind, "code"),
    "theme": (Theme, "code"),
    "role": (Role, "code"),
    "label": (Label, "code"),
    "epci": (Epci, "siren"),
    "commune": (Commune, "insee"),
    "category": (ArticleCategory, "code"),
}
"""The tables that name the codes of a facet, and the column that holds the code."""


def facet_labels() -> Labels:
    """Give the name of every code of every facet, in one query."""
    first, *others = [
        model._default_manager.order_by().values_list(Value(facet), key, "name")
        for facet, (model, key) in REFERENCES.items()
    ]
    names: dict[str, dict[str, str]] = {facet: {} for facet in REFERENCES}
    for facet, code, name in first.union(*others, all=True):
        names[facet][code] = name
    return {**names, **_fixed()}


def _fixed() -> dict[str, dict[str, str]]:
    known = load().resources
    return {
        "type": {code: str(label) for code, label in TYPE_LABELS.items()},
        "posting": {code: str(label) for code, label in POSTING_LABELS.items()},
        "siae": {str(value): str(label) for value, label in SiaeType.choices},
        "month": {str(number): str(name) for number, name in MONTHS.items()},
        "family": {code: row.label for code, row in known.items() if "." not in code},
    }
