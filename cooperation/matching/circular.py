"""Circular suggestions, in one step: what one throws away is the input of another's know-how.

The receiver need not have posted anything: its know-how is read as a need of its input, as much
each year as its capacity, so that the same constraints and criteria apply.
"""

from __future__ import annotations

from fractions import Fraction

from cooperation.knowledge import Rule, Transformation

from . import constraints, criteria, glances, quantities
from .context import CLOSE_ENOUGH, Context, Pair
from .direct import common_checks
from .points import (
    TOTAL,
    Check,
    Criterion,
    CriterionCode,
    Evidence,
    PathStep,
    Suggestion,
    SuggestionKind,
)
from .types import Capability, Direction, Period, Posting

FIRST_OUTLET = 500
NEXT_OUTLET = 250
AUTHORISED_RECEIVER = "authorised_receiver"


def as_need(capability: Capability, code: str) -> Posting:
    """Read a know-how as a yearly need of one of its inputs."""
    return Posting(
        id=0,
        actor_id=capability.actor_id,
        direction=Direction.NEED,
        resource=code,
        quantity=capability.yearly_capacity,
        unit=capability.unit,
        period=Period.YEAR,
    )


def best_input(context: Context, transformation: Transformation, offered: str) -> tuple[str, int]:
    """Give the input nearest to what is offered, and how near; the first one of equals."""
    scored = ((code, context.knowledge.closeness(offered, code)) for code in transformation.inputs)
    return max(scored, key=lambda item: item[1])


def suggest(context: Context, offer: Posting, capability: Capability) -> Suggestion | None:
    """Suggest that what is offered feeds a know-how.

    Returns
    -------
    Suggestion or None
        ``None`` when a hard constraint fails.
    """
    known = context.knowledge.transformations[capability.transformation]
    code, near = best_input(context, known, offer.resource)
    if near < CLOSE_ENOUGH:
        return None
    pair = Pair(context, offer, as_need(capability, code), near)
    unknown = glances.unknowns(pair)
    if unknown is None:
        return None
    scored = criteria.score(pair, SuggestionKind.CIRCULAR, criteria.CIRCULAR)
    missing = tuple(outcome.as_check() for outcome in unknown)
    return Suggestion(
        kind=SuggestionKind.CIRCULAR,
        giver_id=pair.giver.id,
        receiver_id=pair.receiver.id,
        resource=offer.resource,
        offer_id=offer.id,
        transformation=known.code,
        criteria=(*scored, outlet(pair, known)),
        checks=(*missing, *common_checks(pair), *rules(pair, known)),
        path=_path(pair, known),
        version=context.table.version,
    )


def outlet(pair: Pair, transformation: Transformation) -> Criterion:
    """Score who needs what is made: 500 for one organisation, 250 more for each other one."""
    wanted = buyers(pair, transformation)
    evidence: Evidence = (
        ("transformation", transformation.code),
        ("outputs", transformation.outputs),
        ("yield", str(transformation.yield_ratio)),
        ("made", made(pair, transformation)),
        ("wanted_by", wanted),
    )
    table, share = pair.context.table, outlet_share(wanted)
    return table.criterion(SuggestionKind.CIRCULAR, CriterionCode.OUTLET, share, evidence)


def outlet_share(wanted_by: tuple[int, ...]) -> int:
    """Give the share of outlets: 500 for one organisation, 250 more for each other one.

    Examples
    --------
    >>> outlet_share(()), outlet_share((4,)), outlet_share((4, 7)), outlet_share((4, 7, 8, 9))
    (0, 500, 750, 1000)
    """
    return min(TOTAL, FIRST_OUTLET + NEXT_OUTLET * (len(wanted_by) - 1)) if wanted_by else 0


def buyers(pair: Pair, transformation: Transformation) -> tuple[int, ...]:
    """Give the organisations, other than the receiver, that need one of the outputs."""
    known = pair.context.buyers[transformation.code]
    return tuple(actor_id for actor_id in known if actor_id != pair.receiver.id)


def made(pair: Pair, transformation: Transformation) -> int | None:
    """Estimate how much of the first output the offer makes, in its canonical unit, rounded down.

    By month, or in all for a one-off; limited by the capacity when it is known. ``None`` when the
    quantity is missing, or when what is offered feeds another input than the first.
    """
    if pair.need.resource != transformation.inputs[0]:
        return None
    offered = _canonical(pair, pair.offer)
    if offered is None:
        return None
    capacity = _canonical(pair, pair.need)
    taken = offered if capacity is None else min(offered, capacity)
    return int(taken * transformation.yield_ratio)


def _canonical(pair: Pair, posting: Posting) -> Fraction | None:
    """Bring the quantity of a posting to canonical units of the input, by month."""
    quantity = quantities.monthly(posting, posting.quantity)
    unit = pair.context.knowledge.resources[pair.need.resource].unit
    return quantity and quantities.converted(pair, quantity, posting.unit, unit)


def rules(pair: Pair, transformation: Transformation) -> tuple[Check, ...]:
    """Give the rules to check; an authorisation that is held needs no check."""
    held = constraints.authorised(pair.receiver, pair.offered.low_code)
    return tuple(
        Check(rule.code, (("rule", rule.name),))
        for rule in transformation.rules
        if not (held and _is_authorisation(rule))
    )


def _is_authorisation(rule: Rule) -> bool:
    """Tell whether a rule asks the receiver to be authorised."""
    return rule.code == AUTHORISED_RECEIVER


def _path(pair: Pair, transformation: Transformation) -> tuple[PathStep, ...]:
    """Give the path from the giver to what the receiver makes."""
    near = (
        () if pair.closeness == TOTAL else (PathStep("resource", pair.need.resource, "input_of"),)
    )
    return (
        PathStep("organisation", pair.giver.id, "offers"),
        PathStep("resource", pair.offer.resource, "close_to" if near else "input_of"),
        *near,
        PathStep("transformation", transformation.code, "mastered_by"),
        PathStep("organisation", pair.receiver.id, "makes"),
        PathStep("resource", transformation.outputs[0]),
    )
