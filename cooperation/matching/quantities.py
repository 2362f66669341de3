"""Quantities made comparable: one unit, one rhythm, exact fractions.

Quantities that come back are brought to a month (52 weeks and 12 months a year; a yearly quantity
is spread over the months that are stated). A one-off quantity is compared with one month of one
that comes back, and the rhythm is then to check.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cooperation.knowledge import UnitError

from .context import Pair
from .types import Period, Posting

WEEKS_IN_A_MONTH = Fraction(52, 12)
MONTHS = 12


def per_month(posting: Posting) -> Fraction:
    """Tell how many times the stated quantity comes in a month; 1 for a one-off.

    Examples
    --------
    >>> from cooperation.matching.types import Direction
    >>> per_month(Posting(id=1, actor_id=1, direction=Direction.NEED, resource="food",
    ...                   period=Period.YEAR, months=0b111))
    Fraction(1, 3)
    """
    if posting.period == Period.WEEK:
        return WEEKS_IN_A_MONTH
    if posting.period == Period.YEAR:
        return Fraction(1, posting.months.bit_count() or MONTHS)
    return Fraction(1)


def at_once(posting: Posting, quantity: Decimal) -> Fraction:
    """Tell how much may move in one go: a month of what comes each week, else all that is stated."""
    weekly = posting.period == Period.WEEK
    return Fraction(quantity) * (WEEKS_IN_A_MONTH if weekly else 1)


def exchange(pair: Pair) -> Fraction | None:
    """Tell how many units of the need one unit of the offer is worth.

    Returns
    -------
    Fraction or None
        ``None`` when a unit is missing, or when neither resource links both.
    """
    return converted(pair, Fraction(1), pair.offer.unit, pair.need.unit)


def converted(pair: Pair, quantity: Fraction, start: str, end: str) -> Fraction | None:
    """Convert a quantity with the factors of either resource of a pair, or give ``None``."""
    if not start or not end:
        return None
    for code in (pair.offer.resource, pair.need.resource):
        try:
            return pair.context.knowledge.convert(code, quantity, start, end)
        except UnitError:
            continue
    return None


def monthly(posting: Posting, quantity: Decimal | None) -> Fraction | None:
    """Bring a quantity of a posting to a month, in its own unit."""
    return None if quantity is None else Fraction(quantity) * per_month(posting)


def amounts(pair: Pair) -> tuple[Fraction, Fraction] | None:
    """Give what is offered and what is wanted, in the unit of the need, each month.

    Returns
    -------
    tuple or None
        ``None`` when a quantity or a unit is missing, or when the units do not compare.
    """
    given = monthly(pair.offer, pair.offer.quantity)
    asked = monthly(pair.need, pair.need.quantity)
    rate = exchange(pair)
    if given is None or asked is None or rate is None:
        return None
    return given * rate, asked


def mixes_rhythms(pair: Pair) -> bool:
    """Tell whether a one-off faces something that comes back."""
    return (pair.offer.period == Period.ONE_OFF) != (pair.need.period == Period.ONE_OFF)
