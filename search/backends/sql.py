"""Pure: a query as the SQL that both databases share. Values are parameters, never text.

Each dialect says how words are matched and scored; all the rest is common.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.query import FACETS, Near, Query, Sort

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = 111.0
Value = str | int | float
Statement = tuple[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Matching:
    """How a dialect matches the words of a query: join, condition, score and its parameters."""

    join: str = ""
    condition: str = ""
    parameters: tuple[Value, ...] = ()
    score: str = "0.0"
    score_parameters: tuple[Value, ...] = ()


def _in(values: Iterable[Value]) -> str:
    return ", ".join("%s" for _ in values)


def _half_chord(near: Near) -> Statement:
    """Give the haversine term, which grows with the distance and needs no inverse sine."""
    sql = (
        "(POWER(SIN(RADIANS(d.latitude - %s) / 2), 2) + COS(RADIANS(%s)) * "
        "COS(RADIANS(d.latitude)) * POWER(SIN(RADIANS(d.longitude - %s) / 2), 2))"
    )
    return sql, (near.latitude, near.latitude, near.longitude)


def _within(near: Near, radius: float) -> Statement:
    chord, parameters = _half_chord(near)
    reach = math.sin(radius / (2 * EARTH_RADIUS_KM)) ** 2
    span = radius / KM_PER_DEGREE
    sql = f"d.latitude BETWEEN %s AND %s AND {chord} <= %s"
    return sql, (near.latitude - span, near.latitude + span, *parameters, reach)


def _facet_filter(name: str, values: tuple[str, ...], column: str = "d.id") -> Statement:
    sql = (
        f"{column} IN (SELECT document_id FROM search_documentvalue "  # noqa: S608
        f"WHERE facet = %s AND value IN ({_in(values)}))"
    )
    return sql, (name, *values)


def where(query: Query, matching: Matching, facets: Mapping[str, tuple[str, ...]]) -> Statement:
    """Give the conditions of a query, for the given selection of facets."""
    parts: list[Statement] = [_facet_filter(name, values) for name, values in facets.items()]
    if matching.condition:
        parts.insert(0, (matching.condition, matching.parameters))
    if query.near and query.near.radius_km is not None:
        parts.append(_within(query.near, query.near.radius_km))
    conditions = " AND ".join(sql for sql, _ in parts) or "1 = 1"
    return conditions, tuple(value for _, values in parts for value in values)


def count(query: Query, matching: Matching) -> Statement:
    conditions, parameters = where(query, matching, query.selected)
    sql = f"SELECT COUNT(*) FROM search_document d {matching.join} WHERE {conditions}"  # noqa: S608
    return sql, parameters


def _order(query: Query, collation: str) -> Statement:
    by_name = f"d.sort_name{collation}, d.ref{collation}"
    if query.sort is Sort.DISTANCE and query.near:
        chord, parameters = _half_chord(query.near)
        return f"d.latitude IS NULL, {chord}, {by_name}", parameters
    if query.sort is Sort.RELEVANCE and query.terms:
        return f"score DESC, {by_name}", ()
    return by_name, ()


def page(query: Query, matching: Matching, collation: str = "") -> Statement:
    """Give one page in a total order: ties go by name, then by identifier."""
    conditions, parameters = where(query, matching, query.selected)
    order, order_parameters = _order(query, collation)
    sql = (
        f"SELECT d.ref, {matching.score} AS score, d.texts "  # noqa: S608
        f"FROM search_document d {matching.join} WHERE {conditions} "
        f"ORDER BY {order} LIMIT %s OFFSET %s"
    )
    window = (query.page_size, query.offset)
    return sql, (*matching.score_parameters, *parameters, *order_parameters, *window)


def _base(query: Query, matching: Matching) -> Statement:
    """Give what the words and the place keep, whatever the facets: computed once."""
    conditions, parameters = where(query, matching, {})
    sql = (
        "WITH base(id) AS MATERIALIZED (SELECT d.id FROM search_document d "  # noqa: S608
        f"{matching.join} WHERE {conditions}) "
    )
    return sql, parameters


def _counts(query: Query, names: tuple[str, ...], leaving: str) -> Statement:
    kept = [
        _facet_filter(name, values, "v.document_id")
        for name, values in query.selected.items()
        if name != leaving
    ]
    conditions = "".join(f" AND {sql}" for sql, _ in kept)
    sql = (
        "SELECT v.facet, v.value, COUNT(*) FROM base "  # noqa: S608
        "JOIN search_documentvalue v ON v.document_id = base.id "
        f"WHERE v.facet IN ({_in(names)}){conditions} GROUP BY v.facet, v.value"
    )
    return sql, (*names, *(value for _, values in kept for value in values))


def facet_counts(query: Query, matching: Matching) -> Statement:
    """Count every facet under the selection of the *others*, in one statement."""
    base, parameters = _base(query, matching)
    free = tuple(name for name in FACETS if name not in query.selected)
    parts = [_counts(query, (name,), name) for name in query.selected]
    if free:
        parts.insert(0, _counts(query, free, ""))
    counted = " UNION ALL ".join(sql for sql, _ in parts)
    return base + counted, (*parameters, *(v for _, values in parts for v in values))
