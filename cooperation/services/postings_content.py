"""What a posting says, apart from its state: written as plain values, and read back."""

import datetime as dt
from decimal import Decimal
from typing import Any

from cooperation.models import Posting
from pacte.models import Commune

TEXTS = (
    *("resource", "title", "description", "unit", "period", "price_mode"),
    *("logistics", "logistics_note", "visibility"),
)
NUMBERS = ("months", "max_distance_km")
DECIMALS = ("quantity", "minimum_lot", "price")
DAYS = ("starts_on", "ends_on")
SETS = ("labels", "kinds_may_answer", "service_zones")
FIELDS = (*TEXTS, *NUMBERS, *DECIMALS, *DAYS, "commune", *SETS)
"""Everything that an author may change once it is published: neither the side nor who posts."""


def content_of(posting: Posting) -> dict[str, Any]:
    """Write what a posting says as JSON holds it."""
    found: dict[str, Any] = {name: getattr(posting, name) for name in (*TEXTS, *NUMBERS)}
    for name in DECIMALS:
        value = getattr(posting, name)
        found[name] = None if value is None else format(Decimal(value).normalize(), "f")
    for name in DAYS:
        day = getattr(posting, name)
        found[name] = day.isoformat() if day else None
    found["commune"] = posting.commune_id
    for name in SETS:
        found[name] = sorted(row.pk for row in getattr(posting, name).all())
    return found


def put_content(posting: Posting, content: dict[str, Any]) -> Posting:
    """Give a posting, not saved, what some content says; what is gone since is left out."""
    for name in (*TEXTS, *NUMBERS):
        setattr(posting, name, content[name])
    for name in DECIMALS:
        setattr(posting, name, None if content[name] is None else Decimal(content[name]))
    for name in DAYS:
        setattr(posting, name, dt.date.fromisoformat(content[name]) if content[name] else None)
    posting.commune = Commune.objects.filter(pk=content["commune"]).first()
    for name in SETS:
        model = Posting._meta.get_field(name).related_model
        setattr(posting, name, list(model.objects.filter(pk__in=content[name])))
    return posting


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Name what differs between two contents, in the order of the fields."""
    return [name for name in FIELDS if before.get(name) != after.get(name)]
