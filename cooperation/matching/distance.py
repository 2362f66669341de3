"""Straight-line distance, in whole metres that every machine and every kernel agree on.

A point of the globe is brought **once** to whole quarters of a metre, in the three coordinates of a
sphere of 6 371.0088 km (mean radius of the Earth, International Union of Geodesy and Geophysics);
from there on the distance is integer arithmetic: the length of the chord, rounded to the metre. A
chord is shorter than the arc, by less than 0.005 % up to 200 km and 0.5 % up to 2 000 km. The
sphere itself is within 0.5 % of the ellipsoid.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, isqrt, radians, sin
from typing import TypeAlias

from .types import Place

EARTH_RADIUS_M = 6_371_008.8
STEPS = 4
"""Steps of the grid in a metre."""

Point: TypeAlias = tuple[int, int, int]
"""Coordinates on the grid, in quarters of a metre from the centre of the Earth."""


@lru_cache(maxsize=1 << 14)
def grid(latitude: float, longitude: float) -> Point:
    """Bring a point to the grid.

    Parameters
    ----------
    latitude, longitude : float
        Degrees, WGS 84, finite.

    Returns
    -------
    tuple of int
        Each from -25 484 036 to 25 484 036.

    Examples
    --------
    >>> grid(0.0, 0.0)
    (25484035, 0, 0)
    """
    north, east = radians(latitude), radians(longitude)
    size = EARTH_RADIUS_M * STEPS
    return (
        round(size * cos(north) * cos(east)),
        round(size * cos(north) * sin(east)),
        round(size * sin(north)),
    )


def metres_apart(one: Point, two: Point) -> int:
    """Give the length of the chord between two points of the grid, rounded to the metre."""
    square = sum((here - there) ** 2 for here, there in zip(one, two, strict=True))
    return (isqrt(square) + STEPS // 2) // STEPS


def metres_between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> int:
    """Give the distance between two points, in metres.

    Parameters
    ----------
    latitude, longitude, other_latitude, other_longitude : float
        Degrees, WGS 84, finite.

    Returns
    -------
    int
        0 to 12 742 018 (the diameter), symmetric.

    Examples
    --------
    >>> metres_between(45.0, 5.0, 46.0, 5.0)
    111194
    """
    return metres_apart(grid(latitude, longitude), grid(other_latitude, other_longitude))


def point(place: Place | None) -> Point | None:
    """Give the point of a place, or ``None`` when a coordinate is missing."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return grid(place.latitude, place.longitude)


def metres(one: Place | None, two: Place | None) -> int | None:
    """Give the distance between two places, or ``None`` when a coordinate is missing.

    Examples
    --------
    >>> metres(Place(latitude=45.0, longitude=5.0), Place(insee="38185")) is None
    True
    """
    here, there = point(one), point(two)
    return None if here is None or there is None else metres_apart(here, there)
