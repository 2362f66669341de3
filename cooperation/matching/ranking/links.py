"""Cooperations as columns, and how close what flows there is to what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from cooperation.knowledge import Knowledge

from .features import FULL, Points
from .knowing import Weighted, content, resources_of
from .market import Market
from .structure import Edges
from .types import Link

OLDEST = 500
"""Weight of an old cooperation; the latest of all weighs 1000."""
FADING = 100
"""Weight lost each year."""
CLOSE = 500
"""Closeness under which a flow says nothing of what is asked."""
YEAR = 365


class Flows:
    """The cooperations between organisations that are there.

    Parameters
    ----------
    rows : mapping
        Identifier, as a text → row of the organisation.
    links : sequence of Link
        In any order; one to an unknown organisation, or to itself, is ignored.
    market : Market or None
        Says what resource a link names; without it, the words alone are compared.
    """

    def __init__(
        self, rows: Mapping[str, int], links: Sequence[Link], market: Market | None
    ) -> None:
        self.known = tuple(
            link
            for link in links
            if str(link.giver) in rows
            and str(link.receiver) in rows
            and str(link.giver) != str(link.receiver)
        )
        giver = np.array([rows[str(link.giver)] for link in self.known], dtype=np.int64)
        receiver = np.array([rows[str(link.receiver)] for link in self.known], dtype=np.int64)
        self.edges = Edges(giver, receiver, _weights(self.known))
        self._texts = sorted({link.resource for link in self.known})
        number = {text: at for at, text in enumerate(self._texts)}
        self._text_of = np.array([number[link.resource] for link in self.known], dtype=np.int64)
        entries = _entries(market, self._texts) if market else []
        self._meant = np.array(entries, dtype=np.int64).reshape(-1, 3)
        self._words = [frozenset(content(text)) for text in self._texts]
        self._market = market

    def close_to(self, resources: Weighted, words: Mapping[str, int]) -> Points:
        """For each edge, tell how close what flows there is to what is asked.

        Parameters
        ----------
        resources : tuple of (str, int)
            What is asked, with confidence.
        words : mapping
            The words that say it.

        Returns
        -------
        array of int
            0 to 1000: the closest of the resources, or the share of the words of what flows there
            that are asked, if that is more.
        """
        shares = np.array([_said(found, words) for found in self._words], dtype=np.int64)
        text, column, sure = self._meant.T
        if self._market is None:
            return shares[self._text_of]
        for code, asked in resources:
            near = self._market.closeness(code)[column]
            worth = np.where(near >= CLOSE, near * asked // FULL * sure // FULL, 0)
            np.maximum.at(shares, text, worth)
        return shares[self._text_of]

    def text_of(self, edge: int) -> str:
        """Give what flows on an edge, as it was said."""
        return self.known[edge].resource


def _entries(market: Market, texts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give the resources that each text may mean: rank of the text, column, confidence."""
    return [
        (at, market.column_of[code], sure)
        for at, text in enumerate(texts)
        for code, sure in _meant(market.knowledge, text)
    ]


def _said(found: frozenset[str], words: Mapping[str, int]) -> int:
    """Give the share of some words that are asked."""
    return FULL * len(found & words.keys()) // len(found) if found else 0


def _meant(knowledge: Knowledge, text: str) -> Weighted:
    """Give the resources that a link is about: its code, or what its text says."""
    if text in knowledge.resources:
        return ((text, FULL),)
    return resources_of(knowledge, text)


def _weights(links: Sequence[Link]) -> Points:
    """Weigh each link by its age beside the latest; one without a date weighs as an old one."""
    latest = max((link.since for link in links if link.since), default=date.min)
    return np.array([_weight(link.since, latest) for link in links], dtype=np.int64)


def _weight(since: date | None, latest: date) -> int:
    """Give how much a link counts: less as it gets older."""
    if since is None:
        return FULL if latest == date.min else OLDEST
    return max(OLDEST, FULL - FADING * (latest - since).days // YEAR)
