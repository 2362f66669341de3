"""How much the words of a question are those of an organisation: BM25 with letter trigrams.

Every organisation is a document of three fields: its activity, its name, and the labels of what
its trades take or give. Integers only, so that no order of addition changes a result:

    idf(t) = 1000 × ln(1 + (N − df + ½) / (df + ½))
    share of t in d = 1000 × f × (k + 1) / (f + k × (1 − b + b × length / average))

A word that no document has stands for the nearest words that some have (Dice coefficient of
trigrams, at least :data:`SIMILAR`), so that *maraîchage* finds *maraîcher*; it then counts for that
much less. Words that only frame a request count for nothing, generic ones for a third.

References
----------
S. Robertson, H. Zaragoza, « The Probabilistic Relevance Framework: BM25 and Beyond », *Foundations
and Trends in Information Retrieval* 3 (4), 2009.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

FULL = 1000
SATURATION = 1200
"""``k`` of BM25, in thousandths."""
LENGTH = 600
"""``b`` of BM25, in thousandths."""
ENOUGH = 700
"""Share of what the words could give, in thousandths, from which a document has enough of them."""
SIMILAR = 650
"""Dice coefficient of trigrams, in thousandths, from which a word stands for another."""
NEAREST = 4
"""How many words an unknown one stands for, at most."""
SHORTEST = 4
"""Letters under which a word stands for itself only."""

Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a token is: the rows of its documents, and its share in each."""

    rows: NDArray[np.int64]
    shares: Points
    idf: int


class Words:
    """Index of the documents.

    Parameters
    ----------
    documents : sequence of mapping
        For each organisation, token → weight in thousandths (its occurrences, by field, added).
    """

    def __init__(self, documents: Sequence[Mapping[str, int]]) -> None:
        self.size = len(documents)
        self._postings = _index(documents)
        self._rarest = _idf(self.size, 1)
        self._grams = _grams_of(self._postings)
        self._near: dict[str, tuple[tuple[str, int], ...]] = {}

    def score(self, asked: Mapping[str, int]) -> Points:
        """Score every document.

        Parameters
        ----------
        asked : mapping
            Token → weight in thousandths.

        Returns
        -------
        array of int
            For each document, in order, 0 to 1000: its points over those of the best one, or
            over :data:`ENOUGH` of what all the words could give if that is more. A word that no
            document has could give as much as one that a single document has.
        """
        found = np.zeros(self.size, dtype=np.int64)
        ideal = 0
        for token in sorted(asked):
            near = self.near(token)
            mine = np.zeros(self.size, dtype=np.int64)
            for known, share in near:
                row = self._postings[known]
                weight = row.idf * asked[token] // FULL * share // FULL
                mine[row.rows] = np.maximum(mine[row.rows], weight * row.shares // FULL)
            found += mine
            idf = self._postings[token].idf if token in self._postings else self._rarest
            ideal += idf * asked[token] // FULL
        most = max(int(found.max(initial=0)), ideal * ENOUGH // FULL, 1)
        return found * FULL // most

    def shared(self, asked: Iterable[str], row: int) -> tuple[str, ...]:
        """Give the asked tokens that a document has, or that stand for one it has, sorted."""
        return tuple(
            token
            for token in sorted(set(asked))
            if any(row in self._postings[known].rows for known, _ in self.near(token))
        )

    def near(self, token: str) -> tuple[tuple[str, int], ...]:
        """Give the known tokens for which one stands, with its likeness in thousandths."""
        if token not in self._near:
            self._near[token] = self._nearest(token)
        return self._near[token]

    def _nearest(self, token: str) -> tuple[tuple[str, int], ...]:
        """Give the known tokens that a token is, or may misspell, with their likeness."""
        own = ((token, FULL),) if token in self._postings else ()
        if len(token) < SHORTEST:
            return own
        mine = trigrams(token)
        counts = Counter(known for gram in mine for known in self._grams.get(gram, ()))
        scored = (
            (2 * FULL * common // (len(mine) + len(trigrams(known))), known)
            for known, common in counts.items()
            if known != token and known[:2] == token[:2]
        )
        alike = sorted(
            ((share, known) for share, known in scored if share >= SIMILAR),
            key=lambda pair: (-pair[0], pair[1]),
        )
        return own + tuple((known, share // 2) for share, known in alike[:NEAREST])


def _index(documents: Sequence[Mapping[str, int]]) -> dict[str, Posting]:
    """Compute the postings of every token."""
    lengths = [max(1, sum(document.values())) for document in documents]
    average = max(1, sum(lengths) // max(1, len(documents)))
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, document in enumerate(documents):
        for token, weight in document.items():
            norm = SATURATION * (FULL - LENGTH + LENGTH * lengths[row] // average) // FULL
            rows[token].append((row, weight * (FULL + SATURATION) // (weight + norm)))
    return {token: _posting(found, len(documents)) for token, found in sorted(rows.items())}


def _posting(found: list[tuple[int, int]], size: int) -> Posting:
    """Lay out who uses a token, and how much."""
    held = len(found)
    return Posting(
        rows=np.array([row for row, _ in found], dtype=np.int64),
        shares=np.array([share for _, share in found], dtype=np.int64),
        idf=_idf(size, held),
    )


def _idf(size: int, held: int) -> int:
    """Give how telling a token is: the rarer it is, the more."""
    return round(FULL * log(1 + max(size - held + 0.5, 0.5) / (held + 0.5)))


def _grams_of(known: Iterable[str]) -> dict[str, list[str]]:
    """Give, for each trigram, the tokens that hold it."""
    grams: dict[str, list[str]] = defaultdict(list)
    for token in known:
        if len(token) >= SHORTEST:
            for gram in sorted(trigrams(token)):
                grams[gram].append(token)
    return grams


def trigrams(token: str) -> frozenset[str]:
    """Cut a token into its trigrams, its ends marked.

    Examples
    --------
    >>> sorted(trigrams("lait"))
    ['^la', 'ait', 'it$', 'lai']
    """
    padded = f"^{token}$"
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))
