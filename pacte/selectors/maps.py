"""Points of the small maps: the communes of the pact, and what is shown among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from pacte.locator import LocatorMap, Point, direction, distance_km, draw
from pacte.models import Commune


@dataclass(frozen=True)
class Whereabouts:
    """How far from the largest commune of the pact, and on which side (a code)."""

    km: float
    direction: str
    of: str


@dataclass(frozen=True)
class Locator:
    """A small map and what it says in words."""

    map: LocatorMap | None
    whereabouts: Whereabouts | None


def locate(position: tuple[float, float] | None, name: str) -> Locator:
    """Show one position among the communes of the pact."""
    if position is None:
        return Locator(None, None)
    around = _around()
    here = Point(*position, name=name, level=2)
    return Locator(draw([*around, here]), _whereabouts(position, around))


def locate_communes(communes: Iterable[Commune], *, level: int = 1) -> LocatorMap | None:
    """Show communes among those of the pact."""
    shown = [Point(c.latitude, c.longitude, c.name, c.population, level) for c in communes]
    places = {(point.latitude, point.longitude) for point in shown}
    around = [p for p in _around() if (p.latitude, p.longitude) not in places]
    return draw([*around, *shown]) if shown else None


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
