"""Chains: what one throws away feeds a know-how, whose product feeds another one or a need.

A chain goes from a declared offer through one know-how or more, over two hops at least, and through
five organisations at most, each once. It ends at a declared need; or at a know-how from which nothing
goes further. (One hop is a circular suggestion.) Each hop respects every hard constraint, with what
really arrives there: quantities, months and dates are carried along.

The search is exact in the graph of :mod:`cooperation.matching.flows`, where each offer and each
know-how keeps its ten best hops.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter

from . import flows as flow
from .circular import buyers, outlet_share
from .context import build
from .criteria import Share
from .flows import Flows, Passage, telling, worth
from .points import TOTAL, Criterion, CriterionCode, PointsTable, Suggestion, SuggestionKind
from .tables import TABLE
from .types import Network

MOST = 5
"""How many organisations a chain has at most."""
LEAST_HOPS = 2
COUNT = 10
SHORTEST = 3
EACH_MORE = 300


def suggest(
    network: Network, *, today: date, table: PointsTable = TABLE, count: int = COUNT
) -> tuple[Suggestion, ...]:
    """Suggest the best chains of each organisation that offers something.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    count : int
        How many chains start, at most, from one organisation.

    Returns
    -------
    tuple of Suggestion
        In their total order; among chains of one offer, the same organisations in the same order
        and the same need, the best one.
    """
    return of_flows(flow.build(build(network, today, table)), count)


def of_flows(flows: Flows, count: int = COUNT) -> tuple[Suggestion, ...]:
    """Suggest the best chains of a flow graph that is already built."""
    by_giver: dict[int, list[Suggestion]] = defaultdict(list)
    for row in _distinct(told(flows, passage) for passage in passages(flows)):
        by_giver[row.giver_id].append(row)
    kept = (
        row
        for rows in by_giver.values()
        for row in sorted(rows, key=attrgetter("sort_key"))[:count]
    )
    return tuple(sorted(kept, key=attrgetter("sort_key")))


def _distinct(rows: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Keep the best chain of one offer, the same organisations and the same need."""
    kept: dict[tuple[object, ...], Suggestion] = {}
    for row in rows:
        key = row.offer_id, row.need_id, row.parties
        if key not in kept or _rank(row) < _rank(kept[key]):
            kept[key] = row
    return iter(kept.values())


def _rank(row: Suggestion) -> tuple[int, tuple[str, ...]]:
    """Order the chains of the same organisations: best first, then what they go through."""
    return -row.score, tuple(str(step.node_id) for step in row.path)


def passages(flows: Flows) -> Iterator[Passage]:
    """Find every chain of a flow graph, depth first."""
    for offer_id in sorted(flows.first):
        for hop in flows.first[offer_id]:
            yield from _longer(flows, (flow.start(hop),))


def _longer(flows: Flows, passage: Passage) -> Iterator[Passage]:
    """Follow a chain that has reached a know-how; keep it where nothing goes further."""
    parties = everyone(passage)
    further = False
    if len(parties) < MOST:
        for hop in flows.onward.get(passage[-1].target, ()):
            step = None if hop.target.actor_id in parties else flow.following(passage[-1], hop)
            if step is None:
                continue
            further = True
            if hop.target.transformation:
                yield from _longer(flows, (*passage, step))
            else:
                yield (*passage, step)
    if not further and len(passage) >= LEAST_HOPS:
        yield passage


def everyone(passage: Passage) -> tuple[int, ...]:
    """Give the organisations of a chain, in order."""
    return passage[0].source.actor_id, *(step.target.actor_id for step in passage)


def told(flows: Flows, passage: Passage) -> Suggestion:
    """Score a chain and tell why."""
    parties = everyone(passage)
    need = passage[-1].pair.need.id
    return Suggestion(
        kind=SuggestionKind.CHAIN,
        giver_id=parties[0],
        receiver_id=parties[-1],
        resource=passage[0].pair.offer.resource,
        offer_id=passage[0].pair.offer.id,
        need_id=need or None,
        transformation=passage[0].target.transformation,
        criteria=_criteria(passage, flows.context.table),
        checks=telling.checks(passage),
        path=telling.path(passage),
        version=flows.context.table.version,
        parties=parties,
        likelihood=telling.likelihood(passage),
    )


def _criteria(passage: Passage, table: PointsTable) -> tuple[Criterion, ...]:
    """Score a chain on each criterion."""
    shares = (
        (CriterionCode.CLOSENESS, worth.closeness(passage)),
        (CriterionCode.QUANTITY, worth.quantity(passage, table)),
        (CriterionCode.DISTANCE, worth.distance(passage)),
        (CriterionCode.SOCIAL, worth.social(passage)),
        (CriterionCode.ENVIRONMENT, worth.environment(passage)),
        (CriterionCode.OUTLET, outlet(passage)),
        (CriterionCode.LENGTH, length(passage)),
    )
    return tuple(table.criterion(SuggestionKind.CHAIN, code, *share) for code, share in shares)


def outlet(passage: Passage) -> Share:
    """Score who wants what comes out.

    1000 when the chain ends at a declared need; else, as in a circular suggestion, 500 for one
    organisation out of the chain that needs what the last know-how makes, 250 for each other one.
    """
    last = passage[-1]
    known = last.pair.context.knowledge.transformations.get(last.target.transformation)
    if known is None:
        return TOTAL, (("need", last.pair.need.id), ("wanted_by", (last.target.actor_id,)))
    parties = everyone(passage)
    wanted = tuple(row for row in buyers(last.pair, known) if row not in parties)
    return outlet_share(wanted), (("need", None), ("wanted_by", wanted))


def length(passage: Passage) -> Share:
    """Score shortness: 1000 for three organisations, 300 less for each other one."""
    size = len(everyone(passage))
    return TOTAL - EACH_MORE * (size - SHORTEST), (("organisations", size),)
