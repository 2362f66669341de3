"""What matter allows: no know-how makes more than it takes in.

Between a first input and a first output that both have a mass, the yield is at most

    (mass of a unit of the input) × (1 + what is added) / (mass of a unit of the output)

where what is added is declared by the know-how (water for beer, sugar for jam), in kilograms for
a kilogram of the input. When the output is energy, the same holds in kilowatt-hours (electricity
for a heat pump, the heating value of wood). Where neither links the two, nothing is bounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from .types import Resource, Transformation, Unit

MASS = "mass"
ENERGY = "energy"
MOST_ADDED = 10
"""Kilograms added in all, at most, for a kilogram of the first input."""


def size(units: Mapping[str, Unit], resource: Resource, dimension: str) -> Fraction | None:
    """Tell how much one canonical unit of a resource is worth in a dimension.

    Parameters
    ----------
    units : mapping
        Code → unit.
    resource : Resource
        Gives the canonical unit and its own conversions.
    dimension : str
        ``mass`` (answered in kilograms) or ``energy`` (answered in kilowatt-hours).

    Returns
    -------
    Fraction or None
        Positive; ``None`` when nothing links the resource to the dimension.
    """
    canonical = units[resource.unit]
    if canonical.dimension == dimension:
        return canonical.factor
    for linked, factor in resource.factors:
        if units[linked].dimension == dimension:
            return units[linked].factor / factor
    return None


def greatest_yield(
    units: Mapping[str, Unit],
    resources: Mapping[str, Resource],
    transformation: Transformation,
) -> Fraction | None:
    """Tell the greatest yield that matter, or energy, allows a know-how.

    Parameters
    ----------
    units, resources : mapping
        Code → row.
    transformation : Transformation
        Its first input, its first output and what it adds are read; its yield is not.

    Returns
    -------
    Fraction or None
        Canonical units of the first output for one of the first input; ``None`` when the two
        have neither a mass nor an energy in common.
    """
    taken, made = resources[transformation.inputs[0]], resources[transformation.outputs[0]]
    dimension = ENERGY if units[made.unit].dimension == ENERGY else MASS
    before, after = size(units, taken, dimension), size(units, made, dimension)
    if before is None or after is None:
        return None
    return before * (1 + sum(share for _, share in transformation.added)) / after
