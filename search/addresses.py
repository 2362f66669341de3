"""The address of a search: read into a query, and written back from it. No state elsewhere."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search.query import FACETS, Near, Query, Sort

LIST, MAP = "liste", "carte"
SORTS = {
    "pertinence": Sort.RELEVANCE,
    "nom": Sort.NAME,
    "distance": Sort.DISTANCE,
    "date": Sort.DATE,
}
SORT_CODES = {sort: code for code, sort in SORTS.items()}
MAX_IGNORED, MAX_CODE = 20, 80
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Address:
    """What a visitor asked for: a query, how to show its answer, and what to read as plain words.

    ``ignored`` are the codes of what was understood in the text and that the visitor refused.
    """

    query: Query
    view: str = LIST
    ignored: tuple[str, ...] = ()

    def pairs(self) -> Pairs:
        """Give the parameters that say it all, the page number left out."""
        query = self.query
        pairs = [("q", query.text)] if query.text else []
        pairs += [("mots", code) for code in self.ignored]
        pairs += [(name, value) for name, values in query.selected.items() for value in values]
        pairs += _near_pairs(query.near)
        if query.sort is not Sort.RELEVANCE:
            pairs.append(("tri", SORT_CODES[query.sort]))
        return pairs + ([("vue", MAP)] if self.view == MAP else [])

    def url(self, pairs: Pairs | None = None) -> str:
        """Give the address of some parameters: one's own if none are given."""
        return f"?{urlencode(self.pairs() if pairs is None else pairs)}"

    def without(self, *gone: tuple[str, str]) -> str:
        """Give the address without some parameters."""
        return self.url([pair for pair in self.pairs() if pair not in gone])

    def without_near(self) -> str:
        return self.without(*_near_pairs(self.query.near), ("tri", "distance"))

    def without_filters(self) -> str:
        """Give the address of the words alone, what was sought among them as well."""
        kept = {"q", "vue", "mots", "type"}
        return self.url([pair for pair in self.pairs() if pair[0] in kept])

    def ignoring(self, code: str) -> str:
        """Give the address where something understood is read as plain words."""
        return replace(self, ignored=clean_codes([*self.ignored, code])).url()

    def among(self, kind: str) -> str:
        """Give the same search among one kind of entry; among all if none is given."""
        kept = [pair for pair in self.pairs() if pair[0] != "type"]
        return self.url([*kept, ("type", kind)] if kind else kept)

    def seen_as(self, view: str) -> str:
        return replace(self, view=view).url()


def clean_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Give distinct, sorted codes of what was understood, few and short."""
    return tuple(sorted({code for code in codes if 0 < len(code) <= MAX_CODE}))[:MAX_IGNORED]


def read_address(asked: QueryDict, known: Mapping[str, Mapping[str, str]]) -> Address:
    """Read what is asked; what is unknown, malformed or out of bounds is left aside."""
    chosen = {name: [v for v in asked.getlist(name) if v in known[name]] for name in FACETS}
    query = Query(
        text=asked.get("q") or "",
        facets=chosen,
        near=_near(asked),
        sort=SORTS.get(asked.get("tri") or "", Sort.RELEVANCE),
        page=_page(asked.get("page") or "1"),
    )
    view = MAP if asked.get("vue") == MAP else LIST
    return Address(query, view, clean_codes(asked.getlist("mots")))


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _number(text: str | None) -> float:
    try:
        return float((text or "nan").replace(",", "."))
    except ValueError:
        return math.nan


def _near(asked: QueryDict) -> Near | None:
    latitude, longitude = _number(asked.get("lat")), _number(asked.get("lon"))
    radius = _number(asked.get("rayon"))
    near = Near(latitude, longitude, None if math.isnan(radius) else radius)
    return near if near.valid else None


def _near_pairs(near: Near | None) -> Pairs:
    if near is None:
        return []
    pairs = [("lat", f"{near.latitude:g}"), ("lon", f"{near.longitude:g}")]
    return pairs + ([("rayon", f"{near.radius_km:g}")] if near.radius_km is not None else [])
