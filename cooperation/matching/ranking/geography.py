"""How near organisations are to a place, as the crow flies.

    share = 1000 × 20 km // (20 km + distance)

1000 on the spot, 500 at 20 km, 250 at 60 km, never quite 0: the nearer always wins. Where a place
is unknown on either side, distance does not count: 0 for that organisation, no penalty elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.distance import EARTH_RADIUS_M
from cooperation.matching.types import Place

FULL = 1000
HALFWAY = 20_000
"""Metres at which half of the share is left."""


class Places:
    """Where organisations are, as columns.

    Parameters
    ----------
    places : sequence of Place or None
        In the order of the organisations.
    """

    def __init__(self, places: Sequence[Place | None]) -> None:
        known = [_coordinates(place) for place in places]
        self._latitude = np.radians([pair[0] for pair in known])
        self._longitude = np.radians([pair[1] for pair in known])
        self._cosine = np.cos(self._latitude)
        self._cache: dict[tuple[float, float], NDArray[np.int64]] = {}

    def metres(self, place: Place | None) -> NDArray[np.int64]:
        """Give the distance from a place to each organisation, in metres, −1 where unknown."""
        here = _coordinates(place)
        if np.isnan(here[0]):
            return np.full(len(self._latitude), -1, dtype=np.int64)
        if here not in self._cache:
            self._cache[here] = self._from(*np.radians(here))
        return self._cache[here]

    def _from(self, latitude: float, longitude: float) -> NDArray[np.int64]:
        """Measure how far everyone is from a point, in metres; -1 when unknown."""
        half_height = np.sin((self._latitude - latitude) / 2) ** 2
        half_width = np.sin((self._longitude - longitude) / 2) ** 2
        square = half_height + self._cosine * np.cos(latitude) * half_width
        metres = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(square, 1.0)))
        return np.where(np.isnan(metres), -1, np.rint(np.nan_to_num(metres))).astype(np.int64)

    def share(self, place: Place | None) -> NDArray[np.int64]:
        """Give how near each organisation is to a place, 0 to 1000; 0 where unknown."""
        metres = self.metres(place)
        return np.where(metres < 0, 0, FULL * HALFWAY // (HALFWAY + np.maximum(metres, 0)))


def _coordinates(place: Place | None) -> tuple[float, float]:
    """Give a latitude and a longitude in degrees, not numbers when unknown."""
    if place is None or place.latitude is None or place.longitude is None:
        return (float("nan"), float("nan"))
    return (place.latitude, place.longitude)
