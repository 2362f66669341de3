"""Where the data of a suggestion come from, with their date where they have one."""

from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import SuggestionKind
from cooperation.wording.kinds.deduced import trade_label
from cooperation.wording.parts import Names, evidence_of

if TYPE_CHECKING:
    from cooperation.models import Suggestion


def sources_of(suggestion: "Suggestion", names: Names) -> list[str]:
    """Return the sources of a suggestion, each once, in the order of what it rests on."""
    found = [
        *_postings(suggestion),
        *_lot(suggestion),
        *_skills(suggestion),
        *_trades(suggestion),
        *_links(suggestion, names),
    ]
    return list(dict.fromkeys(found))


def _postings(suggestion: "Suggestion") -> list[str]:
    found = []
    for posting in (suggestion.offer, suggestion.need):
        if posting is not None:
            title = _("annonce « %(title)s »") % {"title": posting.title}
            if posting.published_on:
                day = date_format(posting.published_on)
                title = _("%(title)s du %(day)s") % {"title": title, "day": day}
            found.append(title)
    return found


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
