"""Loops: flows that come back to the first organisation, through one know-how at least.

A loop is a cycle of two to five stages, of as many organisations, in the graph of
:mod:`cooperation.matching.flows`: a stage is a know-how (it takes an input, it gives an output) or an
organisation's own postings (it takes what it needs, it gives what it offers), and each keeps its ten
best hops. Of the loops through the same organisations in the same order, the best one is kept.

It rests on postings open to all alone: a loop shows each of its organisations what the others post.

It is told from the organisation with the smallest identifier. Quantities start at the first
organisation that gives what it offers, or, when all of them transform, at what the first one can
make; they are carried from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from . import flows as flow
from .context import build
from .criteria import Share
from .cycles import columns, cycles_up_to
from .flows import Flows, Hop, Passage, Stage, Step, telling, worth
from .points import TOTAL, Criterion, CriterionCode, PointsTable, Suggestion, SuggestionKind
from .tables import TABLE
from .types import Network

OPEN = "public"
"""Visibility of what any visitor may read."""
COUNT = 10
SHORTEST = 2
EACH_MORE = 200


def suggest(
    network: Network, *, today: date, table: PointsTable = TABLE, count: int = COUNT
) -> tuple[Suggestion, ...]:
    """Suggest the best loops of each organisation.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    today : date
        Day of the run.
    table : PointsTable
        Points.
    count : int
        How many loops of one organisation are kept at least, when it has as many: a loop is kept
        when it is among the first ``count`` of one of its organisations.

    Returns
    -------
    tuple of Suggestion
        In their total order.
    """
    shown = tuple(row for row in network.postings if row.visibility == OPEN)
    return of_flows(flow.build(build(replace(network, postings=shown), today, table)), count)


def of_flows(flows: Flows, count: int = COUNT) -> tuple[Suggestion, ...]:
    """Suggest the best loops of a flow graph that is already built."""
    best: dict[tuple[int, ...], Suggestion] = {}
    for row in (told(flows, passage) for passage in passages(flows)):
        known = best.get(row.parties)
        if known is None or _rank(row) < _rank(known):
            best[row.parties] = row
    taken: Counter[int] = Counter()
    kept: list[Suggestion] = []
    for row in sorted(best.values(), key=lambda row: row.sort_key):
        if any(taken[party] < count for party in row.parties):
            kept.append(row)
        taken.update(row.parties)
    return tuple(kept)


def _rank(row: Suggestion) -> tuple[int, tuple[str, ...]]:
    """Order the loops of the same organisations: best first, then what they go through."""
    return -row.score, tuple(str(step.node_id) for step in row.path)


def passages(flows: Flows) -> Iterator[Passage]:
    """Find every loop of a flow graph, told from its smallest organisation."""
    hops = {(hop.source, hop.target): hop for rows in flows.onward.values() for hop in rows}
    for cycle in cycles(flows):
        if any(stage.transformation for stage in cycle):
            edges = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
            passage = _carried([hops[edge] for edge in edges])
            if passage is not None:
                yield passage


def cycles(flows: Flows) -> Iterator[tuple[Stage, ...]]:
    """Give every cycle of 2 to 5 stages of as many organisations, in increasing order."""
    stages = tuple(flows.onward)
    index = {stage: number for number, stage in enumerate(stages)}
    following = [
        [index[hop.target] for hop in flows.onward[stage] if hop.target in index]
        for stage in stages
    ]
    actors = {actor: number for number, actor in enumerate(flows.context.actors)}
    group = np.array([actors[stage.actor_id] for stage in stages], dtype=np.int32)
    for row in cycles_up_to(*columns(following), group).tolist():
        yield tuple(stages[number] for number in row if number >= 0)


def _carried(hops: list[Hop]) -> Passage | None:
    """Carry quantities around a loop, from the first organisation that gives what it offers."""
    first = next((at for at, hop in enumerate(hops) if not hop.source.transformation), 0)
    steps: list[Step] = []
    for hop in (*hops[first:], *hops[:first]):
        step = flow.following(steps[-1], hop) if steps else flow.start(hop)
        if step is None:
            return None
        steps.append(step)
    return (*steps[len(hops) - first :], *steps[: len(hops) - first])


def told(flows: Flows, passage: Passage) -> Suggestion:
    """Score a loop and tell why."""
    parties = tuple(step.source.actor_id for step in passage)
    first, last = passage[0], passage[-1]
    return Suggestion(
        kind=SuggestionKind.LOOP,
        giver_id=parties[0],
        receiver_id=parties[-1],
        resource=first.pair.offer.resource,
        offer_id=first.pair.offer.id or None,
        need_id=last.pair.need.id or None,
        transformation=next(
            step.source.transformation for step in passage if step.source.transformation
        ),
        criteria=_criteria(passage, flows.context.table),
        checks=telling.checks(passage),
        path=telling.path(passage),
        version=flows.context.table.version,
        parties=parties,
        likelihood=telling.likelihood(passage),
    )


def _criteria(passage: Passage, table: PointsTable) -> tuple[Criterion, ...]:
    """Score a loop on each criterion."""
    shares = (
        (CriterionCode.CLOSENESS, worth.closeness(passage)),
        (CriterionCode.QUANTITY, worth.quantity(passage, table)),
        (CriterionCode.DISTANCE, worth.distance(passage)),
        (CriterionCode.SOCIAL, worth.social(passage)),
        (CriterionCode.ENVIRONMENT, worth.environment(passage)),
        (CriterionCode.LENGTH, length(passage)),
    )
    return tuple(table.criterion(SuggestionKind.LOOP, code, *share) for code, share in shares)


def length(passage: Passage) -> Share:
    """Score shortness: 1000 for two organisations, 200 less for each other one."""
    size = len(passage)
    return TOTAL - EACH_MORE * (size - SHORTEST), (("organisations", size),)
