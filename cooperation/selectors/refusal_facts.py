"""What is known today of suggestions, as refusals look at it: plain values, few queries."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from cooperation.models import Capability, Cooperation, Posting, Suggestion
from cooperation.selectors.refusals import Facts
from cooperation.wording.parts import evidence_of
from pacte.models import Organisation

CONTENT = (
    "title", "description", "quantity", "minimum_lot", "unit", "period", "starts_on", "ends_on",
    "months", "commune_id", "max_distance_km", "price_mode", "price", "logistics",
    "logistics_note", "visibility",
)  # fmt: skip
"""What makes another posting of a posting."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What an organisation is and does, read once for all its suggestions."""

    pk: int
    trade: list[Any]
    flows: dict[tuple[str, str], list[int]]


def facts_of(rows: Iterable[Suggestion], organisation: Organisation) -> dict[int, Facts]:
    """Return what refusals look at for each suggestion, in six queries at most."""
    found = list(rows)
    if not found:
        return {}
    prefetch_related_objects(found, "giver__labels", "offer__labels", "need__labels")
    ours = _ours(organisation)
    return {row.pk: _facts(row, ours) for row in found}


def _ours(organisation: Organisation) -> Ours:
    capabilities = Capability.objects.filter(organisation=organisation)
    kinds = sorted(organisation.kinds.values_list("code", flat=True))
    masters = sorted(capabilities.values_list("transformation", flat=True))
    flows: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = Cooperation.objects.filter(Q(giver=organisation) | Q(receiver=organisation))
    for pk, giver, resource in rows.order_by("pk").values_list("pk", "giver_id", "resource"):
        flows["gives" if giver == organisation.pk else "receives", resource].append(pk)
    trade = [organisation.naf, organisation.siae_type, organisation.summary, kinds, masters]
    return Ours(organisation.pk, trade, flows)


def _facts(row: Suggestion, ours: Ours) -> Facts:
    side = side_of(row, ours.pk)
    sides = ("gives", "receives") if not side else (side,)
    metres = evidence_of(row, "distance").get("metres")
    return {
        "kilometres": None if metres is None else round(metres / 1000),
        "radii": _radii(row, gives=side == "gives"),
        "quantities": [*map(_quantity, (row.offer, row.need)), row.lot and row.lot.hours],
        "price": _price(row.offer or row.need),
        "paying": side != "gives",
        "timing": [*map(_timing, (row.offer, row.need)), row.lot and _days(row.lot)],
        "labels": [_labels(row.giver), *map(_labels, (row.offer, row.need))],
        "trade": ours.trade,
        "flows": sorted(pk for way in sides for pk in ours.flows.get((way, row.resource), ())),
        "postings": [*map(_print_of, (row.offer, row.need))],
    }


def side_of(row: Suggestion, organisation_id: int) -> str:
    """Return what an organisation does in a suggestion; nothing in the middle of a chain."""
    if row.giver_id == organisation_id:
        return "gives"
    return "receives" if row.receiver_id == organisation_id else ""


def _radii(row: Suggestion, *, gives: bool) -> dict[str, int | None]:
    giver = _radius(row.offer, row.giver)
    receiver = _radius(row.need, row.receiver)
    ours, theirs = (giver, receiver) if gives else (receiver, giver)
    return {"ours": ours, "theirs": theirs}


def _radius(posting: Posting | None, organisation: Organisation) -> int | None:
    own = posting.max_distance_km if posting else None
    return organisation.service_radius_km if own is None else own


def _quantity(posting: Posting | None) -> list[str] | None:
    if posting is None:
        return None
    numbers = (posting.quantity, posting.minimum_lot)
    shown = ["" if number is None else f"{number:.3f}" for number in numbers]
    return [*shown, posting.unit, posting.period]


def _price(posting: Posting | None) -> list[str | None]:
    if posting is None:
        return ["", None]
    return [posting.price_mode, None if posting.price is None else f"{posting.price:.2f}"]


def _timing(posting: Posting | None) -> list[Any] | None:
    return [posting.months, *_days(posting)] if posting else None


def _days(row: Any) -> list[str | None]:
    return [day and day.isoformat() for day in (row.starts_on, row.ends_on)]


def _labels(row: Any) -> list[str]:
    return sorted(label.code for label in row.labels.all()) if row else []


def _print_of(posting: Posting | None) -> str:
    """Return a print of what a posting says, the same as long as it says the same."""
    if posting is None:
        return ""
    said = [str(getattr(posting, name)) for name in CONTENT] + _labels(posting)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
