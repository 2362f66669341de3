"""Where and how often: what the other types are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Whether a posting gives or asks."""

    OFFER = "offer"
    NEED = "need"


class Period(StrEnum):
    """How often the quantity of a posting comes back."""

    ONE_OFF = "one_off"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is.

    Attributes
    ----------
    insee : str
        INSEE code of the commune, or empty.
    latitude, longitude : float or None
        Degrees, WGS 84.
    epci : str
        SIREN of the EPCI, or empty.
    """

    insee: str = ""
    latitude: float | None = None
    longitude: float | None = None
    epci: str = ""
