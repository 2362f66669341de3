"""Wordings that share words with a text, before the best of each code is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .reading import MARK
from .spelling import FULL

MORE = 3
"""How many times less than the first a second wording of a code counts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wording that shares tokens with a text.

    Attributes
    ----------
    share : int
        Confidence, in thousandths.
    stated : int
        How much of the wording the text says, in thousandths.
    position : int
        Its place in the lexicon.
    matched : frozenset of str
        The tokens that it shares.
    """

    share: int
    stated: int
    position: int
    matched: frozenset[str]


def together(rows: Sequence[Candidate]) -> Candidate:
    """Give the best of the wordings of a code, surer when another says something else of it."""
    best = min(rows, key=lambda row: (-row.share, row.position))
    said = content_of(best)
    other = max((row.share for row in rows if said.isdisjoint(content_of(row))), default=0)
    share = best.share + (FULL - best.share) * other // (MORE * FULL)
    return Candidate(share, best.stated, best.position, best.matched)


def content_of(row: Candidate) -> frozenset[str]:
    """Give what a wording shares with a text, the words of the frame left out."""
    return frozenset(token for token in row.matched if not token.startswith(MARK))
