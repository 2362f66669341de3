"""Acronyms and what they stand for, both ways. Pure.

A short one that is also an everyday word (``ai``, ``min``, ``pat``) is read as an acronym only
in capitals, beside a telling word, or when it is all that was typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from search.language.data_files import rows, split
from search.language.reading import Word, keys_of, read
from search.words import terms_of


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym, its full forms, what tells it from an everyday word, and those that it holds.

    ``telling`` is empty for one that is nothing else than an acronym; words are folded singulars.
    """

    short: str
    forms: tuple[str, ...]
    telling: frozenset[str] = frozenset()
    narrower: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The acronym as the singular of a folded word."""
        return read(self.short)[0].key

    @property
    def token(self) -> str:
        """The acronym as it is indexed when it is written in capitals."""
        return read(self.short)[0].folded

    @property
    def stem(self) -> str:
        """The acronym as it is indexed in other letters, nothing where that is ignored."""
        return next(iter(terms_of(self.token)), "")


@cache
def all_acronyms() -> dict[str, Acronym]:
    """Give the acronyms by folded word."""
    found = (
        Acronym(
            row["acronym"],
            split(row["forms"]),
            frozenset(key for part in split(row["telling"]) for key in keys_of(part)),
            split(row["narrower"]),
        )
        for row in rows("acronyms")
    )
    return {acronym.key: acronym for acronym in found}


def acronym_at(words: Sequence[Word], at: int) -> Acronym | None:
    """Give the acronym that a word of a text stands for, if it does.

    Examples
    --------
    >>> [bool(acronym_at(read(text), 1)) for text in ("j’ai faim", "une AI", "une ai insertion")]
    [False, True, True]
    """
    word = words[at]
    found = all_acronyms().get(word.key) or all_acronyms().get(word.folded)
    if found is None or not found.telling or _is_told(word, words):
        return found
    others = {other.key for other in words if other is not word}
    alone = not any(other.terms for other in words if other is not word)
    return found if found.telling & others or (alone and len(words) == 1) else None


def _is_told(word: Word, words: Sequence[Word]) -> bool:
    """Say whether capitals tell an acronym: all of a text in capitals tells nothing."""
    letters = word.written.rstrip("s").replace(".", "")
    if not (letters.isupper() and len(letters) > 1):
        return False
    others = [other.written for other in words if other is not word and len(other.written) > 3]
    return not others or not all(other.isupper() for other in others)
