"""Fields shared by the public form and the administration."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import knowledge
from cooperation.knowledge import ResourceKind
from cooperation.months import from_mask, to_mask
from cooperation.wording.postings import unit_label

KIND_LABELS = {
    ResourceKind.FOOD: _("Produits alimentaires"),
    ResourceKind.PREPARED_FOOD: _("Plats et produits préparés"),
    ResourceKind.BYPRODUCT: _("Invendus, coproduits et déchets"),
    ResourceKind.MATERIAL: _("Matériaux et contenants"),
    ResourceKind.EQUIPMENT: _("Matériel à partager"),
    ResourceKind.PREMISES: _("Locaux et espaces"),
    ResourceKind.SERVICE: _("Services"),
    ResourceKind.JOB: _("Emplois et stages"),
    ResourceKind.TRAINING: _("Formations"),
    ResourceKind.ENERGY: _("Énergie"),
}
MONTHS = tuple(
    enumerate(
        (
            _("janvier"),
            _("février"),
            _("mars"),
            _("avril"),
            _("mai"),
            _("juin"),
            _("juillet"),
            _("août"),
            _("septembre"),
            _("octobre"),
            _("novembre"),
            _("décembre"),
        ),
        start=1,
    )
)


def resource_choices() -> list[tuple[Any, Any]]:
    """Return every resource by kind, in the order of the taxonomy."""
    groups: dict[ResourceKind, list[tuple[str, str]]] = {kind: [] for kind in ResourceKind}
    for code, row in knowledge.load().resources.items():
        groups[row.kind].append((code, "\u2003" * (row.depth - 1) + row.label))
    shown = [(KIND_LABELS[kind], rows) for kind, rows in groups.items() if rows]
    return [("", "---------"), *shown]


def transformation_choices() -> list[tuple[str, str]]:
    """Return every transformation, by label."""
    rows = knowledge.load().transformations
    pairs = sorted(((code, row.label) for code, row in rows.items()), key=lambda pair: pair[1])
    return [("", "---------"), *pairs]


def unit_choices() -> list[tuple[str, str]]:
    """Return the units that some resource allows."""
    known = knowledge.load()
    used = {unit for row in known.resources.values() for unit in row.units}
    return [("", "---------"), *((code, unit_label(code)) for code in known.units if code in used)]


def units_in_words(codes: Iterable[str]) -> str:
    """Return units in a sentence: ``kg, t, pièce``."""
    return ", ".join(unit_label(code) for code in codes)


class MonthsField(forms.TypedMultipleChoiceField):
    """Twelve boxes, stored as the mask of :mod:`cooperation.months`."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mois de l’année"))
        kwargs.setdefault("required", False)
        super().__init__(choices=MONTHS, coerce=int, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [str(month) for month in from_mask(value)] if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        return to_mask(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial or 0), data))


class UnitField(forms.ChoiceField):
    """A unit among those that some resource allows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Unité"))
        kwargs.setdefault("required", False)
        super().__init__(choices=unit_choices, **kwargs)


class ResourceField(forms.ChoiceField):
    """A resource of the taxonomy, by kind."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Ressource"))
        super().__init__(choices=resource_choices, **kwargs)


def unit_error(resource_code: str, unit: str) -> ValidationError | None:
    """Return the error of a unit that a resource does not allow, telling the possible ones."""
    resource = knowledge.load().resources.get(resource_code)
    if resource is None or not unit or unit in resource.units:
        return None
    message = _("« %(resource)s » ne se compte pas en %(unit)s. Unités possibles : %(units)s.")
    params = {
        "resource": resource.label,
        "unit": unit_label(unit),
        "units": units_in_words(resource.units),
    }
    return ValidationError(message, code="unit", params=params)
