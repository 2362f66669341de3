"""A French text cut into what it says: segments of tokens, the words of the frame marked.

A text is parted where its writer parts it: punctuation, ``et``, ``ou``, ``avec``; and at ``pour``,
after which often comes whom it is for rather than what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .common_words import FRAME
from .french import stem, words

MOST_WORDS = 50
"""How many words of a text are read at most."""
MARK = "~"
"""Before the stem of a word of the frame."""
_PARTS = re.compile(
    r"[,;:!?()\[\]/\n•–—+&|]|\.(?=\s|$)|\b(?:et|ou|avec|ainsi que|pour)\b", re.IGNORECASE
)
_AMOUNT = re.compile(r"\d+(?:[gtlmhjx]|[kmcd]g|[kdhcm]?[lm][23]?|k?wh?|mwh|ha)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, cut.

    Attributes
    ----------
    segments : tuple of tuple of str
        Tokens in order, of each part that has some; those of the frame bear the mark.
    purpose : frozenset of int
        Positions of the segments that come just after ``pour``.
    """

    segments: tuple[tuple[str, ...], ...]
    purpose: frozenset[int]


@lru_cache(maxsize=65_536)
def token_of(word: str) -> str:
    """Give the token of a folded word: its stem, marked when it is of the frame.

    Examples
    --------
    >>> token_of("recuperer"), token_of("recuperation")
    ('~recuper', 'recuper')
    """
    return f"{MARK}{stem(word)}" if word in FRAME else stem(word)


def cut(text: str) -> tuple[str, ...]:
    """Give the tokens of a text, in order, amounts left out.

    Examples
    --------
    >>> cut("300 kg de marc")
    ('~kg', 'marc')
    """
    return tuple(token_of(word) for word in words(text) if not _AMOUNT.fullmatch(word))


def read(text: str) -> Reading:
    """Cut a text into segments.

    Examples
    --------
    >>> read("drêches et levure, pour des éleveurs").segments
    (('drech',), ('levur',), ('eleveur',))
    """
    segments: list[tuple[str, ...]] = []
    purpose: list[int] = []
    room = MOST_WORDS
    start = 0
    after = False
    marks = [(mark.start(), mark.end(), mark[0]) for mark in _PARTS.finditer(text)]
    for end, stop, mark in (*marks, (len(text), len(text), "")):
        found = cut(text[start:end])[:room]
        if found:
            purpose += [len(segments)] * after
            segments.append(found)
            room -= len(found)
        start, after = stop, mark.lower() == "pour"
    return Reading(tuple(segments), frozenset(purpose))
