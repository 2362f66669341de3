"""The facets, the orders and the tabs of a page of results."""

from typing import Any

from django.utils.translation import gettext as _

from search.addresses import LIST, MAP, SORTS
from search.entry import EntryKind
from search.query import Facet
from search.selectors import Results
from search.wording import FACET_TITLES, FILTER_LABELS, SORT_LABELS, TYPE_LABELS, VIEW_LABELS

OPEN_FACETS = {"posting", "kind"}
ICONS = {LIST: "list", MAP: "map"}
Row = dict[str, Any]


def facets(results: Results) -> list[Row]:
    """Give the facets that have something to choose, those in use unfolded."""
    shown = [
        (facet, _options(results, facet)) for facet in results.result.facets if facet.code != "type"
    ]
    return [
        {
            "name": facet.code,
            "title": FACET_TITLES[facet.code],
            "options": options,
            "open": facet.code in OPEN_FACETS or any(o["selected"] for o in options),
            "filter_label": FILTER_LABELS.get(facet.code, ""),
        }
        for facet, options in shown
        if options
    ]


def _options(results: Results, facet: Facet) -> list[Row]:
    names = results.labels[facet.code]
    chosen = results.address.query.selected.get(facet.code, ())
    options = [
        {
            "value": value.code,
            "label": names[value.code],
            "count": value.count,
            "selected": value.selected,
            "locked": value.selected and value.code not in chosen,
        }
        for value in facet.values
        if value.code in names
    ]
    if facet.code == "month":
        return sorted(options, key=lambda option: int(option["value"]))
    return sorted(options, key=lambda option: (-option["count"], option["label"]))


def sorts(results: Results) -> list[Row]:
    """Give the orders that make sense: by distance only from somewhere."""
    query = results.reading.query
    return [
        {"value": code, "label": SORT_LABELS[code], "count": None, "selected": sort is query.sort}
        for code, sort in SORTS.items()
        if query.near or code != "distance"
    ]


def views(results: Results) -> list[Row]:
    """Give the ways to see the results: a list, a map."""
    address = results.address
    return [
        {
            "label": VIEW_LABELS[view],
            "url": address.seen_as(view),
            "icon": ICONS[view],
            "current": view == address.view,
        }
        for view in (LIST, MAP)
    ]


def tabs(results: Results, path: str) -> list[Row]:
    """Give the kinds of entry, each with how many results it would give."""
    counts = {
        value.code: value.count
        for facet in results.result.facets
        if facet.code == "type"
        for value in facet.values
    }
    rows = [("", _("Tout"), sum(counts.values()))]
    rows += [(str(kind), str(TYPE_LABELS[kind]), counts.get(kind, 0)) for kind in EntryKind]
    current = str(results.kind or "")
    return [
        {
            "label": label,
            "count": count,
            "url": path + results.address.among(code),
            "icon": "",
            "current": code == current,
        }
        for code, label, count in rows
    ]
