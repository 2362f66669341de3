from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.distance import EARTH_RADIUS_M, metres, metres_between
from cooperation.matching.types import Place

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_paris_is_344_km_from_london() -> None:
    assert metres_between(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343_560, abs=500)


def test_the_antipodes_are_a_diameter_away() -> None:
    assert metres_between(0, 0, 0, 180) == 12_742_018


@given(st.floats(-85, 85), LONGITUDES, st.floats(-1.5, 1.5), st.floats(-1.5, 1.5))
def test_the_chord_is_within_half_a_percent_of_the_arc(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    other = latitude + north, longitude + east
    height = sin(radians(north) / 2) ** 2
    width = cos(radians(latitude)) * cos(radians(other[0])) * sin(radians(east) / 2) ** 2
    arc = 2 * EARTH_RADIUS_M * asin(sqrt(height + width))
    assert metres_between(latitude, longitude, *other) == pytest.approx(arc, rel=5e-3, abs=1)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_symmetric_and_bounded(one: float, two: float, three: float, four: float) -> None:
    found = metres_between(one, two, three, four)
    assert found == metres_between(three, four, one, two)
    assert 0 <= found <= 12_742_018
    assert metres_between(one, two, one, two) == 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (None, None),
        (Place(latitude=45.0, longitude=5.0), None),
        (Place(latitude=45.0), Place(latitude=45.0, longitude=5.0)),
        (Place(longitude=5.0), Place(latitude=45.0, longitude=5.0)),
        (Place(latitude=45.0, longitude=5.0), Place(latitude=45.0)),
        (Place(latitude=45.0, longitude=5.0), Place(longitude=5.0)),
    ],
)
def test_a_missing_coordinate_gives_nothing(one: Place | None, two: Place | None) -> None:
    assert metres(one, two) is None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_a_coordinate_that_is_not_a_number_is_refused(field: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{field}: {value} is not a finite number"):
        Place(**{field: value})  # type: ignore[arg-type]
