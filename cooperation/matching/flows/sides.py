"""What each stage gives and wants, as postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from cooperation.knowledge import Transformation, UnitError
from cooperation.matching import quantities
from cooperation.matching.circular import as_need
from cooperation.matching.context import Context
from cooperation.matching.points import TOTAL
from cooperation.matching.types import Capability, Direction, Period, Posting

from .types import Stage

THOUSANDTHS = 1000


def givers(context: Context) -> Iterator[tuple[Stage, tuple[Posting, ...]]]:
    """Give each declared offer, then what each declared know-how makes, output by output."""
    for offer in context.offers:
        if offer.likelihood == TOTAL:
            yield Stage(offer.actor_id), (offer,)
    for row in declared(context):
        known = context.knowledge.transformations[row.transformation]
        most = most_made(context, row, known)
        amounts = (most, *(None for _ in known.outputs[1:]))
        rows = zip(known.outputs, amounts, strict=True)
        yield (
            Stage(row.actor_id, row.transformation),
            tuple(made(context, row.actor_id, code, most) for code, most in rows),
        )


def takers(context: Context) -> Mapping[str, tuple[tuple[Stage, Posting], ...]]:
    """Give, for each resource, who wants it: declared needs and inputs of declared know-hows."""
    found: dict[str, list[tuple[Stage, Posting]]] = defaultdict(list)
    for need in context.needs:
        if need.likelihood == TOTAL:
            found[need.resource].append((Stage(need.actor_id), need))
    for row in declared(context):
        stage = Stage(row.actor_id, row.transformation)
        for code in context.knowledge.transformations[row.transformation].inputs:
            found[code].append((stage, wanted(context, row, code)))
    return {code: tuple(found[code]) for code in sorted(found)}


def declared(context: Context) -> tuple[Capability, ...]:
    """Give the know-hows that organisations declared: a chain rests on nothing probable."""
    return tuple(row for row in context.capabilities if row.likelihood == TOTAL)


def wanted(context: Context, row: Capability, code: str) -> Posting:
    """Read a know-how as a yearly need of an input.

    A capacity tells how much of the first input is taken. Of the others it says nothing: how much
    of them is taken is unknown.
    """
    first = context.knowledge.transformations[row.transformation].inputs[0]
    if code == first:
        return as_need(row, code)
    return as_need(Capability(actor_id=row.actor_id, transformation=row.transformation), code)


def most_made(context: Context, row: Capability, known: Transformation) -> Fraction | None:
    """Give how much of the first output a know-how makes at most each month, canonical units."""
    capacity = wanted(context, row, known.inputs[0])
    monthly = quantities.monthly(capacity, capacity.quantity)
    if monthly is None:
        return None
    try:
        taken = monthly * context.knowledge.rate(capacity.resource, capacity.unit)
    except UnitError:
        return None
    return taken * known.yield_ratio


def made(context: Context, actor_id: int, code: str, monthly: Fraction | None) -> Posting:
    """Read what a know-how makes as an offer by month, in canonical units."""
    return Posting(
        id=0,
        actor_id=actor_id,
        direction=Direction.OFFER,
        resource=code,
        quantity=rounded(monthly),
        unit=context.knowledge.resources[code].unit,
        period=Period.MONTH,
    )


def rounded(amount: Fraction | None) -> Decimal | None:
    """Round an amount down to a thousandth."""
    if amount is None:
        return None
    thousandths = Decimal(amount.numerator * THOUSANDTHS // amount.denominator)
    return (thousandths / THOUSANDTHS).quantize(Decimal("0.001"), ROUND_FLOOR)
