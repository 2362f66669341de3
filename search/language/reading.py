"""What was typed, as words that know where they stand. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cooperation.knowledge import fold
from cooperation.knowledge.french import singular
from search.words import terms_of

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|\d+[.,]\d+[^\W_]*|[^\W_]+", re.UNICODE
)
_HALVES = frozenset({"jusqu", "lorsqu", "puisqu", "quoiqu"})
"""What is left of a word before an apostrophe, and says nothing."""
ARTICLES = frozenset({"le", "la", "les", "l", "d", "de", "du", "des", "un", "une"})
"""Folded words that a name may begin with or hold, and that change nothing to it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed.

    ``folded``: without accents nor capitals, nor the dots of an acronym; ``key``: its singular;
    ``terms``: its tokens as they are indexed, none for a word that says nothing.
    """

    start: int
    end: int
    written: str
    folded: str
    key: str
    terms: tuple[str, ...]


def composed(text: str) -> str:
    """Write accents and letters as one character, as words are read."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16_384)
def _known(written: str) -> tuple[str, str, tuple[str, ...]]:
    plain = written.replace(".", "") if "." in written and written[0].isalpha() else written
    folded = fold(plain)
    return folded, singular(folded), () if folded in _HALVES else terms_of(plain)


def read(text: str) -> tuple[Word, ...]:
    """Cut a composed text into words: at apostrophes and hyphens, dots of acronyms dropped.

    Examples
    --------
    >>> [word.folded for word in read("l’E.S.A.T. à 7,5 km de Saint-Égrève")]
    ['l', 'esat', 'a', '7,5', 'km', 'de', 'saint', 'egreve']
    """
    found = ((*match.span(), match[0]) for match in _WORD.finditer(text))
    return tuple(Word(start, end, written, *_known(written)) for start, end, written in found)


@lru_cache(maxsize=32_768)
def keys_of(text: str) -> tuple[str, ...]:
    """Give the singulars of the words of a text that say something, folded."""
    return tuple(word.key for word in read(composed(text)) if word.terms)


def without(text: str, words: tuple[Word, ...], gone: Iterable[int]) -> str:
    """Drop some words of a text, and the punctuation that parted them from the others.

    Examples
    --------
    >>> text = "traiteur (Échirolles), insertion"
    >>> without(text, read(text), [1])
    'traiteur insertion'
    """
    dropped = set(gone)
    pieces: list[str] = []
    begin: int | None = None
    last = 0
    for at, word in enumerate(words):
        if at in dropped:
            if begin is not None:
                pieces.append(text[begin:last])
            begin = None
        else:
            begin = word.start if begin is None else begin
            last = word.end
    if begin is not None:
        pieces.append(text[begin:last])
    return " ".join(pieces)
