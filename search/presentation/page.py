"""All that the template of a page of results shows."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.addresses import MAP
from search.entry import EntryKind
from search.presentation.cards import card
from search.presentation.chips import chips, meant, proposed, understood, ways_out
from search.presentation.facets import facets, sorts, tabs, views
from search.selectors import Results

Row = dict[str, Any]


def context(results: Results) -> Row:
    """Give the template all that it shows."""
    address, result = results.address, results.result
    path = reverse("search:results")
    return {
        "results": results,
        "query": address.query,
        "result": result,
        "cards": [card(found) for found in results.found],
        "partly": [card(found) for found in results.partly],
        "is_map": address.view == MAP,
        "is_directory": results.only is EntryKind.ORGANISATION,
        "heading": heading(results),
        "facets": facets(results),
        "sorts": sorts(results),
        "chips": chips(results),
        "understood": understood(results),
        "proposed": proposed(results),
        "meant": meant(results),
        "ways_out": ways_out(results),
        "clear_url": address.without_filters(),
        "tabs": tabs(results, path),
        "views": views(results),
        "kept": [pair for pair in address.pairs() if pair[0] in KEPT],
        "page_query": address.url()[1:],
        "points_url": reverse(POINTS[results.only is None]) + address.url(),
        "feed_url": reverse(FEEDS[results.only is None]) + address.url(),
        "save_url": reverse("search:save") + save_query(results),
        "themes": themes(results),
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.MAP_TILES_ATTRIBUTION,
    }


KEPT = frozenset({"lat", "lon", "rayon", "vue", "mots", "type"})
"""What the form of the filters does not ask and keeps."""
FEEDS = {True: "search:feed", False: "search:directory-feed"}
POINTS = {True: "search:points", False: "search:directory-points"}


def save_query(results: Results) -> str:
    """Give the search to be told of: the kind of entry of the page is a part of it."""
    address = results.address
    return address.among(str(results.only)) if results.only else address.url()


def heading(results: Results) -> str:
    total, text = results.result.total, results.address.query.text
    found = _counted(total, results.kind)
    return _("%(found)s pour « %(text)s »") % {"found": found, "text": text} if text else found


def _counted(total: int, kind: EntryKind | None) -> str:
    if kind is EntryKind.ORGANISATION:
        if not total:
            return _("Aucune organisation trouvée")
        return ngettext("%(n)s organisation", "%(n)s organisations", total) % {"n": total}
    if not total:
        return _("Aucun résultat")
    return ngettext("%(n)s résultat", "%(n)s résultats", total) % {"n": total}


def themes(results: Results) -> list[Row]:
    """Suggest the themes of the pact to who found nothing."""
    if results.result.total:
        return []
    names = sorted(results.labels["theme"].items(), key=lambda pair: pair[1])
    return [{"label": name, "url": results.address.url([("theme", code)])} for code, name in names]
