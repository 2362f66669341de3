"""A shared place, its buildings and who occupies them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from pacte.models import Building, Organisation, Place
from pacte.selectors.maps import Locator, locate


@dataclass(frozen=True)
class PlaceView:
    """A place, its buildings with ``public_occupants``, and where it is."""

    place: Place
    buildings: tuple[Building, ...]
    occupant_count: int
    locator: Locator


def place_view(place: Place) -> PlaceView:
    """Return a place with its buildings and their published occupants."""
    occupants = Organisation.objects.public().prefetch_related("kinds")
    prefetch = Prefetch("occupants", queryset=occupants, to_attr="public_occupants")
    buildings = tuple(place.buildings.order_by("number").prefetch_related(prefetch))
    return PlaceView(
        place=place,
        buildings=buildings,
        occupant_count=sum(len(building.public_occupants) for building in buildings),
        locator=locate((place.latitude, place.longitude), place.name, place.commune),
    )
