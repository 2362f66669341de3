"""Points of the small maps: the communes of the pact, and what is shown among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pacte.locator import LocatorMap, Outline, Point, direction, distance_km, draw
from pacte.models import Commune


@dataclass(frozen=True)
class Whereabouts:
    """How far from the largest commune of the pact, and on which side (a code)."""

    km: float
    direction: str
    of: str


@dataclass(frozen=True)
class Locator:
    """A small map and what it says in words of the thing that is placed."""

    name: str
    map: LocatorMap | None
    whereabouts: Whereabouts | None


def locate(
    position: tuple[float | None, float | None] | None,
    name: str,
    commune: Commune | None,
    outlines: Sequence[Outline] = (),
) -> Locator:
    """Show a thing among the communes of the pact: where it is, else the centre of its commune."""
    latitude, longitude = position or (None, None)
    if latitude is None or longitude is None:
        if commune is None:
            return Locator(name, None, None)
        latitude, longitude, name = commune.latitude, commune.longitude, commune.name
    around = _around()
    here = Point(latitude, longitude, name, level=2)
    drawn = draw([*around, here], outlines)
    return Locator(name, drawn, _whereabouts((latitude, longitude), around))


def locate_communes(
    communes: Iterable[Commune], outlines: Sequence[Outline] = ()
) -> LocatorMap | None:
    """Show communes among those of the pact, and the outlines that are loaded."""
    shown = [Point(c.latitude, c.longitude, c.name, c.population, level=1) for c in communes]
    places = {(point.latitude, point.longitude) for point in shown}
    around = [p for p in _around() if (p.latitude, p.longitude) not in places]
    return draw([*around, *shown], outlines) if shown else None


def _around() -> list[Point]:
    communes = Commune.objects.filter(epci__in_pact=True)
    rows = communes.values_list("latitude", "longitude", "name", "population")
    return [Point(latitude, longitude, name, weight) for latitude, longitude, name, weight in rows]


def _whereabouts(position: tuple[float, float], around: list[Point]) -> Whereabouts | None:
    if not around:
        return None
    centre = max(around, key=lambda point: (point.weight, point.name))
    start = (centre.latitude, centre.longitude)
    km = distance_km(start, position)
    return Whereabouts(round(km, 1), direction(start, position), centre.name)
