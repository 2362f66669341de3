"""The filters in force and what was understood in the text, each with what removes it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.language import Chip
from search.language.chips import VISITOR
from search.language.spans import ASIDE
from search.selectors import Results
from search.wording import FACET_TITLES

Row = dict[str, Any]
NEAR = "near"
MOST_PROPOSED = 4


def chips(results: Results) -> list[Row]:
    """Give the filters that were chosen, each with the address that drops it."""
    address = results.address
    rows = [
        {
            "label": _("%(facet)s : %(value)s")
            % {"facet": FACET_TITLES[facet], "value": results.labels[facet][value]},
            "url": address.without((facet, value)),
        }
        for facet, values in address.query.selected.items()
        for value in values
        if facet != "type"
    ]
    near = address.query.near
    if near and near.radius_km:
        label = _("À moins de %(km)s km") % {"km": _kilometres(near.radius_km)}
        rows.append({"label": label, "url": address.without_near()})
    return rows


def _kilometres(number: float) -> str:
    return f"{number:g}".replace(".", ",")


def understood(results: Results) -> list[Row]:
    """Give what was understood in the text, each with the address that reads it as plain words."""
    return [
        {
            "label": _read_as(results, chip),
            "words": chip.words,
            "url": results.address.ignoring(chip.code),
            "asks_position": chip.needs_position,
        }
        for chip in results.reading.chips
    ]


def _read_as(results: Results, chip: Chip) -> str:
    """Say what some words were taken for."""
    if chip.facet == ASIDE:
        return _("mots sans importance ici")
    if chip.facet != NEAR:
        values = {"facet": FACET_TITLES[chip.facet], "value": chip.label}
        return _("%(facet)s : %(value)s") % values
    values = {"km": _kilometres(chip.radius_km or 0), "place": chip.label or _around(chip.origin)}
    if chip.radius_km is None:
        return _("Près de %(place)s") % values
    return _("À moins de %(km)s km de %(place)s") % values


def _around(origin: str) -> str:
    return _("vous") if origin == VISITOR else _("votre position")


def proposed(results: Results) -> list[Row]:
    """Give the filters that some words may mean, each with the address that applies it."""
    address = results.address
    return [
        {
            "label": _read_as(results, chip),
            "url": address.url([*address.pairs(), *((chip.facet, code) for code in chip.codes)]),
        }
        for chip in results.reading.understanding.proposed
        if chip.facet in FACET_TITLES
        and not set(chip.codes) & set(address.query.selected.get(chip.facet, ()))
    ][:MOST_PROPOSED]


def meant(results: Results) -> Row | None:
    """Give the text that was probably meant, and its address."""
    text = results.reading.meant
    if not text:
        return None
    pairs = [pair for pair in results.address.pairs() if pair[0] != "q"]
    return {"text": text, "url": results.address.url([("q", text), *pairs])}


def ways_out(results: Results) -> list[Row]:
    """Say what to give up when nothing is found, and how many results each would give."""
    return [
        {"label": _way(row.what, row.name), "count": _number(row.count), "url": row.url}
        for row in results.relaxations
    ]


def _number(count: int) -> str:
    return ngettext("%(n)s résultat", "%(n)s résultats", count) % {"n": count}


def _way(what: str, name: str) -> str:
    if what == "read":
        return _("Ne pas comprendre « %(name)s »") % {"name": name}
    if what == "near":
        return _("Sans limite de distance")
    if what == "type":
        return _("Chercher parmi tout, pas seulement ici")
    if what == "words":
        return _("Sans les mots « %(name)s »") % {"name": name}
    return _("Sans le filtre %(facet)s : %(name)s") % {"facet": FACET_TITLES[what], "name": name}
