"""What a passage shows beside its points: the path that supports it, and what is to check."""

from __future__ import annotations

from collections.abc import Iterator

from cooperation.matching.circular import rules
from cooperation.matching.direct import common_checks
from cooperation.matching.points import TOTAL, Check, PathStep

from .passage import Passage, Step


def path(passage: Passage) -> tuple[PathStep, ...]:
    """Give the path from the first organisation to the last one, through what flows."""
    steps = tuple(node for step in passage for node in _nodes(step))
    last = passage[-1]
    end = PathStep(
        "organisation", last.target.actor_id, "makes" if last.target.transformation else ""
    )
    if not last.target.transformation or _is_closed(passage):
        return (*steps, PathStep("organisation", last.target.actor_id))
    known = last.pair.context.knowledge.transformations[last.target.transformation]
    return (*steps, end, PathStep("resource", known.outputs[0]))


def _is_closed(passage: Passage) -> bool:
    """Tell whether a passage comes back to its first organisation."""
    return passage[0].source.actor_id == passage[-1].target.actor_id


def _nodes(step: Step) -> Iterator[PathStep]:
    """Give the nodes of a step, from who gives to before who receives."""
    offered, asked = step.pair.offer.resource, step.pair.need.resource
    known = step.target.transformation
    arrives = "input_of" if known else "needed_by"
    gives = "makes" if step.source.transformation else "offers"
    yield PathStep("organisation", step.source.actor_id, gives)
    if offered != asked:
        yield PathStep("resource", offered, "close_to")
    yield PathStep("resource", asked, arrives)
    if known:
        yield PathStep("transformation", known, "mastered_by")


def checks(passage: Passage) -> tuple[Check, ...]:
    """Give what is to check at each step, with its number (1 for the first) as ``step``."""
    return tuple(
        Check(row.code, (*row.evidence, ("step", number)))
        for number, step in enumerate(passage, start=1)
        for row in _checks(step)
    )


def _checks(step: Step) -> Iterator[Check]:
    """Give what is to check at a step: missing data, rhythm and price, rules of the know-how."""
    yield from (outcome.as_check() for outcome in step.unknown)
    yield from common_checks(step.pair)
    known = step.pair.context.knowledge.transformations.get(step.target.transformation)
    if known is not None:
        yield from rules(step.pair, known)


def likelihood(passage: Passage) -> int:
    """Give the least likelihood of what a passage rests on."""
    return min(
        (side.likelihood for step in passage for side in (step.pair.offer, step.pair.need)),
        default=TOTAL,
    )
