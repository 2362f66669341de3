"""Words written in one or in two: ``éco-pâturage``, ``écopâturage``. Pure."""

from collections.abc import Callable
from functools import lru_cache

from search.words import MAX_TERM, terms_of

SHORTEST_PART = 3
Known = Callable[[str], bool]


@lru_cache(maxsize=16_384)
def joined(first: str, second: str) -> str:
    """Give the token of two folded words written as one, or nothing.

    Examples
    --------
    >>> joined("eco", "paturage")
    'ecopaturag'
    """
    if len(second) < SHORTEST_PART or len(first + second) > MAX_TERM:
        return ""
    found = terms_of(first + second)
    return found[0] if len(found) == 1 else ""


def parted(word: str, known: Known) -> tuple[str, str] | None:
    """Cut a folded word into two known words, as evenly as can be; nothing if none fits.

    Examples
    --------
    >>> parted("ecopaturage", {"eco", "paturag"}.__contains__)
    ('eco', 'paturag')
    """
    middle = len(word) / 2
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    for at in sorted(places, key=lambda place: (abs(place - middle), place)):
        first, second = terms_of(word[:at]), terms_of(word[at:])
        if len(first) == len(second) == 1 and known(first[0]) and known(second[0]):
            return first[0], second[0]
    return None
