"""What a change may state: each check gives back what it was given, or says what is wrong."""

from __future__ import annotations

from decimal import Decimal

from cooperation.knowledge import Knowledge, Transformation, UnitError
from cooperation.matching.points import Value
from cooperation.matching.types import Place

FARTHEST_KM = 20_000
"""No two places of the Earth are further apart, in whole thousands of kilometres."""
LARGEST = Decimal(10) ** 11
YEAR = (1 << 12) - 1
LOW_DIGITS = frozenset({2, 4, 6})


class FieldError(ValueError):
    """What is wrong with a change.

    Parameters
    ----------
    field : str
        What is at fault: ``organisation``, ``name``, ``resource``, ``transformation``,
        ``quantity``, ``unit``, ``place``, ``radius``, ``label``, ``low_code`` or ``months``.
    code : str
        ``unknown``, ``missing``, ``invalid`` or ``contradictory``.
    value : Value
        What was given.
    """

    def __init__(self, field: str, code: str, value: Value = None) -> None:
        self.field, self.code, self.value = field, code, value
        super().__init__(f"{field} {code}: {value}")


class ChangeError(ValueError):
    """A change that cannot be made.

    Parameters
    ----------
    number : int
        Which one, from 1.
    problem : FieldError
        What is wrong with it.
    """

    def __init__(self, number: int, problem: FieldError) -> None:
        self.number, self.problem = number, problem
        super().__init__(f"change {number}: {problem}")


def name(text: str) -> str:
    """Require a name."""
    if not text.strip():
        raise FieldError("name", "missing")
    return text


def code(text: str) -> str:
    """Require a label."""
    if not text.strip():
        raise FieldError("label", "missing")
    return text


def resource(known: Knowledge, text: str) -> str:
    """Require a resource of the taxonomy."""
    if text not in known.resources:
        raise FieldError("resource", "unknown", text)
    return text


def transformation(known: Knowledge, text: str) -> Transformation:
    """Require a know-how."""
    if text not in known.transformations:
        raise FieldError("transformation", "unknown", text)
    return known.transformations[text]


def amount(known: Knowledge, text: str, quantity: Decimal | None, unit: str) -> None:
    """Require a quantity that is a positive number, in a unit that measures the resource."""
    if unit and unit not in known.units:
        raise FieldError("unit", "unknown", unit)
    if quantity is None:
        return
    if not quantity.is_finite() or not 0 < quantity <= LARGEST:
        raise FieldError("quantity", "invalid", str(quantity))
    if not unit:
        raise FieldError("unit", "missing")
    try:
        known.rate(text, unit)
    except UnitError:
        raise FieldError("unit", "contradictory", (unit, text)) from None


def months(mask: int) -> int:
    """Require a mask of twelve months."""
    if not 0 <= mask <= YEAR:
        raise FieldError("months", "invalid", mask)
    return mask


def place(found: Place | None) -> None:
    """Require both coordinates or none, on the Earth; a place only holds finite numbers."""
    if found is None or (found.latitude is None and found.longitude is None):
        return
    latitude, longitude = found.latitude, found.longitude
    if latitude is None or longitude is None:
        raise FieldError("place", "missing")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise FieldError("place", "invalid", f"{latitude} {longitude}")


def radius(kilometres: int | None) -> None:
    """Require a distance of the Earth."""
    if kilometres is not None and not 0 <= kilometres <= FARTHEST_KM:
        raise FieldError("radius", "invalid", kilometres)


def low_code(text: str) -> str:
    """Require a code of the European list of waste: 2, 4 or 6 digits."""
    if len(text) not in LOW_DIGITS or not (text.isascii() and text.isdigit()):
        raise FieldError("low_code", "invalid", text)
    return text
