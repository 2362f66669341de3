"""The directory in words: options, chips, tabs and sentences, for the templates."""

import math
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.models import Commune
from search.addresses import LIST, MAP, SORTS
from search.backends.base import Completion
from search.query import Facet
from search.selectors import Directory, Found
from search.wording import FACET_TITLES, FIELD_NAMES, SORT_LABELS, VIEW_LABELS

OPEN_FACETS = {"posting", "kind"}
TOWN_POPULATION = 3_000
NAME_HEIGHT, NAME_WIDTH = 0.05, 0.17
"""What the name of a town takes on the map, in degrees."""
ICONS = {LIST: "list", MAP: "map"}
Row = dict[str, Any]


def context(directory: Directory) -> Row:
    """Give the template all that it shows."""
    address, result = directory.address, directory.result
    return {
        "directory": directory,
        "query": address.query,
        "result": result,
        "cards": [card(found) for found in directory.found],
        "is_map": address.view == MAP,
        "heading": heading(directory),
        "facets": facets(directory),
        "sorts": sorts(directory),
        "chips": chips(directory),
        "clear_url": address.without_filters(),
        "tabs": tabs(directory),
        "kept": [pair for pair in address.pairs() if pair[0] in {"lat", "lon", "rayon", "vue"}],
        "page_query": address.url()[1:],
        "points_url": reverse("search:directory-points") + address.url(),
        "themes": themes(directory),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_TILES_ATTRIBUTION,
    }


def heading(directory: Directory) -> str:
    total, text = directory.result.total, directory.address.query.text
    if not total:
        found = _("Aucune organisation trouvée")
    else:
        found = ngettext("%(n)s organisation", "%(n)s organisations", total) % {"n": total}
    return _("%(found)s pour « %(text)s »") % {"found": found, "text": text} if text else found


def facets(directory: Directory) -> list[Row]:
    """Give the facets that have something to choose, those in use unfolded."""
    shown = [(facet, _options(directory, facet)) for facet in directory.result.facets]
    return [
        {
            "name": facet.code,
            "title": FACET_TITLES[facet.code],
            "options": options,
            "open": facet.code in OPEN_FACETS or any(o["selected"] for o in options),
        }
        for facet, options in shown
        if options and facet.code != "type"
    ]


def _options(directory: Directory, facet: Facet) -> list[Row]:
    names = directory.labels[facet.code]
    options = [
        {"value": v.code, "label": names[v.code], "count": v.count, "selected": v.selected}
        for v in facet.values
        if v.code in names
    ]
    return sorted(options, key=lambda option: (-option["count"], option["label"]))


def sorts(directory: Directory) -> list[Row]:
    """Give the orders that make sense: by distance only from somewhere."""
    query = directory.address.query
    return [
        {"value": code, "label": SORT_LABELS[code], "count": None, "selected": sort is query.sort}
        for code, sort in SORTS.items()
        if query.near or code != "distance"
    ]


def chips(directory: Directory) -> list[Row]:
    """Give the filters in force, each with the address that drops it."""
    address = directory.address
    rows = [
        {
            "label": _("%(facet)s : %(value)s")
            % {"facet": FACET_TITLES[facet], "value": directory.labels[facet][value]},
            "url": address.without((facet, value)),
        }
        for facet, values in address.query.selected.items()
        for value in values
    ]
    near = address.query.near
    if near and near.radius_km:
        label = _("À moins de %(km)s km") % {"km": f"{near.radius_km:g}".replace(".", ",")}
        rows.append({"label": label, "url": address.without_near()})
    return rows


def tabs(directory: Directory) -> list[Row]:
    address = directory.address
    return [
        {
            "label": VIEW_LABELS[view],
            "url": address.seen_as(view),
            "icon": ICONS[view],
            "current": view == address.view,
        }
        for view in (LIST, MAP)
    ]


def themes(directory: Directory) -> list[Row]:
    """Suggest the themes of the pact to who found nothing."""
    if directory.result.total:
        return []
    names = sorted(directory.labels["theme"].items(), key=lambda pair: pair[1])
    return [
        {"label": name, "url": directory.address.url([("theme", code)])} for code, name in names
    ]


def card(found: Found) -> Row:
    """Give what the card of an organisation shows."""
    organisation = found.organisation
    return {
        "title": organisation.name,
        "url": organisation.get_absolute_url(),
        "kinds": found.kinds,
        "commune": organisation.commune.name if organisation.commune else "",
        "summary": organisation.summary,
        "offers": found.offers,
        "needs": found.needs,
        "is_signatory": found.is_signatory,
        "is_fictitious": organisation.is_fictitious,
        "why": why(found),
    }


def why(found: Found) -> str:
    """Say where the words were found, and which; nothing when no word was asked."""
    fields = ", ".join(str(FIELD_NAMES[name]) for name in found.hit.why)
    words = ", ".join(f"« {word} »" for word in found.hit.highlights)
    if not fields:
        return ""
    return _("Trouvé dans : %(fields)s%(words)s") % {
        "fields": fields,
        "words": f" – {words}" if words else "",
    }


def completion(row: Completion) -> Row:
    return {"name": row.name, "url": row.url}


def ground(communes: Iterable[Commune]) -> list[Row]:
    """Give communes as points, most peopled first; a name only where a larger one is not near."""
    named: list[Commune] = []
    rows = []
    for commune in communes:
        alone = not any(_close(commune, other) for other in named)
        if alone and commune.population >= TOWN_POPULATION:
            named.append(commune)
        name = commune.name if named and named[-1] is commune else ""
        size = round(math.sqrt(commune.population) / 80, 1)
        rows.append(_point(commune.latitude, commune.longitude, {"name": name, "size": size}))
    return rows


def _close(first: Commune, second: Commune) -> bool:
    """Say whether two names would overlap on a map of the whole territory."""
    apart = abs(first.longitude - second.longitude)
    return abs(first.latitude - second.latitude) < NAME_HEIGHT and apart < NAME_WIDTH


def _point(latitude: float, longitude: float, properties: Row) -> Row:
    place = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": place, "properties": properties}


def feature(found: Found) -> Row | None:
    """Give an organisation as a point of GeoJSON, if it is somewhere."""
    organisation = found.organisation
    if organisation.coordinates is None:
        return None
    parts = [*found.kinds, organisation.commune.name if organisation.commune else ""]
    if organisation.is_fictitious:
        parts.append(_("fictif"))
    properties = {
        "name": organisation.name,
        "url": organisation.get_absolute_url(),
        "kind": "offer" if found.offers else "need" if found.needs else "",
        "text": " · ".join(part for part in parts if part),
    }
    return _point(*organisation.coordinates, properties)
