"""Build the flow graph: only pairs whose resources are close enough are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest

from cooperation.matching import criteria, glances
from cooperation.matching.context import CLOSE_ENOUGH, Context, Pair
from cooperation.matching.points import CriterionCode, SuggestionKind
from cooperation.matching.types import Posting

from .sides import givers, takers
from .types import Flows, Hop, Stage

FANOUT = 10
"""How many hops are followed from a stage, or from an offer: the best ones."""

SCORERS = (
    (CriterionCode.CLOSENESS, criteria.closeness),
    (CriterionCode.QUANTITY, criteria.taken),
    (CriterionCode.DISTANCE, criteria.distance),
    (CriterionCode.SOCIAL, criteria.social),
    (CriterionCode.ENVIRONMENT, criteria.environment),
)

Takers = Mapping[str, tuple[tuple[Stage, Posting], ...]]


def build(context: Context, fanout: int = FANOUT) -> Flows:
    """Build the flow graph of a run.

    Parameters
    ----------
    context : Context
        Organisations, postings and know-hows; only what was declared flows.
    fanout : int
        How many hops are kept from each offer and from each stage.

    Returns
    -------
    Flows
        The same whatever the order of the rows of the network.
    """
    wanted = takers(context)
    near = _near(context, wanted)
    first: dict[int, tuple[Hop, ...]] = {}
    onward: dict[Stage, list[Hop]] = {}
    for source, gifts in givers(context):
        hops = tuple(_hops(context, source, gifts, wanted, near))
        onward.setdefault(source, []).extend(hops)
        if not source.transformation:
            known = (hop for hop in hops if hop.target.transformation)
            first[gifts[0].id] = best(known, fanout)
    kept = {source: best(_by_target(onward[source]), fanout) for source in sorted(onward)}
    return Flows(context=context, first=first, onward=kept)


def best(hops: Iterable[Hop], count: int) -> tuple[Hop, ...]:
    """Give the first hops in their total order."""
    return tuple(nsmallest(count, hops, key=lambda hop: hop.key))


def _by_target(hops: Iterable[Hop]) -> Iterator[Hop]:
    """Keep the best hop towards each target."""
    kept: dict[Stage, Hop] = {}
    for hop in hops:
        if hop.target not in kept or hop.key < kept[hop.target].key:
            kept[hop.target] = hop
    return iter(kept.values())


def _near(context: Context, wanted: Takers) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give, for each resource given, what is wanted and close enough to it."""
    given = {gift.resource for _, gifts in givers(context) for gift in gifts}
    near = context.knowledge.closeness
    return {
        code: tuple((key, share) for key in wanted if (share := near(code, key)) >= CLOSE_ENOUGH)
        for code in sorted(given)
    }


def _hops(
    context: Context,
    source: Stage,
    gifts: tuple[Posting, ...],
    wanted: Takers,
    near: Mapping[str, tuple[tuple[str, int], ...]],
) -> Iterator[Hop]:
    """Give the allowed hops of a source, one for each target: through the closest resources."""
    closest: dict[tuple[Stage, int], tuple[int, Posting, Posting]] = {}
    for gift in gifts:
        for code, share in near[gift.resource]:
            for target, need in wanted[code]:
                known = closest.get((target, need.id))
                if target.actor_id != source.actor_id and (known is None or share > known[0]):
                    closest[target, need.id] = share, gift, need
    for (target, _), (share, gift, need) in closest.items():
        pair = Pair(context, gift, need, share)
        unknown = glances.unknowns(pair)
        if unknown is not None:
            yield Hop(source, target, pair, unknown, _points(pair))


def _points(pair: Pair) -> int:
    """Score a hop by the loop row of the table, its length left out."""
    scored = criteria.score(pair, SuggestionKind.LOOP, SCORERS)
    return sum(row.points for row in scored)
