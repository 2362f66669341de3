"""What the card of a result shows, kind by kind."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.knowledge import load
from search.entry import EntryKind
from search.presentation.why import why
from search.selectors import Found, Suggestion, commune_of
from search.wording import TYPE_NAMES

Row = dict[str, Any]


def card(found: Found) -> Row:
    """Give what the card of a result shows; ``kind`` says which card."""
    row = found.row
    shown = {
        "kind": str(found.kind),
        "kind_name": TYPE_NAMES[found.kind],
        "ref": str(found.hit.ref),
        "row": row,
        "why": why(found),
        "commune": commune_of(found),
        "title": found.title,
        "url": found.url,
        "is_fictitious": found.is_fictitious,
    }
    return {**shown, **OWN.get(found.kind, _nothing)(found)}


def _nothing(found: Found) -> Row:
    return {}


def _organisation(found: Found) -> Row:
    return {
        "kinds": found.kinds,
        "summary": found.row.summary,
        "offers": found.offers,
        "needs": found.needs,
        "is_signatory": found.is_signatory,
    }


def _action(found: Found) -> Row:
    pilot = found.row.pilot
    return {
        "status": found.row.get_status_display(),
        "pilot": pilot.name if pilot else "",
        "commitments": found.row.commitment_count,
    }


def _article(found: Found) -> Row:
    return {
        "day": found.row.date,
        "category": found.row.category.name,
        "summary": found.row.search_description,
    }


def _event(found: Found) -> Row:
    day = timezone.localtime(found.row.starts_at)
    return {"day": day, "category": _("Événement"), "summary": found.row.search_description}


def _resource(found: Found) -> Row:
    """Give the family of a resource and its everyday words."""
    row, known = found.row, load().resources
    family = row.code.partition(".")[0]
    return {
        "family": known[family].label if family in known and family != row.code else "",
        "words": row.synonyms[:6],
    }


OWN: Mapping[EntryKind, Callable[[Found], Row]] = {
    EntryKind.ORGANISATION: _organisation,
    EntryKind.ACTION: _action,
    EntryKind.ARTICLE: _article,
    EntryKind.EVENT: _event,
    EntryKind.RESOURCE: _resource,
}
"""What the card of a kind shows of its own."""


def completion(row: Suggestion) -> Row:
    """Give a completion as the search box reads it."""
    detail = str(TYPE_NAMES.get(row.kind, _("lieu")))
    return {"label": row.label, "url": row.url, "kind": row.kind, "detail": detail}


def feature(found: Found) -> Row | None:
    """Give a result as a point of GeoJSON, if it is somewhere."""
    coordinates = _coordinates(found.row)
    if coordinates is None:
        return None
    kinds = found.kinds if found.kind is EntryKind.ORGANISATION else [str(TYPE_NAMES[found.kind])]
    parts = [*kinds, commune_of(found)]
    if found.is_fictitious:
        parts.append(_("fictif"))
    properties = {
        "ref": str(found.hit.ref),
        "name": found.title,
        "url": found.url,
        "kind": "offer" if found.offers else "need" if found.needs else "",
        "text": " · ".join(part for part in parts if part),
    }
    return point(*coordinates, properties)


def _coordinates(row: Any) -> tuple[float, float] | None:
    """Give where a row is: its own place, its commune's, or its organisation's."""
    own = getattr(row, "coordinates", None)
    if own is not None:
        latitude, longitude = own
        return latitude, longitude
    commune = getattr(row, "commune", None)
    if commune is not None:
        return commune.latitude, commune.longitude
    organisation = getattr(row, "organisation", None)
    return _coordinates(organisation) if organisation is not None else None


def point(latitude: float, longitude: float, properties: Row) -> Row:
    """Give a point of GeoJSON."""
    place = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": place, "properties": properties}
