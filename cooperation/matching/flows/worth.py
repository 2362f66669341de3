"""What a chain or a loop is worth, criterion by criterion, over all its steps.

Shares, 0 to 1000, all in integers:

- closeness: the least of the steps; environment: the mean of what flows;
- quantity: the share of what the first one gives that goes all the way; when a quantity is missing,
  the share of the steps that are known, and no more than what the table grants to the unknown;
- distance: ``1000 − 1000 × mean of the steps in metres // 60 000``, 0 at least;
- social: 1000 with a work-integration structure anywhere, 700 with the social economy.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from cooperation.matching.criteria import REACH_M, SIAE, SOCIAL, Share
from cooperation.matching.points import TOTAL, CriterionCode, PointsTable, Value
from cooperation.matching.types import Actor

from .passage import Passage, Step

UNTOLD = ""
"""Stands, in a row of evidence, for what is not known."""


def closeness(passage: Passage) -> Share:
    """Score the least close of the steps."""
    nearness = tuple(step.pair.closeness for step in passage)
    offered = tuple(step.pair.offer.resource for step in passage)
    asked = tuple(step.pair.need.resource for step in passage)
    return min(nearness), (("offered", offered), ("wanted", asked), ("closeness", nearness))


def distance(passage: Passage) -> Share:
    """Score the mean distance of the steps; unknown when one of them is."""
    metres = [step.pair.metres for step in passage]
    known = [metre for metre in metres if metre is not None]
    steps = ("steps", tuple(UNTOLD if metre is None else metre for metre in metres))
    if len(known) < len(metres):
        return None, (("metres", None), steps)
    share = max(0, TOTAL - TOTAL * (sum(known) // len(known)) // REACH_M)
    return share, (("metres", sum(known)), steps)


def social(passage: Passage) -> Share:
    """Score the social worth of who takes part."""
    parties = _parties(passage)
    siae = tuple(actor.id for actor in parties if actor.siae_type)
    members = tuple(actor.id for actor in parties if actor.is_social and not actor.siae_type)
    share = SIAE if siae else SOCIAL if members else 0
    return share, (("siae", siae), ("social_economy", members))


def _parties(passage: Passage) -> tuple[Actor, ...]:
    """Give who takes part, each once, in order."""
    return tuple(
        {row.id: row for step in passage for row in (step.pair.giver, step.pair.receiver)}.values()
    )


def environment(passage: Passage) -> Share:
    """Score the mean environmental worth of what flows."""
    worth = tuple(step.pair.offered.environment for step in passage)
    flowing = tuple(step.pair.offer.resource for step in passage)
    return sum(worth) // len(worth), (("resources", flowing), ("worths", worth))


def quantity(passage: Passage, table: PointsTable) -> Share:
    """Score the share that goes all the way, the least of the runs between two fresh starts.

    The evidence holds, step by step, the postings (0 for a know-how), what is given, asked and taken
    (canonical units each month, rounded down), the yield of the know-how that follows, and who limits the flow: the organisation
    of the tightest step, and that step (1 for the first; 0 when all that is given can be taken).
    """
    tightest, through = _tightest(passage)
    share = int(TOTAL * through)
    missing = any(step.share is None for step in passage)
    if missing:
        share = min(share, table.unknown.get(CriterionCode.QUANTITY, 0))
    step = passage[max(tightest - 1, 0)]
    limit = step.pair.receiver.id if tightest else step.pair.giver.id
    evidence = (
        ("resources", tuple(step.pair.offer.resource for step in passage)),
        ("offers", tuple(step.pair.offer.id for step in passage)),
        ("needs", tuple(step.pair.need.id for step in passage)),
        ("units", tuple(_unit(step) for step in passage)),
        ("given", _told(passage, lambda step: step.given)),
        ("asked", _told(passage, lambda step: step.asked)),
        ("taken", _told(passage, lambda step: step.taken)),
        ("made", _told(passage, lambda step: step.made)),
        ("yields", tuple(_yield(step) for step in passage)),
        ("through", share),
        ("bottleneck", limit),
        ("bottleneck_step", tightest),
        ("unknown", int(missing)),
    )
    return share, evidence


def _tightest(passage: Passage) -> tuple[int, Fraction]:
    """Give the step that limits most (0 when none does), and the share that its run lets through.

    Within a run the tightest step is the last one that takes less than it is given: the share that
    goes through only falls along it.
    """
    tightest, least = 0, Fraction(1)
    for run in _runs(passage):
        through = Fraction(1)
        for number in run:
            share = passage[number].share
            if share is not None and share < 1:
                through *= share
                if through < least:
                    tightest, least = number + 1, through
    return tightest, least


def _runs(passage: Passage) -> list[list[int]]:
    """Cut a passage where quantities start again: at an organisation's own offer.

    In a loop, what comes before the first such start follows what comes after the last one.
    """
    fresh = [number for number, step in enumerate(passage) if not step.source.transformation]
    first = fresh[0] if fresh and passage[0].source == passage[-1].target else 0
    order = [*range(first, len(passage)), *range(first)]
    runs: list[list[int]] = []
    for number in order:
        if number in fresh or not runs:
            runs.append([])
        runs[-1].append(number)
    return runs


def _told(passage: Passage, amount: Callable[[Step], Fraction | None]) -> Value:
    """Write an amount of each step, rounded down."""
    return tuple(UNTOLD if (found := amount(step)) is None else int(found) for step in passage)


def _unit(step: Step) -> str:
    """Give the canonical unit of what is wanted at a step."""
    return step.pair.context.knowledge.resources[step.pair.need.resource].unit


def _yield(step: Step) -> str:
    """Write the yield of the know-how that a step feeds."""
    known = step.pair.context.knowledge.transformations.get(step.target.transformation)
    return UNTOLD if known is None else str(known.yield_ratio)
