"""What the cooperations that already run say of those that could.

Cooperations are edges from a *source* to a *target*: from giver to receiver when the asker offers,
the other way round when it needs. Its own edges tell what it is, never whom to propose: an edge
between the asker and an organisation is no reason to propose that organisation again.

All is computed in integers: the order of the cooperations changes nothing.

References
----------
T. Zhou, L. Lü, Y.-C. Zhang, « Predicting missing links via local information », *European Physical
Journal B* 71, 2009 (resource allocation).
I. A. Kovács et al., « Network-based prediction of protein interactions », *Nature Communications*
10, 2019 (paths of length three, where who is alike shares partners).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from .features import FULL, Features, Points

UNIT = 1_000_000
TYPICAL = 300
"""What an edge that resembles those of one's trade counts for beside one's own, in thousandths."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Cooperations as columns, in the direction of the question.

    Attributes
    ----------
    source, target : array of int
        Rows of the organisations.
    weight : array of int
        500 to 1000, the latest the most.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: Points

    @property
    def reverse(self) -> Edges:
        """The same edges, the other way round."""
        return Edges(self.target, self.source, self.weight)


def _scatter(size: int, at: NDArray[np.int64], values: Points) -> Points:
    """Add values at places, which may repeat."""
    found = np.zeros(size, dtype=np.int64)
    np.add.at(found, at, values)
    return found


def inverse_roots(counts: Points) -> Points:
    """Give ``1000 / √count`` for each count, 0 for none, rounded down."""
    return np.array([isqrt(UNIT // count) if count else 0 for count in counts.tolist()], np.int64)


class Structure:
    """Measures of one orientation of the network.

    Parameters
    ----------
    edges : Edges
        The cooperations, from source to target.
    features : Features
        Who is like whom.
    """

    def __init__(self, edges: Edges, features: Features) -> None:
        self.edges, self.features = edges, features
        size = features.size
        ones = np.ones(len(edges.source), dtype=np.int64)
        self.given = _scatter(size, edges.source, ones)
        self.received = _scatter(size, edges.target, ones)
        self._root_given = inverse_roots(self.given)
        self._root_received = inverse_roots(self.received)
        self._degree = np.maximum(self.given + self.received, 1)

    def partners(self, row: int) -> Points:
        """Score targets by the paths of the network that lead to them from one organisation.

        Paths of length three, ``row → y ← b → x``: *b* has partners of mine, and *x* is another
        of them. Paths of length two, whatever their direction: *x* and I share a partner. Each
        step is worth less through an organisation that has many partners.
        """
        edges, size = self.edges, self.features.size
        mine = edges.source == row
        first = _scatter(size, edges.target[mine], edges.weight[mine])
        back = first * self._root_received // FULL
        alike = _scatter(size, edges.source, back[edges.target] * edges.weight // FULL)
        alike[row] = 0
        out = alike * self._root_given
        three = _scatter(size, edges.target, out[edges.source] * edges.weight // FULL)
        return three + self._common(row) * FULL // 2

    def _common(self, row: int) -> Points:
        """Resource allocation: the sum of 1000 / degree over the common partners."""
        edges, size = self.edges, self.features.size
        near = np.zeros(size, dtype=np.int64)
        near[edges.target[edges.source == row]] = FULL
        near[edges.source[edges.target == row]] = FULL
        near //= self._degree
        return _scatter(size, edges.target, near[edges.source]) + _scatter(
            size, edges.source, near[edges.target]
        )

    def alike(self, row: int) -> Points:
        """Score targets by what one's like do, and by what one does oneself.

        The organisations of one's trade work with these targets, or with targets of their trade;
        one already works with targets of their trade.
        """
        edges, size = self.edges, self.features.size
        kin = self.features.alike(row)
        kin[row] = 0
        direct = _scatter(size, edges.target, kin[edges.source] * edges.weight // FULL)
        typical = kin * TYPICAL // FULL
        typical[row] = FULL
        worked = _scatter(size, edges.target, typical[edges.source] * edges.weight // FULL)
        by_feature = self.features.summed(worked)
        most = max(int(by_feature.max(initial=0)), 1)
        return relative(direct) // 2 + self.features.best(by_feature * FULL // most) // 2

    def known(self, row: int) -> NDArray[np.bool_]:
        """Say which targets one already works with."""
        found = np.zeros(self.features.size, dtype=np.bool_)
        found[self.edges.target[self.edges.source == row]] = True
        return found

    def active(self) -> Points:
        """Score targets by how many already work with them: ``1000 × n // (n + 3)``."""
        return FULL * self.received // (self.received + 3)

    def exchanged(self, close: Points, without: int) -> tuple[Points, Points]:
        """Score targets by what they already exchange.

        Parameters
        ----------
        close : array of int
            For each edge, how close what flows there is to what is asked, 0 to 1000.
        without : int
            Row of the asker, whose edges are left out; −1 when nobody asks.

        Returns
        -------
        tuple of arrays of int
            For each organisation, 0 to 1000: what it exchanges, and what its like exchange.
        """
        worth = np.where(self.edges.source == without, 0, close * self.edges.weight // FULL)
        own = np.zeros(self.features.size, dtype=np.int64)
        np.maximum.at(own, self.edges.target, worth)
        return own, self.features.best(self.features.highest(own))

    def best_edge(self, close: Points, without: int, row: int) -> tuple[int, bool]:
        """Give the edge on which the share of :meth:`exchanged` rests, and whether it is its own."""
        worth = np.where(self.edges.source == without, 0, close * self.edges.weight // FULL)
        mine = np.where(self.edges.target == row, worth, 0)
        like = self.features.alike(row)[self.edges.target] * worth
        own = int(mine.max())
        if own and own >= int(like.max()) // FULL // 2:
            return int(mine.argmax()), True
        return int(like.argmax()), False


def relative(values: Points) -> Points:
    """Bring values of any size to 0–1000, the highest at 1000."""
    most = int(values.max(initial=0))
    return values * FULL // most if most else values


def rows_between(edges: Edges, row: int, target: int, most: int) -> Sequence[int]:
    """Give organisations through which a path of :meth:`Structure.partners` goes, sorted.

    Common partners first; else the organisations that share a partner with one, and work with
    the target.
    """
    mine = _neighbours(edges, row)
    common = sorted(mine & _neighbours(edges, target))
    if common:
        return common[:most]
    targets = edges.target[edges.source == row]
    alike = set(edges.source[np.isin(edges.target, targets)].tolist()) - {row}
    return sorted(alike & set(edges.source[edges.target == target].tolist()))[:most]


def _neighbours(edges: Edges, row: int) -> set[int]:
    """Give who an organisation already gives to, or receives from."""
    after = edges.target[edges.source == row].tolist()
    return {*after, *edges.source[edges.target == row].tolist()} - {row}
