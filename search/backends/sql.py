"""Pure: a query as the SQL that both databases share. Values are parameters, never text.

Each dialect says how words are matched; all the rest is common. A search reads the facts of all
that its words and its place keep, in one statement; facets and order are made from them.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.query import Near, Query, Sort

EARTH_RADIUS_KM = 6371.0088
Value = str | int | float
Statement = tuple[str, tuple[Value, ...]]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """Where documents come from: tables, of which ``f`` is that of facts, and a condition."""

    tables: str = "search_fact f"
    condition: str = ""
    parameters: tuple[Value, ...] = ()


def marks(values: Iterable[object]) -> str:
    """Write a parameter for each value."""
    return ", ".join("%s" for _ in values)


def on_sphere(latitude: float, longitude: float) -> Point:
    """Give a place as a point of the sphere of radius 1."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


CHORD = "((f.x - %s) * (f.x - %s) + (f.y - %s) * (f.y - %s) + (f.z - %s) * (f.z - %s))"
"""The square of the straight line between two points of the sphere, which grows with the arc."""


def _chord(near: Near) -> tuple[float, ...]:
    return tuple(v for value in on_sphere(near.latitude, near.longitude) for v in (value, value))


def _reach(radius_km: float) -> float:
    """Give the square of the chord of an arc."""
    return (2 * math.sin(radius_km / (2 * EARTH_RADIUS_KM))) ** 2


def facts(query: Query, source: Source) -> Statement:
    """Give what words and place keep, whatever the facets: (id, ref, name, codes, order)."""
    order: str = "0"
    values: tuple[float, ...] = ()
    if query.sort is Sort.DISTANCE and query.near:
        order, values = CHORD, _chord(query.near)
    elif query.sort is Sort.DATE:
        order = "-f.day"
    conditions = [source.condition] if source.condition else []
    parameters: list[Value] = [*values, *source.parameters]
    if query.near and query.near.radius_km is not None:
        conditions.append(f"f.x IS NOT NULL AND {CHORD} <= %s")
        parameters += [*_chord(query.near), _reach(query.near.radius_km)]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT f.id, f.ref, f.sort_name, f.codes, {order} FROM {source.tables}{where}"  # noqa: S608
    return sql, tuple(parameters)


ABOVE, AFTER_SPACE = "\U0010ffff", "!"
"""What sorts after all that begins so, and after all that goes on with another word."""


def completion(words: str, kinds: Sequence[str], limit: int) -> Statement:
    """Give (class, name, ref) of titles that go on from some words, most exact first.

    The words inside titles are read only when too few titles begin so.
    """
    kind = f" AND kind IN ({marks(kinds)})" if kinds else ""
    within = f"start >= %s AND start < %s{kind}"
    span = (words, words + ABOVE, *kinds)
    sql = (
        "WITH lead AS (SELECT CASE WHEN start = %s THEN 0 WHEN start < %s THEN 1 ELSE 2 END AS c, "  # noqa: S608
        f"sort_name, ref FROM search_start WHERE leads = 1 AND {within} ORDER BY start, ref LIMIT %s), "
        "inside AS (SELECT CASE WHEN start < %s THEN 3 ELSE 4 END AS c, sort_name, ref "
        f"FROM search_start WHERE leads = 0 AND (SELECT COUNT(*) FROM lead) < %s AND {within} "
        "ORDER BY 1, 2, 3 LIMIT %s) "
        "SELECT r.c, r.sort_name, r.ref, d.title, d.url FROM "
        "(SELECT c, sort_name, ref FROM lead UNION ALL SELECT c, sort_name, ref FROM inside) r "
        "JOIN search_document d ON d.ref = r.ref"
    )
    whole = words + AFTER_SPACE
    return sql, (words, whole, *span, limit, whole, limit, *span, 4 * limit)
