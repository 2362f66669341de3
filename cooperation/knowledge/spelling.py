"""The nearest known word of a misspelt one, by letter trigrams, then by letters changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

FULL = 1000
SIMILAR = 550
"""Dice coefficient of trigrams, in thousandths, from which two words may be the same misspelt."""
SHORTEST = 5
"""Letters under which a word is taken as it is written."""


@lru_cache(maxsize=65_536)
def trigrams(token: str) -> frozenset[str]:
    """Cut a token into its trigrams, its ends marked."""
    padded = f"^{token}$"
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def similarity(first: str, second: str) -> int:
    """Dice coefficient of the trigrams of two tokens, in thousandths, symmetric.

    Examples
    --------
    >>> similarity("palet", "palet"), similarity("palet", "vel")
    (1000, 0)
    """
    one, two = trigrams(first), trigrams(second)
    return 2 * FULL * len(one & two) // (len(one) + len(two))


def distance(first: str, second: str) -> int:
    """Count the letters to add, drop, change or swap with the next to go from a word to another.

    Source: optimal string alignment (restricted Damerau-Levenshtein distance).

    Examples
    --------
    >>> distance("palet", "pallet"), distance("drehce", "dreche"), distance("", "ab")
    (1, 1, 2)
    """
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        now = [row]
        for column, other in enumerate(second, start=1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != other))
            swapped = (
                row > 1
                and column > 1
                and (letter, first[row - 2])
                == (
                    second[column - 2],
                    other,
                )
            )
            now.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, now
    return last[-1]


@dataclass(frozen=True, slots=True)
class Speller:
    """Known tokens, by their first letter and their trigrams.

    Attributes
    ----------
    holders : mapping
        First letter then trigram → known tokens that have both, sorted.
    """

    holders: Mapping[str, tuple[str, ...]]

    def nearest(self, token: str) -> tuple[str, int]:
        """Give the known token nearest to an unknown one, or itself with 0.

        Parameters
        ----------
        token : str
            A stem that is not known.

        Returns
        -------
        tuple of str and int
            A token that begins with the same letter, differs by one letter in six at most
            (one at least is granted), and its similarity in thousandths; ties by token.
        """
        if len(token) < SHORTEST:
            return token, 0
        shared = Counter(
            known for gram in trigrams(token) for known in self.holders.get(token[0] + gram, ())
        )
        near = [
            (-similarity(token, known), known)
            for known, common in shared.items()
            if 3 * common >= len(token) // 2 and self._alike(token, known)
        ]
        return (min(near)[1], -min(near)[0]) if near else (token, 0)

    def _alike(self, token: str, known: str) -> bool:
        """Tell whether two tokens may be one word."""
        return similarity(token, known) >= SIMILAR and distance(token, known) <= max(
            1, len(token) // 5
        )


def build(known: Iterable[str]) -> Speller:
    """Index known tokens, whatever their order."""
    holders: dict[str, list[str]] = {}
    for token in sorted(known):
        if len(token) >= SHORTEST - 1:
            for gram in sorted(trigrams(token)):
                holders.setdefault(token[0] + gram, []).append(token)
    return Speller(MappingProxyType({gram: tuple(found) for gram, found in holders.items()}))
