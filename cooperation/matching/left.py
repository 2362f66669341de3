"""What is left of a posting once the flows that came of it are counted.

    left = max(0, quantity − Σ what each flow takes)

What a flow takes is counted in the unit of the posting, with the factors of what flows, and at its
rhythm (52 weeks and 12 months a year). Exact fractions, rounded once to the thousandth, half up, as a
posting states its quantity. A single delivery takes nothing of what comes back: the next ones are left.

A flow that cannot be measured beside the posting (no quantity, no conversion, what comes back against
what is given once) says that something is taken, not how much: the whole quantity is then left, and
:attr:`Left.is_known` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cooperation.knowledge import Knowledge, UnitError

from .types import Period

TIMES_A_YEAR = {Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}
"""How many times a year what comes back does."""
THOUSANDTH = Decimal("0.001")
"""The smallest part that a posting states."""
ENOUGH = Fraction(19, 20)
"""The share of a quantity from which nothing worth a partner is left."""


class Flow(NamedTuple):
    """What flows in a cooperation.

    Attributes
    ----------
    resource : str
        Code in the taxonomy; a code that the knowledge has lost converts within a dimension only.
    quantity : Decimal or None
        How much, in ``unit``, for each ``period``; 0 at least.
    unit : str
        Unit code, or empty.
    period : Period
        One-off, or each week, month or year.
    """

    resource: str
    quantity: Decimal | None
    unit: str
    period: Period


class Left(NamedTuple):
    """What is left of a posting.

    Attributes
    ----------
    whole : Decimal or None
        What the posting states, in its unit and at its rhythm; ``None`` when it states nothing.
    quantity : Decimal or None
        What is left of it, 0 to ``whole``; ``whole`` when ``is_known`` is false.
    placed : Fraction
        What is taken, exactly, 0 at least; what could be measured of it when ``is_known`` is false.
    is_known : bool
        Whether every flow could be measured.
    flows : int
        How many flows there are.
    """

    whole: Decimal | None
    quantity: Decimal | None
    placed: Fraction
    is_known: bool
    flows: int

    @property
    def is_nothing(self) -> bool:
        """Whether all of it is placed: nothing is left to match."""
        return self.flows > 0 and self.quantity == 0

    @property
    def is_enough(self) -> bool:
        """Whether the posting asks for no more partners.

        It states no quantity and something flows; or something flows that cannot be measured; or
        what flows is :data:`ENOUGH` of it.
        """
        if self.whole is None or not self.is_known:
            return self.flows > 0
        return self.placed >= ENOUGH * Fraction(self.whole)


def left_of(
    knowledge: Knowledge,
    quantity: Decimal | None,
    unit: str,
    period: Period,
    flows: Iterable[Flow],
) -> Left:
    """Tell what is left of a posting.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the units and the factors of what flows.
    quantity : Decimal or None
        What the posting states, over 0.
    unit : str
        Its unit.
    period : Period
        Its rhythm.
    flows : iterable of Flow
        What flows because of it, in any order.

    Examples
    --------
    >>> from cooperation import knowledge
    >>> known = knowledge.load()
    >>> bread = Flow("food.bakery.bread", Decimal(400), "kg", Period.YEAR)
    >>> left_of(known, Decimal(3), "t", Period.YEAR, [bread]).quantity
    Decimal('2.600')
    """
    found = [taken(knowledge, flow, unit, period) for flow in flows]
    placed = sum((amount for amount in found if amount is not None), Fraction(0))
    is_known = None not in found
    if quantity is None or not is_known or not placed:
        return Left(quantity, quantity, placed, is_known, len(found))
    left = _rounded(max(Fraction(0), Fraction(quantity) - placed))
    return Left(quantity, left, placed, is_known, len(found))


def taken(knowledge: Knowledge, flow: Flow, unit: str, period: Period) -> Fraction | None:
    """Tell what a flow takes of a posting, in its unit and at its rhythm; ``None`` if unknown.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the units and the factors of what flows.
    flow : Flow
        What flows.
    unit : str
        Unit of the posting.
    period : Period
        Rhythm of the posting.
    """
    if flow.quantity is None:
        return None
    each = converted(knowledge, flow.resource, Fraction(flow.quantity), flow.unit, unit)
    once = flow.period == Period.ONE_OFF
    if each is None or (period == Period.ONE_OFF and not once):
        return None
    if period == Period.ONE_OFF:
        return each
    return Fraction(0) if once else each * TIMES_A_YEAR[flow.period] / TIMES_A_YEAR[period]


def converted(
    knowledge: Knowledge, resource: str, quantity: Fraction, start: str, end: str
) -> Fraction | None:
    """Convert a quantity of what flows to another unit; ``None`` when no conversion leads there.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the units and the factors of the resource.
    resource : str
        What flows; when the knowledge has lost it, units of one dimension still convert.
    quantity : Fraction
        How much, in ``start``.
    start, end : str
        Unit codes; an unknown one converts to nothing.
    """
    one, two = knowledge.units.get(start), knowledge.units.get(end)
    if one is None or two is None:
        return None
    if one.dimension == two.dimension:
        return quantity * one.factor / two.factor
    if resource not in knowledge.resources:
        return None
    try:
        return knowledge.convert(resource, quantity, one.code, two.code)
    except UnitError:
        return None


def _rounded(exact: Fraction) -> Decimal:
    """Round to the thousandth, half up."""
    thousandths = (2000 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Decimal(thousandths) * THOUSANDTH
