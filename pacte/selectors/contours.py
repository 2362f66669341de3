"""Outlines of the territories: for the small maps, and for the ground of the large one."""

import json
import math
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q

from pacte.locator import Outline
from pacte.models import Commune, Contour, ContourKind

TOWN_POPULATION = 3_000
NAME_HEIGHT, NAME_WIDTH = 0.05, 0.17
"""What the name of a town takes on the map, in degrees."""
KEPT_SECONDS = 86_400
Row = dict[str, Any]


def outlines(kind: ContourKind, codes: Iterable[str], *, level: int = 1) -> tuple[Outline, ...]:
    """Return the outlines of territories that have one, in one query."""
    found = Contour.objects.filter(kind=kind, code__in=codes).values_list("geometry", flat=True)
    return tuple(Outline(tuple(_rings(geometry)), level) for geometry in found)


def ground_version() -> str:
    """Return a text that changes with the ground of the map: its version."""
    contours = Contour.objects.aggregate(number=Count("pk"), last=Max("loaded_at"))
    communes = Commune.objects.aggregate(number=Count("pk"), people=Max("population"))
    last = f"{contours['last']:%Y%m%d%H%M%S%f}" if contours["last"] else ""
    return f"{contours['number']}-{last}-{communes['number']}-{communes['people']}"


def ground(version: str) -> bytes:
    """Return the ground of the map as GeoJSON: outlines if they are loaded, and the communes.

    Without outlines the communes are points; with them, only the towns that are named are.
    """
    key = f"map-ground:{version}"
    found: bytes | None = cache.get(key)
    if found is None:
        shapes = [_shape(row) for row in Contour.objects.order_by("kind", "code")]
        towns = [row for row in _towns() if row["properties"]["name"] or not shapes]
        collection = {"type": "FeatureCollection", "features": [*shapes, *towns]}
        found = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
        cache.set(key, found, KEPT_SECONDS)
    return found


def _shape(contour: Contour) -> Row:
    properties = {"level": contour.kind, "code": contour.code}
    return {"type": "Feature", "geometry": contour.geometry, "properties": properties}


def _towns() -> list[Row]:
    """Give communes as points, most peopled first; a name only where a larger one is not near."""
    within = Q(epci__in_pact=True) | Q(epci__in_plie=True)
    named: list[Commune] = []
    rows = []
    for commune in Commune.objects.filter(within).order_by("-population", "insee"):
        alone = not any(_close(commune, other) for other in named)
        if alone and commune.population >= TOWN_POPULATION:
            named.append(commune)
        name = commune.name if named and named[-1] is commune else ""
        rows.append(_point(commune, name))
    return rows


def _point(commune: Commune, name: str) -> Row:
    size = round(math.sqrt(commune.population) / 80, 1)
    place = {"type": "Point", "coordinates": [commune.longitude, commune.latitude]}
    return {"type": "Feature", "geometry": place, "properties": {"name": name, "size": size}}


def _close(first: Commune, second: Commune) -> bool:
    """Say whether two names would overlap on a map of the whole territory."""
    apart = abs(first.longitude - second.longitude)
    return abs(first.latitude - second.latitude) < NAME_HEIGHT and apart < NAME_WIDTH


def _rings(geometry: Row) -> list[tuple[tuple[float, float], ...]]:
    """Give every ring of a geometry, as (latitude, longitude)."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [tuple((y, x) for x, y in ring) for polygon in polygons for ring in polygon]
