"""The only door to elasticsearch-dsl: queries built as data.

A clause of the words bears a name, which each hit tells back: that is why it is found. A filter has
none: whatever is found satisfies it, and naming it has a cost for each hit.
"""

from collections.abc import Sequence
from typing import Any

from elasticsearch_dsl import Q, Search

from search.backends.elastic_data import CLAUSE, facet_groups, level_field, window
from search.clauses import Alternative
from search.entry import Ref
from search.fields import FIELDS
from search.query import Query, Sort
from search.ranking import Frequencies, Term, terms

MAX_VALUES = 1000
STARTS = 3
"""Ways in which a title itself begins as typed."""
Data = dict[str, Any]
LIVE = Q("term", gone=False)
EVERYWHERE = level_field(tuple(FIELDS))


def _alternative(row: Alternative, field: str) -> Any:
    """Give what satisfies an alternative in the fields of a level."""
    if row.adjacent and len(row.tokens) > 1:
        return Q("match_phrase", **{field: {"query": " ".join(row.tokens)}})
    held = [Q("term", **{field: token}) for token in row.tokens]
    return held[0] if len(held) == 1 else Q("bool", filter=held)


def _term(term: Term) -> Any:
    """Give points to what satisfies a term; the clause it is of bears the name."""
    field = level_field(term.fields)
    held = [_alternative(row, field) for row in term.alternatives]
    kept = held[0] if len(held) == 1 else Q("bool", should=held, minimum_should_match=1)
    return Q("constant_score", filter=kept, boost=term.points)


def _words(query: Query, known: Frequencies) -> Any:
    """Ask for the clauses; each gives the points of the best of its terms."""
    if not query.clauses:
        return Q("match_all")
    own: dict[int, list[Any]] = {}
    for term in terms(query.clauses, known):
        own.setdefault(term.clause, []).append(_term(term))
    clauses = [
        Q("dis_max", queries=rows, tie_breaker=0.0, _name=f"{CLAUSE}{number}")
        for number, rows in own.items()
    ]
    least = len(clauses) if query.every_term else 1
    return Q("bool", should=clauses, minimum_should_match=least)


def _facet_filter(name: str, values: tuple[str, ...]) -> Any:
    return Q("terms", **{f"values__{name}": list(values)})


def _filters(query: Query, leaving: str = "") -> Any:
    kept = [_facet_filter(n, values) for n, values in query.selected.items() if n != leaving]
    return Q("bool", filter=kept) if kept else Q("match_all")


def _limits(query: Query) -> list[Any]:
    """Give what limits without scoring: what is there, the place, what is left out."""
    limits = [LIVE]
    near = query.near
    if near and near.radius_km is not None:
        point = {"lat": near.latitude, "lon": near.longitude}
        distance = f"{near.radius_km}km"
        limits.append(Q("geo_distance", coordinates=point, distance=distance))
    if query.exclude:
        gone = Q("terms", ref=[str(ref) for ref in query.exclude])
        limits.append(Q("bool", must_not=[gone]))
    return limits


def _order(query: Query) -> list[Data]:
    by_name: list[Data] = [{"sort_name": "asc"}, {"ref": "asc"}]
    if query.sort is Sort.DISTANCE and query.near:
        point = {"lat": query.near.latitude, "lon": query.near.longitude}
        return [{"_geo_distance": {"coordinates": point, "order": "asc", "unit": "km"}}, *by_name]
    if query.sort is Sort.DATE:
        return [{"day": {"order": "desc", "missing": "_last"}}, *by_name]
    return [{"_score": "desc"}, *by_name] if query.ranked else by_name


def build(query: Query, known: Frequencies | None = None) -> Data:
    """Compile a query: facets filter after the counting, so that each sees the others only."""
    words = _words(query, known or Frequencies())
    search = Search().query(Q("bool", must=[words], filter=_limits(query)))
    search = search.post_filter(_filters(query)).sort(*_order(query))
    for group, names in facet_groups(query).items():
        counted = search.aggs.bucket(group, "filter", filter=_filters(query, leaving=group))
        for name in names:
            counted.bucket(name, "terms", field=f"values.{name}", size=MAX_VALUES)
    start, size = window(query)
    asked: Data = {"from": start, "size": size, "stored_fields": "_none_"}
    if query.clauses:
        asked["docvalue_fields"] = ["scored", "told"]
    return {**search.to_dict(), **asked, "track_total_hits": True, "track_scores": query.ranked}


def build_completion(words: str, kinds: Sequence[str], limit: int, *, inside: bool = True) -> Data:
    """Compile a completion: the more exact a title, the more points; or of its start only."""
    more = f"{words} "
    ways = {
        "whole title": [Q("term", sort_name=words)],
        "first words": [Q("prefix", sort_name=more)],
        "title begins": [Q("prefix", sort_name=words)],
        "words inside": [Q("term", starts=words), Q("prefix", starts=more)],
        "word begins": [Q("prefix", starts=words)],
    }
    classes = [
        Q(
            "constant_score",
            filter=Q("bool", should=any_of, minimum_should_match=1),
            boost=len(ways) - number,
            _name=name,
        )
        for number, (name, any_of) in enumerate(ways.items())
        if inside or number < STARTS
    ]
    limits = [LIVE, *([_facet_filter("type", tuple(kinds))] if kinds else [])]
    best = Q("dis_max", queries=classes, tie_breaker=0.0)
    search = Search().query(Q("bool", must=[best], filter=limits))
    search = search.sort({"_score": "desc"}, {"sort_name": "asc"}, {"ref": "asc"})
    return {**search.source(["title", "url"]).to_dict(), "size": limit, "track_total_hits": True}


def build_tokens(ref: Ref) -> Data:
    """Ask for the tokens of one entry."""
    kept = [{"term": {"ref": str(ref)}}, {"term": {"gone": False}}]
    return {"query": {"bool": {"filter": kept}}, "_source": ["tokens"], "track_total_hits": True}
