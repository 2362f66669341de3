"""What each trade would take or give of a resource: the knowledge as matrices.

For a trade ``t`` and a resource ``r``, the likelihood that ``t`` takes ``r`` is

    max over the resources ``c`` that ``t`` takes of  weight(t, c) × near(c, r) // 1000

with ``near = closeness × (SPREAD × closeness + 1000 × (1000 − SPREAD)) // 1000²``, so that what is
exact comes before what is wide, and nothing under :data:`LOW_CLOSENESS`;

``t`` takes what its row of the knowledge says, and the inputs of the transformations that
its activity masters; it gives what its row says, and their outputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from cooperation.knowledge import Knowledge, Trade, Transformation

from .fields import PEOPLE

Shares = NDArray[np.int64]
"""Integers from 0 to 1000."""

FULL = 1000
LOW_CLOSENESS = 400
"""Closeness under which two resources are told apart."""
SPREAD = 500
"""How much, in thousandths, closeness weighs twice: what is exact comes before what is wide."""
MASTERED = 650
"""Weight of a transformation whose activity is that of the trade, or a broader one."""
UNRELATED = 200
"""What is left of these, in thousandths, when nothing else ties the trade to the know-how."""
FEW = 2
"""How many trades may share a code of activity that tells who masters a know-how."""
PERHAPS = {5: 450, 4: 400, 3: 250, 2: 120}
"""The same when the trade's activity is the broader, by its length without the dot."""


class Role(StrEnum):
    """What an organisation does with a resource."""

    TAKES = "takes"
    GIVES = "gives"


OTHER = {Role.TAKES: Role.GIVES, Role.GIVES: Role.TAKES}
"""The role on the other side."""
HOSTED = ("job.internship", "job.apprenticeship")
"""Posts that employers host, and for which others send people."""


class Market:
    """The takes and gives of the trades, spread over the taxonomy, computed when asked.

    Parameters
    ----------
    knowledge : Knowledge
        Trades, transformations and closeness.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.trades = tuple(sorted(knowledge.trades))
        self.row_of = {code: row for row, code in enumerate(self.trades)}
        self.codes = tuple(sorted(knowledge.resources))
        self.column_of = {code: column for column, code in enumerate(self.codes)}
        self._via: dict[tuple[Role, int, int], str] = {}
        self._weights = {role: self._empty() for role in Role}
        self._spread: dict[tuple[Role, str], tuple[Shares, NDArray[np.intp]]] = {}
        self._close: dict[str, Shares] = {}
        self._replaced = _replaced(knowledge)
        self._sharing = Counter(code for row in knowledge.trades.values() for code in row.naf)
        self._fill()

    def likelihood(self, role: Role, resource: str) -> Shares:
        """Give, for each trade in order, how likely it takes or gives a resource."""
        return self._spread_of(role, resource)[0]

    def source(self, role: Role, resource: str, trade: str) -> tuple[str, str]:
        """Say what a likelihood rests on.

        Returns
        -------
        tuple of str
            The resource that the trade takes or gives, and the transformation through which it
            does, empty when its own row says so.
        """
        row = self.row_of[trade]
        column = int(self._spread_of(role, resource)[1][row])
        return self.codes[column], self._via.get((role, row, column), "")

    def flows(self, role: Role, trade: str) -> tuple[tuple[str, int], ...]:
        """Give what a trade takes or gives, with the weight of each, sorted by code."""
        weights = self._weights[role][self.row_of[trade]]
        return tuple((self.codes[at], int(weights[at])) for at in np.flatnonzero(weights).tolist())

    def closeness(self, resource: str) -> Shares:
        """Give how near every resource, in order, is to one: see the module."""
        if resource not in self._close:
            found = np.zeros(len(self.codes), dtype=np.int64)
            for code in self._kin(resource):
                near = self.knowledge.closeness(code, resource)
                exact = near * (SPREAD * near + FULL * (FULL - SPREAD)) // FULL**2
                found[self.column_of[code]] = exact if near >= LOW_CLOSENESS else 0
            self._close[resource] = found
        return self._close[resource]

    def _kin(self, resource: str) -> frozenset[str]:
        """Give the only resources that may be close to one: its line, siblings, substitutes."""
        above = self.knowledge.ancestors(resource)
        parent = above[0] if above else resource
        return frozenset(
            (
                *above,
                *(code for code in self.codes if code.startswith(f"{resource}.")),
                *self.knowledge.children(parent),
                *self._replaced.get(resource, ()),
                resource,
            )
        )

    def _spread_of(self, role: Role, resource: str) -> tuple[Shares, NDArray[np.intp]]:
        """Give how much each trade has to do with a resource, and through which one; kept."""
        key = (role, resource)
        if key not in self._spread:
            close = self.closeness(resource)
            columns = np.flatnonzero(close)
            products = self._weights[role][:, columns] * close[columns] // FULL
            self._spread[key] = (products.max(axis=1), columns[products.argmax(axis=1)])
        return self._spread[key]

    def _empty(self) -> Shares:
        """Give a table of trades by resources that holds nothing."""
        return np.zeros((len(self.trades), len(self.codes)), dtype=np.int64)

    def _fill(self) -> None:
        """Write what the rows of the trades say, then what transformations add."""
        for row, code in enumerate(self.trades):
            trade = self.knowledge.trades[code]
            for role, flows in ((Role.TAKES, trade.takes), (Role.GIVES, trade.gives)):
                for resource, weight in flows:
                    self._weights[role][row, self.column_of[resource]] = weight
            for key in sorted(self.knowledge.transformations):
                self._add(row, trade, self.knowledge.transformations[key])
            self._settle_hosted(row, trade)

    def _settle_hosted(self, row: int, trade: Trade) -> None:
        """Say of each hosted post either that a trade hosts (gives), or that it sends (takes)."""
        role = Role.TAKES if trade.code in PEOPLE else Role.GIVES
        for column in (self.column_of[code] for code in self.codes if code.startswith(HOSTED)):
            both = [int(self._weights[side][row, column]) for side in Role]
            self._weights[OTHER[role]][row, column] = 0
            self._weights[role][row, column] = max(both)

    def _deals_in(self, trade: Trade, transformation: Transformation) -> bool:
        """Tell whether a trade already takes an input, or has a code of activity that few share.

        Codes of activity such as that of sorting, or of social work, are those of many trades:
        they do not say which of them masters a know-how. Who gives the output is no sign either:
        who gives recycled metal buys no broken telephones.
        """
        if all(self._sharing[code] <= FEW for code in transformation.naf):
            return True
        takes = [code for code, _ in trade.takes]
        return any(_kindred(code, takes) for code in transformation.inputs)

    def _add(self, row: int, trade: Trade, transformation: Transformation) -> None:
        """Add what a trade that masters a know-how takes and gives."""
        weight = mastery(trade.naf, transformation.naf)
        if weight and not self._deals_in(trade, transformation):
            weight = weight * UNRELATED // FULL
        if not weight:
            return
        sides = ((Role.TAKES, transformation.inputs), (Role.GIVES, transformation.outputs))
        for role, resources in sides:
            for column in (self.column_of[code] for code in resources):
                if weight > self._weights[role][row, column]:
                    self._weights[role][row, column] = weight
                    self._via[role, row, column] = transformation.code


def _kindred(code: str, others: Iterable[str]) -> bool:
    """Tell whether a resource is one of others, above or under it."""
    return any(
        f"{one}.".startswith(f"{code}.") or f"{code}.".startswith(f"{one}.") for one in others
    )


_LATEST: list[Market] = []


def market_of(knowledge: Knowledge) -> Market:
    """Give the market of a knowledge, made once as long as the same knowledge is asked."""
    if not _LATEST or _LATEST[0].knowledge is not knowledge:
        _LATEST[:] = [Market(knowledge)]
    return _LATEST[0]


def _replaced(knowledge: Knowledge) -> dict[str, list[str]]:
    """Map each resource to those that may replace it, or that it may replace."""
    found: dict[str, list[str]] = {}
    for code, row in knowledge.resources.items():
        for other, _ in row.substitutes:
            found.setdefault(code, []).append(other)
            found.setdefault(other, []).append(code)
    return found


def mastery(trade: tuple[str, ...], transformation: tuple[str, ...]) -> int:
    """Tell how likely the activities of a trade are those that master a transformation.

    Parameters
    ----------
    trade, transformation : tuple of str
        Codes of activities (NAF), dotted.

    Returns
    -------
    int
        0 to :data:`MASTERED`.

    Examples
    --------
    >>> mastery(("11.05Z",), ("11.05Z",)), mastery(("10",), ("10.71C",)), mastery(("10",), ("11",))
    (650, 120, 0)
    """
    pairs = (
        (one.replace(".", ""), two.replace(".", "")) for one in trade for two in transformation
    )
    return max((_mastery(one, two) for one, two in pairs), default=0)


def _mastery(trade: str, transformation: str) -> int:
    """Give how sure it is that a trade masters a know-how, from their codes of activity."""
    if trade.startswith(transformation):
        return MASTERED
    return PERHAPS.get(len(trade), 0) if transformation.startswith(trade) else 0
