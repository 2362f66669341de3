"""From the trades of an organisation to what it probably offers and needs, before it posts.

Each trade says what it usually takes and gives, with a weight. The likelihood of one of them is
``confidence in the trade × weight // 1000``; when several trades say the same, they are combined as
independent clues (*noisy-or*), in exact arithmetic with one rounding, so that the order of the
trades changes nothing:

    1 − ∏ (1 − likelihood of each)

Never 1000, which is kept for what an organisation declares.

References
----------
J. Pearl, *Probabilistic Reasoning in Intelligent Systems*, 1988, section 4.3.2 (noisy-or).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cooperation.knowledge import Knowledge

from .types import Direction

FULL = 1000
LEAST = 350
"""Likelihood under which nothing is said."""
MOST = 6
"""How many offers, and how many needs, are said at most."""
SAME = 700
"""Closeness from which a declared posting makes a probable one useless."""


class Probable(NamedTuple):
    """An offer or a need that an organisation probably has.

    Attributes
    ----------
    direction : Direction
        Offer or need.
    resource : str
        Code in the taxonomy.
    likelihood : int
        1 to 999.
    trade : str
        Code of the trade that says it the loudest.
    """

    direction: Direction
    resource: str
    likelihood: int
    trade: str


def probable(
    knowledge: Knowledge,
    trades: Iterable[tuple[str, int]],
    *,
    declared: Iterable[tuple[Direction, str]] = (),
    least: int = LEAST,
    most: int = MOST,
) -> tuple[Probable, ...]:
    """Deduce what an organisation probably offers and needs.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the trades and the closeness of resources.
    trades : iterable of (str, int)
        Codes of its trades, each with a confidence of 1 to 1000, in any order; a trade unknown to
        the knowledge says nothing, and of a trade given twice the surest counts.
    declared : iterable of (Direction, str)
        What it has already posted: a probable posting of the same direction, at least
        :data:`SAME` close to one of these resources, is left out.
    least : int
        Likelihood under which nothing is said.
    most : int
        How many are kept each way.

    Returns
    -------
    tuple of Probable
        Likelihood descending, then direction, then resource. Adding a trade, or more confidence
        in one, never makes a likelihood fall.

    Examples
    --------
    >>> from cooperation import knowledge
    >>> found = probable(knowledge.load(), [("brewery", 900)])
    >>> any(row.resource == "byproduct.organic.spent_grain" for row in found)
    True
    >>> max(row.likelihood for row in found) <= 900
    True
    """
    rows = _unposted(knowledge, trades, tuple(declared))
    ranked = sorted(
        (row for row in rows if row.likelihood >= max(least, 1)),
        key=lambda row: (-row.likelihood, row.direction, row.resource),
    )
    kept = {way: [row for row in ranked if row.direction is way][:most] for way in Direction}
    return tuple(row for row in ranked if row in kept[row.direction])


def _unposted(
    knowledge: Knowledge,
    trades: Iterable[tuple[str, int]],
    posted: tuple[tuple[Direction, str], ...],
) -> Iterator[Probable]:
    """Give what trades say, but for what the organisation has posted."""
    for (direction, resource), clues in _clues(knowledge, trades).items():
        if not _is_posted(knowledge, direction, resource, posted):
            yield _combined(direction, resource, clues)


def _clues(
    knowledge: Knowledge, trades: Iterable[tuple[str, int]]
) -> dict[tuple[Direction, str], list[tuple[int, str]]]:
    """Give, for each direction and resource, the likelihood that each trade lends to it."""
    sure: dict[str, int] = {}
    for code, confidence in trades:
        sure[code] = max(min(confidence, FULL), sure.get(code, 0))
    found: dict[tuple[Direction, str], list[tuple[int, str]]] = defaultdict(list)
    for code in sorted(sure.keys() & knowledge.trades.keys()):
        trade = knowledge.trades[code]
        for way, flows in ((Direction.OFFER, trade.gives), (Direction.NEED, trade.takes)):
            for resource, weight in flows:
                found[way, resource].append((sure[code] * weight // FULL, code))
    return found


def _combined(direction: Direction, resource: str, clues: list[tuple[int, str]]) -> Probable:
    """Combine what several trades say of one resource."""
    against = 1
    for likelihood, _ in clues:
        against *= FULL - likelihood
    together = FULL - -(-against // FULL ** (len(clues) - 1))
    loudest = min(clues, key=lambda clue: (-clue[0], clue[1]))
    return Probable(direction, resource, min(together, FULL - 1), loudest[1])


def _is_posted(
    knowledge: Knowledge,
    direction: Direction,
    resource: str,
    posted: tuple[tuple[Direction, str], ...],
) -> bool:
    """Say whether a posting already tells the same, or nearly."""
    return any(
        way is direction and knowledge.closeness(code, resource) >= SAME
        for way, code in posted
        if code in knowledge.resources
    )
