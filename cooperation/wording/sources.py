"""Where the data of a suggestion come from, with their date where they have one."""

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import SuggestionKind
from cooperation.wording.kinds.deduced import trade_label
from cooperation.wording.parts import Names, evidence_of
from cooperation.wording.postings import day_of

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def sources_of(suggestion: "Suggestion", names: Names) -> list[str]:
    """Return the sources of a suggestion, each once, in the order of what it rests on."""
    found = [
        *_postings(suggestion),
        *_steps(suggestion, names),
        *_lot(suggestion),
        *_skills(suggestion),
        *_trades(suggestion),
        *_links(suggestion, names),
    ]
    return list(dict.fromkeys(found))


def _postings(suggestion: "Suggestion") -> list[str]:
    rows = (suggestion.offer, suggestion.need)
    return [posting_source(row.title, row.published_on) for row in rows if row is not None]


def posting_source(title: str, published_on: dt.date | None) -> str:
    """Name a posting, with its day once it is published."""
    text = _("annonce « %(title)s »") % {"title": title}
    if published_on is None:
        return text
    return _("%(title)s du %(day)s") % {"title": text, "day": day_of(published_on)}


def postings_of_steps(suggestion: "Suggestion") -> list[int]:
    """Return the postings that a loop goes through, in its order."""
    if suggestion.kind != SuggestionKind.LOOP:
        return []
    told = evidence_of(suggestion, "quantity")
    pairs = zip(told.get("offers", ()), told.get("needs", ()), strict=False)
    return [pk for pair in pairs for pk in pair if pk]


def _steps(suggestion: "Suggestion", names: Names) -> list[str]:
    keys = (f"posting:{pk}" for pk in postings_of_steps(suggestion))
    return [names[key] for key in keys if key in names]


def _lot(suggestion: "Suggestion") -> list[str]:
    if suggestion.lot is None:
        return []
    rows, hours = suggestion.organisations, evidence_of(suggestion, "capacity").get("by", ())
    declared = [
        _("capacité déclarée : %(name)s") % {"name": rows[pk].name}
        for pk, count in zip(suggestion.parties[:-1], hours, strict=False)
        if count and pk in rows
    ]
    values = {"title": suggestion.lot.title, "day": date_format(suggestion.lot.updated_at)}
    return [_("lot « %(title)s », fiche du %(day)s") % values, *declared]


def _skills(suggestion: "Suggestion") -> list[str]:
    rows, steps = suggestion.organisations, suggestion.path
    owners = [
        after["id"]
        for step, after in pairwise(steps)
        if step["kind"] == "transformation" and after["kind"] == "organisation"
    ]
    return [
        _("savoir-faire enregistré : %(name)s") % {"name": rows[pk].name}
        for pk in owners
        if pk in rows
    ]


def _trades(suggestion: "Suggestion") -> list[str]:
    if suggestion.kind != SuggestionKind.DEDUCED:
        return []
    likely = evidence_of(suggestion, "likelihood")
    row = suggestion.giver if likely.get("side") == "offer" else suggestion.receiver
    values = {"name": row.name, "trade": trade_label(str(likely.get("trade", "")))}
    return [_("métier (%(trade)s) lu dans la fiche de %(name)s") % values]


def _links(suggestion: "Suggestion", names: Names) -> list[str]:
    if suggestion.kind != SuggestionKind.STRUCTURAL:
        return []
    partners = evidence_of(suggestion, "partners").get("shared", ())
    actions = evidence_of(suggestion, "commitments").get("shared", ())
    found = [
        _("coopérations enregistrées avec %(name)s") % {"name": names[f"organisation:{pk}"]}
        for pk in partners
        if f"organisation:{pk}" in names
    ]
    return [*found, *([_("engagements de la feuille de route")] if actions else [])]
