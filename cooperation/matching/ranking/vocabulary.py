"""How much the words of a question are those of a trade: of what it takes, or of what it gives.

Where no wording of a resource is in a text as a whole, its words together may still tell a trade:
each trade is a document made of its own words and of the labels and synonyms of what it takes, or
gives, weighted as it does; a question is scored against them as against the activities
(:mod:`lexical`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from cooperation.knowledge import Knowledge, Resource, Trade

from .features import FULL, Features, Points
from .knowing import Weighted, content
from .lexical import Words
from .market import Market, Role

OWN = 1000
"""What a word of the trade itself weighs, in thousandths."""
LABEL = 700
"""What a word of the label of a resource weighs, times the weight of the resource."""
SYNONYM = 600
"""The same for a synonym."""
UNDER = 300
"""What is left, in thousandths, for a resource under that one."""


class Vocabulary:
    """The words of every trade, by role.

    Parameters
    ----------
    market : Market
        The trades and what they take and give.
    features : Features
        The trades of the organisations.
    """

    def __init__(self, market: Market, features: Features) -> None:
        self._features = features
        self._row_of = market.row_of
        self._rows = np.array([market.row_of[code] for code in features.names], dtype=np.int64)
        self._words = _words_of(market)

    def share(self, role: Role, asked: Mapping[str, int]) -> Points:
        """Give how much of a question is in the words of each organisation's trades, 0 to 1000."""
        return self._features.best(self._words[role].score(asked)[self._rows])

    def origin(
        self, role: Role, asked: Mapping[str, int], trades: Weighted
    ) -> tuple[str, tuple[str, ...]]:
        """Say on which trade of an organisation its share rests, and on which asked words."""
        scores = self._words[role].score(asked)
        best = max(trades, key=lambda one: (one[1] * int(scores[self._row_of[one[0]]]), one[0]))
        return best[0], self._words[role].shared(asked, self._row_of[best[0]])


_LATEST: list[tuple[Market, dict[Role, Words]]] = []


def _words_of(market: Market) -> dict[Role, Words]:
    """Index the words of the trades, once as long as the same market is asked."""
    if not _LATEST or _LATEST[0][0] is not market:
        wider = _wider(market.knowledge)
        words = {
            role: Words([_document(market, code, role, wider) for code in market.trades])
            for role in Role
        }
        _LATEST[:] = [(market, words)]
    return _LATEST[0][1]


def _document(
    market: Market, code: str, role: Role, wider: Mapping[str, Mapping[str, int]]
) -> dict[str, int]:
    """Give the words of a trade: its own, then those of what it takes or gives."""
    trade = market.knowledge.trades[code]
    found = Counter(_own(trade) if role is Role.GIVES else {})
    for resource, weight in market.flows(role, code):
        for token, share in wider[resource].items():
            found[token] = max(found[token], share * weight // FULL)
    return {token: weight for token, weight in found.items() if weight}


def _own(trade: Trade) -> dict[str, int]:
    """Give the words that name a trade, each at full weight."""
    return {token: OWN for text in (trade.label, *trade.words) for token in content(text)}


def _wider(knowledge: Knowledge) -> dict[str, Counter[str]]:
    """Give the words of each resource, then those of what is under it, which count for less.

    Roots keep to their own words: what is under them is too wide to tell a trade.
    """
    own = {code: _words(row) for code, row in knowledge.resources.items()}
    found = {code: Counter(words) for code, words in own.items()}
    for code, words in own.items():
        for above in knowledge.ancestors(code)[:-1]:
            for token, share in words.items():
                found[above][token] = max(found[above][token], share * UNDER // FULL)
    return found


def _words(row: Resource) -> Counter[str]:
    """Give the words of a resource: those of its label count more than its synonyms."""
    found: Counter[str] = Counter()
    for text, share in ((row.label, LABEL), *((text, SYNONYM) for text in row.synonyms)):
        for token in content(text):
            found[token] = max(found[token], share)
    return found
