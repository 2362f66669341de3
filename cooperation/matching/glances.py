"""What a pair leaves unknown: constraints that a glance answers are not evaluated."""

from __future__ import annotations

from collections.abc import Callable

from . import constraints
from .context import CLOSE_ENOUGH, Pair


def _is_counted_alike(pair: Pair) -> bool:
    """Tell whether both sides are of one resource, counted in one known unit."""
    offer, need = pair.offer, pair.need
    same = offer.unit == need.unit and offer.resource == need.resource
    return same and offer.unit in pair.context.knowledge.units


PLAIN: dict[constraints.Constraint, Callable[[Pair], object]] = {
    constraints.itself: lambda pair: pair.offer.actor_id != pair.need.actor_id,
    constraints.resource: lambda pair: pair.closeness >= CLOSE_ENOUGH,
    constraints.hazardous: lambda pair: pair.hazard is None,
    constraints.offer_answer: lambda pair: not pair.offer.kinds_may_answer,
    constraints.need_answer: lambda pair: not pair.need.kinds_may_answer,
    constraints.offer_labels: lambda pair: not pair.offer.labels_required,
    constraints.need_labels: lambda pair: not pair.need.labels_required,
    constraints.months: lambda pair: pair.offer.months & pair.need.months,
    constraints.dates: lambda pair: constraints.meeting(pair) is constraints.Verdict.OK,
    constraints.units: _is_counted_alike,
    constraints.lot: lambda pair: pair.offer.minimum_lot is None and pair.need.minimum_lot is None,
}
"""What is enough for a constraint to answer *ok*: most pairs need no more of most of them."""


def unknowns(pair: Pair) -> tuple[constraints.Outcome, ...] | None:
    """Give what is unknown, or ``None`` at the first constraint that fails."""
    found: list[constraints.Outcome] = []
    for constraint, is_plain in _WITH_PLAIN:
        if is_plain is not None and is_plain(pair):
            continue
        outcome = constraint(pair)
        if outcome.verdict is constraints.Verdict.FAILS:
            return None
        if outcome.verdict is constraints.Verdict.UNKNOWN:
            found.append(outcome)
    return tuple(found)


_WITH_PLAIN = tuple((constraint, PLAIN.get(constraint)) for constraint in constraints.CONSTRAINTS)
