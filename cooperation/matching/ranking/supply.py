"""How likely each organisation takes or gives a resource, from its trades and its own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .features import FULL, Features, Points
from .knowing import Weighted
from .market import OTHER, Market, Role
from .profiles import Profile

MORE = 250
"""What a second resource adds, in thousandths of what is left to 1000."""
BOTH = 500
"""What is added, in thousandths of what is left to 1000, when the trade and the words agree."""
SAME_SIDE = 200
"""What is lost, in thousandths, by who is likelier on the same side as the asker."""


class Origin(NamedTuple):
    """What a likelihood rests on.

    Attributes
    ----------
    resource : str
        What the organisation takes or gives: what is asked, or close to it.
    likelihood : int
        0 to 1000.
    trade : str
        The trade that does so, empty when the organisation's activity names the resource.
    transformation : str
        The transformation through which the trade does, or empty.
    """

    resource: str
    likelihood: int
    trade: str = ""
    transformation: str = ""


class Supply:
    """The likelihoods of all the organisations, computed once for each resource asked.

    Parameters
    ----------
    market : Market
        What trades take and give.
    features : Features
        The trades of the organisations.
    profiles : sequence of Profile
        Their words.
    """

    def __init__(self, market: Market, features: Features, profiles: Sequence[Profile]) -> None:
        self.market, self.features, self.profiles = market, features, profiles
        self._trades = np.array([market.row_of[code] for code in features.names], dtype=np.int64)
        self._named = {
            role: np.array(
                [
                    (row, self.market.column_of[code], sure)
                    for row, known in enumerate(profiles)
                    for code, sure in known.named[role]
                ],
                dtype=np.int64,
            ).reshape(-1, 3)
            for role in Role
        }
        self._found: dict[tuple[Role, str], Points] = {}

    def likelihood(self, role: Role, resource: str) -> Points:
        """Give how likely each organisation takes or gives a resource, 0 to 1000."""
        key = (role, resource)
        if key not in self._found:
            by_trade = self.market.likelihood(role, resource)[self._trades]
            trade, said = self.features.best(by_trade), self.named(role, resource)
            best = np.maximum(trade, said)
            both = np.minimum(trade, said) * BOTH // FULL
            self._found[key] = best + (FULL - best) * both // FULL
        return self._found[key]

    def named(self, role: Role, resource: str) -> Points:
        """Give the same, from the words of the activities alone."""
        row, column, sure = self._named[role].T
        found = np.zeros(self.features.size, dtype=np.int64)
        near = self.market.closeness(resource)[column]
        np.maximum.at(found, row, near * sure // FULL)
        return found

    def origin(self, role: Role, resource: str, row: int) -> Origin:
        """Say what the likelihood of an organisation rests on: the best clue, then by code."""
        near = self.market.closeness(resource)
        by_trade = self.market.likelihood(role, resource)
        clues = [
            Origin(code, int(near[self.market.column_of[code]]) * sure // FULL)
            for code, sure in self.profiles[row].named[role]
        ]
        for trade, sure in self.profiles[row].trades:
            code, through = self.market.source(role, resource, trade)
            share = sure * int(by_trade[self.market.row_of[trade]]) // FULL
            clues.append(Origin(code, share, trade, through))
        return min(clues, key=lambda clue: (-clue.likelihood, clue), default=Origin(resource, 0))

    def answers(
        self, role: Role, resources: Weighted, turned: frozenset[str] = frozenset()
    ) -> Points:
        """Give how likely each organisation answers to what a text may mean, 0 to 1000.

        The likeliest of the resources, each by its confidence, and a quarter of what is left for
        the second one. Who is likelier to be on the same side as the asker loses a part.

        Parameters
        ----------
        role : Role
            What is asked of who answers.
        resources : tuple of (str, int)
            What the text may mean, with confidence.
        turned : frozenset of str
            Resources for which the other role is asked.
        """
        first = np.zeros(self.features.size, dtype=np.int64)
        second = first.copy()
        against = first.copy()
        for code, sure in resources:
            asked = OTHER[role] if code in turned else role
            share = sure * self.likelihood(asked, code) // FULL
            second = np.maximum(second, np.minimum(first, share))
            first = np.maximum(first, share)
            against = np.maximum(against, sure * self.likelihood(OTHER[asked], code) // FULL)
        together = first + (FULL - first) * second // FULL * MORE // FULL
        lost = np.maximum(against - first, 0) * SAME_SIDE // FULL
        left: Points = np.maximum(together - lost, 0)
        return left


def own_flows(supply: Supply, role: Role, row: int) -> Weighted:
    """Give what the trades of an organisation take or give, the best of each, sorted by code."""
    found: dict[str, int] = {}
    for trade, sure in supply.profiles[row].trades:
        for resource, weight in supply.market.flows(role, trade):
            found[resource] = max(sure * weight // FULL, found.get(resource, 0))
    return tuple(sorted(found.items()))
