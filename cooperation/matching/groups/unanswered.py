"""Declared needs that nothing local answers: no offer and no know-how within the radius."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cooperation.matching import constraints
from cooperation.matching.constraints import Verdict
from cooperation.matching.context import CLOSE_ENOUGH, Context, Pair
from cooperation.matching.flows.sides import givers
from cooperation.matching.points import TOTAL
from cooperation.matching.types import Posting

from .types import Unanswered

RADIUS_KM = 50
METRES = 1000
NOTHING, FAR = "nothing", "far"
AREAS = frozenset({"area.offer", "area.need"})


class Miss(NamedTuple):
    """What keeps a giver from answering a need; less is nearer."""

    failures: int
    unplaced: bool
    metres: int
    actor_id: int
    reason: str


def unanswered(context: Context, radius_km: int = RADIUS_KM) -> tuple[Unanswered, ...]:
    """Find the declared needs that nobody within a radius answers.

    Parameters
    ----------
    context : Context
        Organisations, postings and know-hows; only what was declared answers.
    radius_km : int
        What local means, as the crow flies. Someone whose place is unknown may be local.

    Returns
    -------
    tuple of Unanswered
        By identifier of the need. The nearest is who fails the fewest constraints, then the closest
        on the map, then the smallest identifier.
    """
    gifts: dict[str, list[Posting]] = defaultdict(list)
    for _, rows in givers(context):
        for gift in rows:
            gifts[gift.resource].append(gift)
    needs = (need for need in context.needs if need.likelihood == TOTAL)
    found = (_told(need, _best(context, need, gifts, radius_km)) for need in needs)
    return tuple(row for row in found if row is not None)


def _best(
    context: Context, need: Posting, gifts: dict[str, list[Posting]], radius_km: int
) -> Miss | None:
    """Give who misses a need by least; ``None`` when nobody offers it nor makes it."""
    near = context.knowledge.closeness
    pairs = (
        Pair(context, gift, need, share)
        for code, rows in gifts.items()
        if (share := near(code, need.resource)) >= CLOSE_ENOUGH
        for gift in rows
        if gift.actor_id != need.actor_id
    )
    return min((_miss(pair, radius_km) for pair in pairs), default=None)


def _miss(pair: Pair, radius_km: int) -> Miss:
    """Tell what keeps a giver from answering: nothing, what fails first, or the distance."""
    failed = [row.code for row in constraints.outcomes(pair) if row.verdict is Verdict.FAILS]
    metres = pair.metres
    if metres is not None and metres > METRES * radius_km:
        failed = [FAR, *(code for code in failed if code not in AREAS)]
    reason = failed[0] if failed else ""
    return Miss(len(failed), metres is None, metres or 0, pair.giver.id, reason)


def _told(need: Posting, miss: Miss | None) -> Unanswered | None:
    """Tell why a need has no answer; ``None`` when it has one."""
    known = need.id, need.actor_id, need.resource
    if miss is None:
        return Unanswered(*known, NOTHING)
    if not miss.failures:
        return None
    return Unanswered(*known, miss.reason, miss.actor_id, None if miss.unplaced else miss.metres)


def reasons(rows: Iterable[Unanswered]) -> dict[str, int]:
    """Count the needs by reason, sorted by code."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.reason] += 1
    return {code: found[code] for code in sorted(found)}
