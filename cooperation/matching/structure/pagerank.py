"""Who is near one organisation, by personalised PageRank: approximate, and labelled so.

A walker leaves the organisation along a tie at random (a cooperation, an action, a theme, a site, a
commune that both know), and goes back to it with probability 0.15 at each step; the nearest are
those it meets most often. Power iteration in floating point: the shares are within
:data:`TOLERANCE` of the limit, in sum, and are given in millionths; no suggestion rests on them.

References
----------
L. Page, S. Brin, R. Motwani, T. Winograd, *The PageRank Citation Ranking*, 1999, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from cooperation.matching.types import Network

from .ties import Ties, ties

FOLLOW = 0.85
TOLERANCE = 1e-9
MOST_STEPS = 200
MILLION = 1_000_000

Node = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class Near:
    """An organisation near another one.

    Attributes
    ----------
    actor_id : int
        The organisation.
    millionths : int
        Share of the time that the walker spends there, rounded down.
    approximate : bool
        Always true: the share is the limit of an iteration.
    """

    actor_id: int
    millionths: int
    approximate: bool = True


def near(network: Network, actor_id: int, *, count: int = 10) -> tuple[Near, ...]:
    """Give the organisations nearest to one by all its ties.

    Parameters
    ----------
    network : Network
        The network, its rows in any order.
    actor_id : int
        The organisation; nobody is near an unknown one.
    count : int
        How many at most.

    Returns
    -------
    tuple of Near
        Share descending, then identifier; those that no tie reaches are left out.
    """
    known = ties(network)
    if actor_id not in known.actors:
        return ()
    nodes, shares = walk(list(edges(known)), ("organisation", actor_id))
    found = [
        Near(int(ident), int(MILLION * share))
        for (kind, ident), share in zip(nodes, shares.tolist(), strict=True)
        if kind == "organisation" and ident != actor_id and share > 0
    ]
    return tuple(sorted(found, key=lambda row: (-row.millionths, row.actor_id))[:count])


def edges(known: Ties) -> Iterator[tuple[Node, Node]]:
    """Give the ties between organisations and what they share, each once."""
    for one, actor in known.actors.items():
        me: Node = ("organisation", one)
        yield from (
            (me, ("organisation", two)) for two in sorted(known.partners.get(one, ())) if two > one
        )
        yield from ((me, ("action", action)) for action in sorted(known.actions.get(one, ())))
        yield from ((me, ("theme", theme)) for theme in sorted(known.themes[one]))
        if actor.site:
            yield me, ("site", actor.site)
        if actor.place and actor.place.insee:
            yield me, ("commune", actor.place.insee)


def walk(ties: list[tuple[Node, Node]], start: Node) -> tuple[list[Node], NDArray[np.float64]]:
    """Give the share of time spent at each node, nodes sorted.

    Parameters
    ----------
    ties : list of pairs
        Both ways, each once.
    start : tuple
        Where the walker starts and goes back to.
    """
    nodes = sorted(
        {start, *(node for tie in ties for node in tie)}, key=lambda node: (node[0], str(node[1]))
    )
    index = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(index[one], index[two]) for one, two in ties], dtype=np.int64).reshape(-1, 2)
    rows, columns = np.concatenate([ends, ends[:, ::-1]]).T
    degrees = np.bincount(rows, minlength=len(nodes))
    each = 1 / degrees[rows]
    moves = sparse.csr_array((each, (columns, rows)), shape=(len(nodes), len(nodes)))
    home = np.zeros(len(nodes))
    home[index[start]] = 1
    shares = home
    for _ in range(MOST_STEPS):
        lost = shares[degrees == 0].sum()
        after = FOLLOW * (moves @ shares + lost * home) + (1 - FOLLOW) * home
        change, shares = np.abs(after - shares).sum(), after
        if change < TOLERANCE * (1 - FOLLOW):
            break
    return nodes, shares
