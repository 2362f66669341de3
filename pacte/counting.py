"""The units in which an indicator may count: told by the packages that know them."""

from collections.abc import Callable

Choices = list[tuple[str, str]]
_told: dict[str, Callable[[], Choices]] = {}


def tell_units(name: str, units: Callable[[], Choices]) -> None:
    """Add the units that a package knows; adding twice is adding once."""
    _told[name] = units


def unit_choices() -> Choices:
    """Return every unit that is known, with its words, after the choice of none."""
    return [("", "---------"), *(pair for units in _told.values() for pair in units() if pair[0])]
