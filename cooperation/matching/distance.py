"""Great-circle distance, as the crow flies.

Haversine formula on a sphere of 6 371.0088 km, the mean radius of the Earth according to the
International Union of Geodesy and Geophysics: within 0.5 % of the ellipsoid. Rounded to the metre,
so that every machine gives the same integer.

References
----------
R. W. Sinnott, « Virtues of the Haversine », *Sky and Telescope* 68 (2), 1984, p. 159.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from .types import Place

EARTH_RADIUS_M = 6_371_008.8


def metres_between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> int:
    """Give the distance between two points, in metres.

    Parameters
    ----------
    latitude, longitude, other_latitude, other_longitude : float
        Degrees, WGS 84.

    Returns
    -------
    int
        0 to 20 015 114 (half the circumference), symmetric.

    Examples
    --------
    >>> metres_between(45.0, 5.0, 46.0, 5.0)
    111195
    """
    south, north = sorted((radians(latitude), radians(other_latitude)))
    half_height = sin((north - south) / 2) ** 2
    half_width = sin(radians(abs(longitude - other_longitude)) / 2) ** 2
    square = half_height + cos(south) * cos(north) * half_width
    return round(2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, square))))


def metres(one: Place | None, two: Place | None) -> int | None:
    """Give the distance between two places, or ``None`` when a coordinate is missing.

    Examples
    --------
    >>> metres(Place(latitude=45.0, longitude=5.0), Place(insee="38185")) is None
    True
    """
    if one is None or one.latitude is None or one.longitude is None:
        return None
    if two is None or two.latitude is None or two.longitude is None:
        return None
    return metres_between(one.latitude, one.longitude, two.latitude, two.longitude)
