"""Small quantities of a large unit, told as their posting counts them."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cooperation import knowledge
from cooperation.knowledge import UnitError
from cooperation.matching import types
from cooperation.matching.quantities import per_month
from cooperation.wording.postings import amount

if TYPE_CHECKING:
    from cooperation.models import Posting

FEW = 10
"""Under so many, rounding to a whole number of a unit tells too little."""
CENT = Decimal("0.01")


def each_month(rounded: int, unit: str, posting: "Posting | None") -> str:
    """Write a quantity that the core rounded to the unit of the other side.

    178 kg before 1,5 t would read as « 0 t » before « 2 t »: under ten, it is told in the unit of
    its own posting, provided that the posting still says the same.
    """
    exact = _stated(posting) if posting is not None and rounded < FEW else None
    if posting is None or exact is None or not _same(exact, posting, rounded, unit):
        return amount(Decimal(rounded), unit)
    shown = Decimal(exact.numerator) / exact.denominator
    return amount(shown.quantize(Decimal(1) if shown >= FEW else CENT), posting.unit)


def _stated(posting: "Posting") -> Fraction | None:
    """Bring what a posting says to a month, in its own unit."""
    if posting.quantity is None:
        return None
    read = types.Posting(
        id=posting.pk,
        actor_id=posting.organisation_id,
        direction=types.Direction(posting.direction),
        resource=posting.resource,
        period=types.Period(posting.period),
        months=posting.months,
    )
    return Fraction(posting.quantity) * per_month(read)


def _same(exact: Fraction, posting: "Posting", rounded: int, unit: str) -> bool:
    """Say whether a quantity is the one that the core rounded."""
    try:
        found = knowledge.load().convert(posting.resource, exact, posting.unit, unit)
    except (KeyError, UnitError):
        return False
    return abs(found - rounded) <= Fraction(1, 2)
