"""The ground of the map when no base map is configured: the communes as points."""

import math
from collections.abc import Iterable
from typing import Any

from pacte.models import Commune
from search.presentation.cards import point

TOWN_POPULATION = 3_000
NAME_HEIGHT, NAME_WIDTH = 0.05, 0.17
"""What the name of a town takes on the map, in degrees."""
Row = dict[str, Any]


def ground(communes: Iterable[Commune]) -> list[Row]:
    """Give communes as points, most peopled first; a name only where a larger one is not near."""
    named: list[Commune] = []
    rows = []
    for commune in communes:
        alone = not any(_close(commune, other) for other in named)
        if alone and commune.population >= TOWN_POPULATION:
            named.append(commune)
        name = commune.name if named and named[-1] is commune else ""
        size = round(math.sqrt(commune.population) / 80, 1)
        rows.append(point(commune.latitude, commune.longitude, {"name": name, "size": size}))
    return rows


def _close(first: Commune, second: Commune) -> bool:
    """Say whether two names would overlap on a map of the whole territory."""
    apart = abs(first.longitude - second.longitude)
    return abs(first.latitude - second.latitude) < NAME_HEIGHT and apart < NAME_WIDTH
