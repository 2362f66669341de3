"""Where and how often: what the other types are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite


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

    Raises
    ------
    ValueError
        If a coordinate is not a finite number; names the field.
    """

    insee: str = ""
    latitude: float | None = None
    longitude: float | None = None
    epci: str = ""

    def __post_init__(self) -> None:
        """Refuse a coordinate that is not a number."""
        for name in ("latitude", "longitude"):
            value = getattr(self, name)
            if value is not None and not isfinite(value):
                raise ValueError(f"{name}: {value} is not a finite number")
