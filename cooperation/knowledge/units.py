"""Conversions between units, exact, refused between dimensions that nothing links."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from .types import Resource, Unit, UnitError


def rate(units: Mapping[str, Unit], resource: Resource, unit: str) -> Fraction:
    """Tell how many canonical units of a resource one ``unit`` is worth.

    Parameters
    ----------
    units : mapping
        Code → unit.
    resource : Resource
        Gives the canonical unit and its own factors.
    unit : str
        Unit to convert from.

    Returns
    -------
    Fraction
        Exact and positive: ``quantity × rate`` is in the canonical unit.

    Raises
    ------
    UnitError
        If the unit is unknown, or of a dimension that the resource does not link.
    """
    if unit not in units:
        raise UnitError(f"{unit}: unknown unit")
    start, canonical = units[unit], units[resource.unit]
    if start.dimension == canonical.dimension:
        return start.factor / canonical.factor
    for linked, factor in resource.factors:
        if units[linked].dimension == start.dimension:
            return factor * start.factor / units[linked].factor
    raise UnitError(f"{resource.code}: no conversion from {unit} to {resource.unit}")


def convert(
    units: Mapping[str, Unit], resource: Resource, quantity: Fraction, start: str, end: str
) -> Fraction:
    """Convert a quantity of a resource from a unit to another.

    Raises
    ------
    UnitError
        If one of the units cannot be reached.
    """
    return quantity * rate(units, resource, start) / rate(units, resource, end)
