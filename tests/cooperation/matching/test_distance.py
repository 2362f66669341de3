import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.distance import metres, metres_between
from cooperation.matching.types import Place

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def test_paris_is_344_km_from_london() -> None:
    assert metres_between(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(343_560, abs=500)


def test_the_antipodes_are_half_a_circumference_away() -> None:
    assert metres_between(0, 0, 0, 180) == 20_015_114


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_symmetric_and_bounded(one: float, two: float, three: float, four: float) -> None:
    found = metres_between(one, two, three, four)
    assert found == metres_between(three, four, one, two)
    assert 0 <= found <= 20_015_114
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
