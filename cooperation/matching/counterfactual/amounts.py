"""Remedies about units and quantities: another unit, a smaller lot, a larger quantity.

Every amount is exact to the thousandth of a unit: one thousandth less would not do.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from cooperation.matching import constraints, quantities
from cooperation.matching.constraints import Verdict
from cooperation.matching.context import Pair
from cooperation.matching.types import Direction, Posting

from . import changes
from .changes import SIDES, Change, ChangeCode, Remedy, posting_of

STEP = 1000
"""Quantities are kept to the thousandth of a unit."""
HALF = Fraction(1, 2)


def restated(pair: Pair) -> Iterator[Remedy]:
    """State one quantity, or both, in a unit that its resource allows."""
    ways: list[Remedy] = [
        *((change,) for side in SIDES for change in _units(pair, side)),
        *product(_units(pair, Direction.OFFER), _units(pair, Direction.NEED)),
    ]
    for remedy in ways:
        changed = pair
        for change in remedy:
            changed = changes.apply(changed, change)
        if constraints.units(changed).verdict is not Verdict.FAILS:
            yield remedy


def _units(pair: Pair, side: Direction) -> Iterator[Change]:
    """Give the units in which a side could state its quantity: the other's first."""
    posting = posting_of(pair, side)
    allowed = pair.context.knowledge.resources[posting.resource].units
    theirs = posting_of(pair, changes.other(side)).unit
    for unit in sorted(allowed, key=lambda code: (code != theirs, allowed.index(code))):
        if unit != posting.unit:
            yield Change(
                code=ChangeCode.UNIT,
                side=side,
                effort=changes.UNIT,
                before=posting.unit,
                after=unit,
            )


class _Short(NamedTuple):
    """A smallest useful quantity that the other side does not reach, both measured.

    The measures are in parts of a reference unit (:data:`quantities.PARTS`); ``worth`` and
    ``their_worth`` say how many parts one thousandth of the unit of each side makes, moved at once.
    """

    side: Direction
    posting: Posting
    least: int
    worth: Fraction
    moved: int
    their_worth: Fraction


def enough(pair: Pair) -> Iterator[Remedy]:
    """For each smallest useful quantity that is not reached: lower it, or raise the other side."""
    yield from product(*((_lowered(row), _raised(pair, row)) for row in _short(pair)))


def _short(pair: Pair) -> Iterator[_Short]:
    """Give the sides whose smallest useful quantity is not reached."""
    known = pair.context.knowledge
    for side in SIDES:
        posting, there = posting_of(pair, side), posting_of(pair, changes.other(side))
        mine, theirs = quantities.measure(known, posting), quantities.measure(known, there)
        least, moved = mine.lot, theirs.at_once
        compared = quantities.comparable(mine, theirs)
        if compared and least is not None and moved is not None and least > moved:
            once = _parts(theirs.factor) * quantities.at_once(there, Decimal(1))
            yield _Short(side, posting, least, _parts(mine.factor), moved, once)


def _parts(factor: Fraction) -> Fraction:
    """Tell how many parts one thousandth of a unit makes."""
    return factor * quantities.PARTS / STEP


def _lowered(row: _Short) -> Change:
    """Lower the smallest useful quantity to the largest one that the other side reaches.

    A quantity of ``k`` thousandths is counted ``⌊k × worth + ½⌋``, so that ``k × worth`` must stay
    under what is moved and a half.
    """
    after = _above((row.moved + HALF) / row.worth) - 1
    return _amount(ChangeCode.MINIMUM, row.side, row.posting.minimum_lot, after, row.posting.unit)


def _raised(pair: Pair, row: _Short) -> Change:
    """Raise what the other side moves to the least that reaches the smallest useful quantity."""
    side = changes.other(row.side)
    there = posting_of(pair, side)
    after = _above((row.least - HALF) / row.their_worth)
    return _amount(ChangeCode.QUANTITY, side, there.quantity, after, there.unit)


def _above(number: Fraction) -> int:
    """Round up."""
    return -(-number.numerator // number.denominator)


def _amount(
    code: ChangeCode, side: Direction, stated: Decimal | None, thousandths: int, unit: str
) -> Change:
    """Move a quantity, at an effort of one for each percent, rounded up."""
    before, after = stated or Decimal(0), Decimal(thousandths) / STEP
    apart = abs(after - before)
    share = Fraction(apart) / Fraction(before) if before else Fraction(1)
    return Change(
        code=code,
        side=side,
        effort=max(1, _above(100 * share)),
        before=text(before),
        after=text(after) if after else None,
        amount=text(apart),
        unit=unit,
    )


def text(number: Decimal) -> str:
    """Write a number without useless zeros.

    Examples
    --------
    >>> text(Decimal("1200.500"))
    '1200.5'
    """
    return format(number.normalize(), "f")
