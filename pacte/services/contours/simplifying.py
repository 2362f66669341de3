"""Outlines made light: simplified together, so that neighbours keep the same border.

The work is done on a plane tangent at the middle of the outlines (longitudes times the cosine
of the latitude), then brought back to degrees with five decimals, a metre.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import shapely
from shapely import Geometry
from shapely import MultiPolygon as Shapes
from shapely import Polygon as Shape

from pacte.services.contours.reading import Polygon, Ring

DECIMALS = 5
METRES_A_DEGREE = 111_195.0
SHORTEST_RING = 4


class Plane:
    """The plane of some outlines."""

    def __init__(self, polygons: Iterable[Polygon]) -> None:
        latitudes = [y for polygon in polygons for ring in polygon for _x, y in ring]
        middle = (min(latitudes) + max(latitudes)) / 2 if latitudes else 0.0
        self.shrink = max(math.cos(math.radians(middle)), 0.01)

    def shape(self, polygons: Sequence[Polygon]) -> Geometry:
        """Place an outline on the plane, mended if it crosses itself."""
        shapes = [
            Shape(self._flat(rings[0]), [self._flat(ring) for ring in rings[1:]])
            for rings in polygons
        ]
        found = shapes[0] if len(shapes) == 1 else Shapes(shapes)
        return found if found.is_valid else _surfaces(shapely.make_valid(found))

    def _flat(self, ring: Ring) -> list[tuple[float, float]]:
        return [(x * self.shrink, y) for x, y in ring]

    def geometry(self, shape: Geometry) -> dict[str, Any] | None:
        """Write an outline as GeoJSON, in degrees; nothing if nothing is left of it."""
        polygons = [self._polygon(part) for part in parts_of(shape)]
        polygons = [polygon for polygon in polygons if polygon]
        if not polygons:
            return None
        if len(polygons) == 1:
            return {"type": "Polygon", "coordinates": polygons[0]}
        return {"type": "MultiPolygon", "coordinates": polygons}

    def _polygon(self, shape: Shape) -> list[list[list[float]]]:
        outer, *holes = [self._round(ring.coords) for ring in (shape.exterior, *shape.interiors)]
        return [outer, *(hole for hole in holes if hole)] if outer else []

    def _round(self, ring: Iterable[Sequence[float]]) -> list[list[float]]:
        """Write a ring with five decimals, a point that repeats the one before left out."""
        rounded = [[round(x / self.shrink, DECIMALS), round(y, DECIMALS)] for x, y, *_z in ring]
        kept = [point for point, _same in groupby(rounded)]
        return kept if len(kept) >= SHORTEST_RING else []


def parts_of(shape: Geometry) -> list[Shape]:
    """Give the polygons of a shape."""
    return [part for part in shapely.get_parts(shape).tolist() if isinstance(part, Shape)]


def _surfaces(shape: Geometry) -> Geometry:
    """Keep what has a surface of a shape that was mended."""
    return shapely.union_all([part for part in _flattened(shape) if isinstance(part, Shape)])


def _flattened(shape: Geometry) -> list[Geometry]:
    parts: list[Geometry] = shapely.get_parts(shapely.get_parts(shape)).tolist()
    return parts


def simplify(shapes: Mapping[str, Geometry], metres: float) -> dict[str, Geometry]:
    """Erase the details of outlines that are smaller than a square of so many metres.

    Outlines that share their borders are simplified together (Visvalingam and Whyatt, on the
    edges of the coverage) and go on sharing them; others are each simplified apart.
    """
    if not shapes or metres <= 0:
        return dict(shapes)
    tolerance, all_shapes = metres / METRES_A_DEGREE, list(shapes.values())
    if shapely.coverage_is_valid(all_shapes):
        light = shapely.coverage_simplify(all_shapes, tolerance).tolist()
    else:
        light = shapely.simplify(all_shapes, tolerance, preserve_topology=True).tolist()
    return dict(zip(shapes, light, strict=True))


def union(shapes: Iterable[Geometry]) -> Geometry:
    """Unite outlines in one, without their inner borders."""
    return shapely.union_all(list(shapes))
