"""Quantities made comparable: one unit, one rhythm, whole numbers.

A posting is measured **once**, with the factors of its own resource: what it moves each month, what
it moves in one go and its smallest useful lot, in whole parts of the reference unit of a dimension
(kilograms for a mass, litres for a volume…), rounded to the nearest, half up, bounded at
:data:`MOST`. Two postings compare when their dimensions are the same. So the reference, the kernels
and any SQL do the same integer arithmetic. A unit has 27 720 000 parts, 27 720 being the least
common multiple of 1 to 12: what is stated to the thousandth is exact in every rhythm.

Quantities that come back are brought to a month (52 weeks and 12 months a year; a yearly quantity
is spread over the months that are stated). A one-off quantity is compared with one month of one
that comes back, and the rhythm is then to check.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cooperation.knowledge import Knowledge, UnitError

from .context import Pair
from .types import Period, Posting

WEEKS_IN_A_MONTH = Fraction(52, 12)
MONTHS = 12
PARTS = 27_720_000
"""Parts of a reference unit in which quantities are counted."""
MOST = 9 * 10**15
"""Bound of a quantity, about 324 000 tonnes: more is counted as that, and 1000 times it fits 64 bits."""
UNKNOWN_UNIT = "?"


class Measure(NamedTuple):
    """What a posting moves, in whole parts of the reference unit of a dimension.

    Attributes
    ----------
    dimension : str
        Dimension; empty when no unit is stated, ``?`` when the unit is unknown.
    allowed : bool
        Whether the resource allows the unit.
    factor : Fraction
        How many reference units one stated unit is worth; 0 without a dimension.
    monthly, at_once, lot : int or None
        Each month, in one go, and the smallest useful quantity: 0 to :data:`MOST`.
    """

    dimension: str
    allowed: bool
    factor: Fraction
    monthly: int | None
    at_once: int | None
    lot: int | None


def per_month(posting: Posting) -> Fraction:
    """Tell how many times the stated quantity comes in a month; 1 for a one-off.

    Examples
    --------
    >>> from cooperation.matching.types import Direction
    >>> per_month(Posting(id=1, actor_id=1, direction=Direction.NEED, resource="food",
    ...                   period=Period.YEAR, months=0b111))
    Fraction(1, 3)
    """
    return _by_month(posting.period, posting.months)


def _by_month(period: Period, months: int) -> Fraction:
    """Tell how many times a month what is stated happens."""
    if period == Period.WEEK:
        return WEEKS_IN_A_MONTH
    if period == Period.YEAR:
        return Fraction(1, months.bit_count() or MONTHS)
    return Fraction(1)


@lru_cache(maxsize=8192)
def reference(knowledge: Knowledge, resource: str, unit: str) -> tuple[str, Fraction]:
    """Give the dimension in which a unit of a resource is counted, and its worth in it.

    The dimension of the canonical unit of the resource when its factors reach it, else the unit's
    own; empty without a unit, ``?`` for an unknown one.

    Examples
    --------
    >>> from cooperation import knowledge
    >>> reference(knowledge.load(), "food.vegetable.carrot", "t")
    ('mass', Fraction(1000, 1))
    """
    if unit not in knowledge.units:
        return (UNKNOWN_UNIT if unit else ""), Fraction(0)
    canonical = knowledge.units[knowledge.resources[resource].unit]
    try:
        return canonical.dimension, knowledge.rate(resource, unit) * canonical.factor
    except UnitError:
        return knowledge.units[unit].dimension, knowledge.units[unit].factor


def measure(knowledge: Knowledge, posting: Posting) -> Measure:
    """Measure a posting.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the units and the factors of the resource.
    posting : Posting
        Its resource is known.
    """
    return _measured(
        knowledge,
        posting.resource,
        posting.unit,
        posting.quantity,
        posting.minimum_lot,
        posting.period,
        posting.months,
    )


@lru_cache(maxsize=8192)
def _measured(
    knowledge: Knowledge,
    resource: str,
    unit: str,
    quantity: Decimal | None,
    lot: Decimal | None,
    period: Period,
    months: int,
) -> Measure:
    """Measure what a posting states; kept, as each pair of a run asks it again."""
    dimension, allowed, factor, monthly, once = _factors(knowledge, resource, unit, period, months)
    return Measure(
        dimension,
        allowed,
        factor,
        counted(quantity, monthly),
        counted(quantity, once),
        counted(lot, factor),
    )


@lru_cache(maxsize=8192)
def _factors(
    knowledge: Knowledge, resource: str, unit: str, period: Period, months: int
) -> tuple[str, bool, Fraction, Fraction, Fraction]:
    """Give the dimension of a unit, whether it is allowed, its worth, each month and in one go."""
    dimension, factor = reference(knowledge, resource, unit)
    once = WEEKS_IN_A_MONTH if period == Period.WEEK else 1
    allowed = unit in knowledge.resources[resource].units
    return dimension, allowed, factor, factor * _by_month(period, months), factor * once


def counted(quantity: Decimal | None, factor: Fraction) -> int | None:
    """Count a quantity in whole parts; ``None`` when it is missing or has no factor.

    Examples
    --------
    >>> counted(Decimal("0.001"), Fraction(1, 12))
    2310
    """
    if quantity is None or not factor:
        return None
    top, bottom = quantity.as_integer_ratio()
    times, by = factor.as_integer_ratio()
    bottom *= by
    return max(0, min(MOST, (2 * PARTS * top * times + bottom) // (2 * bottom)))


def at_once(posting: Posting, quantity: Decimal) -> Fraction:
    """Tell how much may move in one go: a month of what comes each week, else all that is stated."""
    weekly = posting.period == Period.WEEK
    return Fraction(quantity) * (WEEKS_IN_A_MONTH if weekly else 1)


def comparable(one: Measure, two: Measure) -> bool:
    """Tell whether two measures are counted in the same dimension."""
    return one.dimension == two.dimension and bool(one.factor)


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


def amounts(pair: Pair) -> tuple[int, int, Fraction] | None:
    """Give what is offered and what is wanted each month, and the factor of the need.

    Returns
    -------
    tuple or None
        Two numbers of parts, then how many reference units one unit of the need is worth;
        ``None`` when a quantity or a unit is missing, or when the units do not compare.
    """
    known = pair.context.knowledge
    given, asked = measure(known, pair.offer), measure(known, pair.need)
    if given.monthly is None or asked.monthly is None or not comparable(given, asked):
        return None
    return given.monthly, asked.monthly, asked.factor


def mixes_rhythms(pair: Pair) -> bool:
    """Tell whether a one-off faces something that comes back."""
    return (pair.offer.period == Period.ONE_OFF) != (pair.need.period == Period.ONE_OFF)
