"""Who is like whom: weighted features of organisations, as columns.

A feature is a trade, with the confidence in it; without the knowledge, a code of activity or the
very same words of activity. Two organisations are as alike as the best of the features that they
share, each with its weight: ``max over f of weight(a, f) × weight(b, f) // 1000``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.int64]

FULL = 1000


class Features:
    """The features of organisations, sorted by organisation.

    Parameters
    ----------
    weights : sequence of mapping
        For each organisation, feature → weight of 1 to 1000.
    """

    def __init__(self, weights: Sequence[Mapping[str, int]]) -> None:
        self.size = len(weights)
        self.names = tuple(sorted({name for row in weights for name in row}))
        number_of = {name: number for number, name in enumerate(self.names)}
        entries = [
            (row, number_of[name], weight)
            for row, found in enumerate(weights)
            for name, weight in sorted(found.items())
        ]
        columns = np.array(entries, dtype=np.int64).reshape(len(entries), 3)
        self.row, self.feature, self.weight = columns.T

    def best(self, shares: Points) -> Points:
        """From a share for each feature, give the best of each organisation, weighted."""
        found = np.zeros(self.size, dtype=np.int64)
        np.maximum.at(found, self.row, self.weight * shares[self.feature] // FULL)
        return found

    def summed(self, values: Points) -> Points:
        """From a value for each organisation, give the weighted sum of each feature."""
        found = np.zeros(len(self.names), dtype=np.int64)
        np.add.at(found, self.feature, self.weight * values[self.row] // FULL)
        return found

    def highest(self, values: Points) -> Points:
        """From a value for each organisation, give the weighted maximum of each feature."""
        found = np.zeros(len(self.names), dtype=np.int64)
        np.maximum.at(found, self.feature, self.weight * values[self.row] // FULL)
        return found

    def alike(self, row: int) -> Points:
        """Give how alike each organisation is to one, 0 to 1000."""
        mine = np.zeros(len(self.names), dtype=np.int64)
        own = self.row == row
        mine[self.feature[own]] = self.weight[own]
        return self.best(mine)
