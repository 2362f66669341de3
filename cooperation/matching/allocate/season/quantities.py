"""How much of a posting there is in a month, in whole grams.

Everything is weighed: pieces, litres and meals by the conversions of the knowledge, so that shares
add up from one product to another.

What comes each week comes 52 times in 12 months. A yearly or one-off quantity is spread over the
months that are stated, else over the season of the product, else over the year.
"""

from __future__ import annotations

from fractions import Fraction

from cooperation.knowledge import Knowledge, UnitError
from cooperation.matching.quantities import WEEKS_IN_A_MONTH
from cooperation.matching.types import Period, Posting

from .request import Month

GRAMS = 1000
"""How many grams make one kilogramme."""

MASS = "kg"
EVERY_MONTH = 0b1111_1111_1111


def active_months(knowledge: Knowledge, posting: Posting) -> int:
    """Give the mask of the months of a posting: its own, else its product's season, else all."""
    return posting.months or knowledge.resources[posting.resource].months or EVERY_MONTH


def monthly_quantity(knowledge: Knowledge, posting: Posting) -> int | None:
    """Give what a posting moves in each of its months, in grams.

    Returns
    -------
    int or None
        Rounded down; ``None`` when the quantity or its unit is missing or cannot be weighed.
    """
    if posting.quantity is None or not posting.unit:
        return None
    try:
        total = knowledge.convert(posting.resource, posting.quantity, posting.unit, MASS)
    except UnitError:
        return None
    return int(total * GRAMS * _per_month(knowledge, posting))


def _per_month(knowledge: Knowledge, posting: Posting) -> Fraction:
    """Tell how many times the stated quantity comes in each active month."""
    if posting.period == Period.WEEK:
        return WEEKS_IN_A_MONTH
    if posting.period == Period.MONTH:
        return Fraction(1)
    return Fraction(1, active_months(knowledge, posting).bit_count())


def is_open(knowledge: Knowledge, posting: Posting, month: Month) -> bool:
    """Tell whether a posting runs in a month: by its months, and by its first and last days."""
    if not active_months(knowledge, posting) & month.bit:
        return False
    if posting.starts is not None and posting.starts > month.last:
        return False
    return posting.ends is None or posting.ends >= month.first
