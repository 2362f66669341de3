"""Why not: for a need, an offer or two organisations, what came nearest to a match.

Every other side whose resource is the same, close, or of the same family is looked at; the misses are
ranked by how little they ask. Cost: one answer of every constraint for each candidate; only those
that may be among the nearest are scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from cooperation.matching import circular, direct
from cooperation.matching.context import CLOSE_ENOUGH, Context, Pair, build
from cooperation.matching.points import PointsTable
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Capability, Direction, Network, Period, Posting

from .misses import Candidate
from .nearest import WhyNot, nearest

FAMILY = 300
"""Closeness from which another resource is a near miss: two resources of one family."""

GUESSES = 2
LIMIT = 10


class UnknownSideError(LookupError):
    """A posting or an organisation that the network does not hold, or a resource it lost.

    Parameters
    ----------
    what : str
        ``posting``, ``organisation``, or ``resource`` of a posting.
    ident : int
        Its identifier.
    """

    def __init__(self, what: str, ident: int) -> None:
        self.what, self.ident = what, ident
        super().__init__(f"unknown {what}: {ident}")


def of_posting(
    network: Network,
    posting: Posting | int,
    *,
    today: date,
    table: PointsTable = TABLE,
    limit: int = LIMIT,
) -> WhyNot:
    """Tell why a posting has no other answer, the nearest misses first.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    posting : Posting or int
        The posting, which need not be in the network (a draft), or its identifier there.
    today : date
        Day of the question.
    table : PointsTable
        Points, for the score of what would result.
    limit : int
        How many misses are kept at most.

    Returns
    -------
    WhyNot
        The same whatever the order of the rows.

    Raises
    ------
    UnknownSideError
        If the posting, its organisation or its resource is not known.
    """
    asked = _asked(network, posting)
    if asked.resource not in network.knowledge.resources:
        raise UnknownSideError("resource", asked.id)
    if not isinstance(posting, Posting):
        completed = network
    else:
        others = tuple(row for row in network.postings if row.id != posting.id)
        completed = replace(network, postings=(*others, posting))
    context = build(narrowed(completed, asked), today, table)
    if asked.actor_id not in context.actors:
        raise UnknownSideError("organisation", asked.actor_id)
    facing = _facing_need if asked.direction is Direction.NEED else _facing_offer
    return nearest(facing(context, asked), asked.direction, limit)


def _asked(network: Network, posting: Posting | int) -> Posting:
    """Find a posting."""
    if isinstance(posting, Posting):
        return posting
    for row in network.postings:
        if row.id == posting:
            return row
    raise UnknownSideError("posting", posting)


def narrowed(network: Network, asked: Posting) -> Network:
    """Leave out what no candidate of a posting rests on: the same answer, sooner.

    Of an offer, every need is kept when a know-how could take it: who needs what is made counts.
    """
    offers = asked.direction is Direction.OFFER
    near, recipes = network.knowledge.closeness, network.knowledge.transformations
    codes = {row.resource for row in network.postings} & network.knowledge.resources.keys()
    family = {code for code in codes if near(asked.resource, code) >= FAMILY}
    least = FAMILY if offers else CLOSE_ENOUGH
    sides = {key: row.inputs if offers else row.outputs for key, row in recipes.items()}
    useful = {
        key
        for key, ends in sides.items()
        if any(near(asked.resource, code) >= least for code in ends)
    }
    capabilities = tuple(row for row in network.capabilities if row.transformation in useful)
    whole = offers and bool(capabilities)
    kept = (
        row
        for row in network.postings
        if row.id == asked.id
        or (row.direction is not asked.direction and (whole or row.resource in family))
    )
    return replace(network, postings=tuple(kept), capabilities=capabilities)


def between(
    network: Network,
    one_id: int,
    other_id: int,
    *,
    today: date,
    table: PointsTable = TABLE,
    limit: int = LIMIT,
) -> WhyNot:
    """Tell what comes nearest to a match between two organisations, both ways.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    one_id, other_id : int
        The organisations; their order changes nothing.
    today, table, limit
        As for :func:`of_posting`.

    Raises
    ------
    UnknownSideError
        If one of them is not known.
    """
    pair = {one_id, other_id}
    for ident in (one_id, other_id):
        if all(actor.id != ident for actor in network.actors):
            raise UnknownSideError("organisation", ident)
    theirs = replace(
        network,
        postings=tuple(row for row in network.postings if row.actor_id in pair),
        capabilities=tuple(row for row in network.capabilities if row.actor_id in pair),
    )
    context = build(theirs, today, table)
    asked = (row for need in context.needs for row in _facing_need(context, need))
    taken = (row for offer in context.offers for row in _facing_know_hows(context, offer))
    return nearest([*asked, *taken], Direction.NEED, limit)


def _facing_need(context: Context, need: Posting) -> Iterator[Candidate]:
    """Give the offers and the know-hows that could answer a need."""
    near = _shares(context, need.resource, context.offers)
    answered: set[int] = set()
    for offer in context.offers:
        share = near[offer.resource]
        if _may_meet(offer, need, share):
            if share >= CLOSE_ENOUGH:
                answered.add(offer.actor_id)
            yield Candidate(Pair(context, offer, need, share))
    for row in context.capabilities:
        if row.actor_id not in {need.actor_id, *answered}:
            yield from _making(context, row, need)


def _may_meet(offer: Posting, need: Posting, share: int) -> bool:
    """Leave out an organisation in front of itself, and what rests on two guesses or more.

    What is only probable is a guess; that a resource of the same family would do is another one.
    """
    guesses = direct.is_deduced(offer) + direct.is_deduced(need) + (share < CLOSE_ENOUGH)
    return share >= FAMILY and guesses < GUESSES and offer.actor_id != need.actor_id


def _shares(context: Context, code: str, postings: Iterable[Posting]) -> dict[str, int]:
    """Tell how close each resource posted is to one, each asked once."""
    near = context.knowledge.closeness
    return {key: near(code, key) for key in {row.resource for row in postings}}


def _making(context: Context, row: Capability, need: Posting) -> Iterator[Candidate]:
    """Read a know-how as an offer of what it makes, if that is what a need asks."""
    known = context.knowledge.transformations[row.transformation]
    output, share = _nearest_code(context, known.outputs, need.resource)
    if share >= CLOSE_ENOUGH:
        pair = Pair(context, as_offer(row, output), need, share)
        yield Candidate(pair, row.transformation)


def as_offer(row: Capability, output: str) -> Posting:
    """Read a know-how as an offer, all year, of one of its outputs; how much is to be told."""
    return Posting(
        id=0,
        actor_id=row.actor_id,
        direction=Direction.OFFER,
        resource=output,
        period=Period.YEAR,
        likelihood=row.likelihood,
    )


def _nearest_code(context: Context, codes: tuple[str, ...], code: str) -> tuple[str, int]:
    """Give the resource nearest to one, and how near; the first one of equals."""
    scored = ((key, context.knowledge.closeness(code, key)) for key in codes)
    return max(scored, key=lambda item: item[1])


def _facing_offer(context: Context, offer: Posting) -> Iterator[Candidate]:
    """Give the needs and the know-hows that could take an offer."""
    near = _shares(context, offer.resource, context.needs)
    for need in context.needs:
        share = near[need.resource]
        if _may_meet(offer, need, share):
            yield Candidate(Pair(context, offer, need, share))
    yield from _facing_know_hows(context, offer)


def _facing_know_hows(context: Context, offer: Posting) -> Iterator[Candidate]:
    """Give the know-hows that could take an offer, the likelihood of each on the need it makes."""
    for row in context.capabilities:
        known = context.knowledge.transformations[row.transformation]
        code, share = circular.best_input(context, known, offer.resource)
        need = replace(circular.as_need(row, code), likelihood=row.likelihood)
        if _may_meet(offer, need, share):
            yield Candidate(Pair(context, offer, need, share), row.transformation)
