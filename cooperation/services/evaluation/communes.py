"""Communes by name or by INSEE code, from the packaged file: no database is asked."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from cooperation import knowledge
from cooperation.matching.types import Place
from pacte.services.loading import Sources
from pacte.services.territory_files import read_territory

_POSTCODE = re.compile(r"\b\d{5}\b")
_SAINT = re.compile(r"\bste?\b")


@dataclass(frozen=True, slots=True)
class Communes:
    """Where communes are, by code and by name; a name borne by several is left out."""

    by_insee: dict[str, Place]
    by_name: dict[str, Place]

    def find(self, text: str) -> Place | None:
        """Return the place of a commune, or nothing when it is unknown."""
        return self.by_insee.get(text.strip().upper()) or self.by_name.get(plain(text))


def plain(name: str) -> str:
    """Return a name of commune as it is compared: no accent, hyphen, article nor postcode."""
    words = re.sub(r"[^a-z0-9]+", " ", knowledge.fold(_POSTCODE.sub(" ", name)))
    full = _SAINT.sub(lambda found: "sainte" if found[0] == "ste" else "saint", words)
    return full.replace(" cedex", "").strip()


@lru_cache(maxsize=1)
def load() -> Communes:
    """Read the packaged communes."""
    rows = read_territory(Sources()).communes
    shared = Counter(plain(row.name) for row in rows)
    places = {
        row.key: Place(insee=row.key, latitude=row.latitude, longitude=row.longitude, epci=row.epci)
        for row in rows
    }
    names = {plain(row.name): places[row.key] for row in rows if shared[plain(row.name)] == 1}
    return Communes(by_insee=places, by_name=names)
