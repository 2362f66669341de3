"""What changes between two texts of a posting, field by field, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from cooperation.enums import Logistics, Period, PriceMode, Visibility
from cooperation.models import Posting
from cooperation.wording.postings import months_of, resource_label, unit_label
from pacte.models import Commune

FIELDS = (
    *("resource", "title", "description", "quantity", "unit", "period", "minimum_lot"),
    *("starts_on", "ends_on", "months", "commune", "max_distance_km", "service_zones", "labels"),
    *("kinds_may_answer", "price_mode", "price", "logistics", "logistics_note", "visibility"),
)
"""In the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changes: its name, what it says, what it would say."""

    label: str
    before: str
    after: str


def changes_of(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """List what differs between two contents, in words."""
    return [
        Change(_label(name), _said(name, before.get(name)), _said(name, after.get(name)))
        for name in FIELDS
        if before.get(name) != after.get(name)
    ]


def _label(name: str) -> str:
    label = str(Posting._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _said(name: str, value: Any) -> str:
    if value in (None, "", []) or (name == "months" and not value):
        return _("rien")
    write = WORDS.get(name)
    return write(value) if write else str(value)


def _number(value: str) -> str:
    return number_format(Decimal(value), use_l10n=True, force_grouping=True)


def _day(value: str) -> str:
    day = parse_date(value)
    return date_format(day) if day else value


def _commune(pk: int) -> str:
    row = Commune.objects.filter(pk=pk).first()
    return row.name if row else _("commune inconnue")


def _names(field: str) -> Callable[[list[int]], str]:
    def write(pks: list[int]) -> str:
        model = Posting._meta.get_field(field).related_model
        rows = model._default_manager.filter(pk__in=pks)
        return ", ".join(str(row) for row in rows) or _("rien")

    return write


def _choice(choices: Any) -> Callable[[str], str]:
    return lambda value: str(dict(choices.choices).get(value, value))


WORDS: dict[str, Callable[[Any], str]] = {
    "resource": resource_label,
    "unit": unit_label,
    "quantity": _number,
    "minimum_lot": _number,
    "price": _number,
    "starts_on": _day,
    "ends_on": _day,
    "months": months_of,
    "commune": _commune,
    "period": _choice(Period),
    "price_mode": _choice(PriceMode),
    "logistics": _choice(Logistics),
    "visibility": _choice(Visibility),
    "labels": _names("labels"),
    "kinds_may_answer": _names("kinds_may_answer"),
    "service_zones": _names("service_zones"),
}
