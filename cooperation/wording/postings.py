"""Needs and offers in readable French: quantities, months, dates, distances."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation import knowledge
from cooperation.enums import Direction, Period
from cooperation.months import ALL_MONTHS, from_mask

if TYPE_CHECKING:
    from cooperation.models import Lot, Posting

NBSP = "\u00a0"
SYMBOLS = {
    "kg": "kg",
    "g": "g",
    "t": "t",
    "l": "l",
    "hl": "hl",
    "m3": "m³",
    "m2": "m²",
    "ha": "ha",
    "m": "m",
    "kwh": "kWh",
    "mwh": "MWh",
}


def resource_label(code: str) -> str:
    """Return the French label of a resource, or its code when the taxonomy lost it."""
    resource = knowledge.load().resources.get(code)
    return resource.label if resource else code


def unit_label(code: str) -> str:
    """Return a unit as it reads in a list of choices: ``kg`` or ``pièce``."""
    unit = knowledge.load().units.get(code)
    return SYMBOLS.get(code) or (unit.label if unit else code)


def _counted(code: str, many: bool) -> str:
    count = 2 if many else 1
    words = {
        "piece": ngettext("pièce", "pièces", count),
        "dozen": ngettext("douzaine", "douzaines", count),
        "meal": _("repas"),
        "hour": ngettext("heure", "heures", count),
        "day": ngettext("journée", "journées", count),
        "place": ngettext("place", "places", count),
        "position": ngettext("poste", "postes", count),
        "trip": ngettext("tournée", "tournées", count),
        "service": ngettext("prestation", "prestations", count),
    }
    return words.get(code) or unit_label(code)


def amount(quantity: Decimal, unit: str) -> str:
    """Return a quantity with its unit: ``1 200 kg``, ``2,5 t``, ``3 journées``."""
    text = format(quantity.normalize(), "f")
    number = number_format(Decimal(text), use_l10n=True, force_grouping=True)
    return f"{number}{NBSP}{_counted(unit, abs(quantity) >= 2)}"


def quantity_of(posting: "Posting") -> str:
    """Return how much, and how often: ``120 kg par semaine``; nothing when it is not told."""
    if posting.quantity is None:
        return ""
    text = amount(Decimal(posting.quantity), posting.unit)
    if posting.period == Period.ONE_OFF:
        return text
    return f"{text} {posting.get_period_display()}"


def _month_names() -> tuple[str, ...]:
    return tuple(
        _("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
        .split()
    )  # fmt: skip


def _runs(mask: int) -> list[tuple[int, int]]:
    """Group months into runs that may go round the year: ``(11, 2)``."""
    runs: list[tuple[int, int]] = []
    for month in from_mask(mask):
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == 12:
        first = runs.pop(0)
        runs[-1] = (runs[-1][0], first[1])
    return runs


def _run(start: int, end: int) -> str:
    names = _month_names()
    if start == end:
        return _("en %(month)s") % {"month": names[start - 1]}
    first, last = names[start - 1], names[end - 1]
    if first[0] in "aeiouyhàâéèêëîïôûù":
        return _("d’%(first)s à %(last)s") % {"first": first, "last": last}
    return _("de %(first)s à %(last)s") % {"first": first, "last": last}


def months_of(mask: int) -> str:
    """Return months in words: ``de juin à septembre``, ``toute l’année``; nothing for 0."""
    if not mask:
        return ""
    if mask == ALL_MONTHS:
        return _("toute l’année")
    runs = [_run(*run) for run in _runs(mask)]
    if len(runs) == 1:
        return runs[0]
    return _("%(first)s et %(last)s") % {"first": ", ".join(runs[:-1]), "last": runs[-1]}


def day_of(day: dt.date) -> str:
    """Return a date as people say it: the first of a month is ``1er``."""
    text = date_format(day)
    return _("1er%(rest)s") % {"rest": text[1:]} if day.day == 1 and text[:2] == "1 " else text


def dates_of(posting: "Posting | Lot") -> str:
    """Return when a posting, or a lot, holds: ``du 3 mars 2027 au 30 juin 2027``."""
    start = day_of(posting.starts_on) if posting.starts_on else ""
    end = day_of(posting.ends_on) if posting.ends_on else ""
    if start and end:
        if start == end:
            return _("le %(date)s") % {"date": start}
        return _("du %(start)s au %(end)s") % {"start": start, "end": end}
    if start:
        return _("à partir du %(start)s") % {"start": start}
    return _("jusqu’au %(end)s") % {"end": end} if end else ""


def distance_of(posting: "Posting") -> str:
    """Return how far: ``à 20 km au plus``."""
    if posting.max_distance_km is None:
        return ""
    return _("à %(km)s km au plus") % {"km": posting.max_distance_km}


def when_of(posting: "Posting") -> str:
    """Return the months and dates of a posting, for a card."""
    return ", ".join(part for part in (months_of(posting.months), dates_of(posting)) if part)


def price_of(posting: "Posting") -> str:
    """Return the terms: ``Don``, ``Prix : 1,20 € par kg``."""
    mode: str = posting.get_price_mode_display()
    if posting.price is None:
        return mode
    price = number_format(Decimal(posting.price), decimal_pos=2, force_grouping=True)
    text = _("%(mode)s : %(price)s €") % {"mode": mode, "price": price}
    if not posting.unit:
        return text
    return _("%(text)s par %(unit)s") % {"text": text, "unit": _counted(posting.unit, False)}


def sentence_of(posting: "Posting", quantity: str | None = None) -> str:
    """Return a posting in one phrase: what, how much as posted unless told, when, how far."""
    parts = (
        resource_label(posting.resource),
        quantity_of(posting) if quantity is None else quantity,
        months_of(posting.months),
        dates_of(posting),
        distance_of(posting),
    )
    side = _("Offre") if posting.direction == Direction.OFFER else _("Besoin")
    details = ", ".join(part for part in parts if part)
    return _("%(side)s : %(details)s") % {"side": side, "details": details}
