"""The French tokens that are indexed and asked, each within its bound. Pure.

A known acronym in capitals is a token as it stands: ``PLIE`` is no fold, ``AI`` no verb.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cooperation.knowledge import fold, tokens

MAX_TERM = 40
_WORD = re.compile(r"[^\W_]+")


_CAPITALS = re.compile(r"(?<![^\W_])[A-Z][A-Z0-9]{1,9}(?![^\W_])")
_ACRONYMS = Path(__file__).resolve().parent / "language" / "data" / "acronyms.csv"


@cache
def acronyms() -> frozenset[str]:
    """Give the known acronyms, folded."""
    with _ACRONYMS.open(encoding="utf-8", newline="") as file:
        return frozenset(fold(row["acronym"]) for row in csv.DictReader(file))


def terms_of(text: str) -> tuple[str, ...]:
    """Cut a text into the French tokens that are indexed and asked, each within its bound.

    Examples
    --------
    >>> terms_of("Les parcours du PLIE"), terms_of("mise sous plis")
    (('parcour', 'plie'), ('mis', 'pli'))
    """
    return tuple(word[:MAX_TERM] for token in _tokens(text) for word in _WORD.findall(token))


def _tokens(text: str) -> Iterator[str]:
    start = 0
    for found in _CAPITALS.finditer(text):
        folded = found[0].lower()
        if folded in acronyms():
            yield from tokens(text[start : found.start()])
            yield folded
            start = found.end()
    yield from tokens(text[start:] if start else text)


def plain_words(text: str) -> str:
    """Fold a text to its words, in order: what titles are sorted and completed by."""
    return " ".join(_WORD.findall(fold(text)))
