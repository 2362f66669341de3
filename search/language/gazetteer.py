"""What a query may name: places, kinds, labels, themes …, as plain values. Pure.

Places are communes, intercommunalities, zones and shared places; everything else that narrows a
search is a :class:`Named`. Both are found by their words, articles and accents aside.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from search.language.reading import ARTICLES, Word, composed, read

Keys = tuple[str, ...]
Row = TypeVar("Row")
SMALL = ARTICLES | {"en", "sur", "sous", "les", "et", "a", "au", "aux"}
"""Folded words that a name of place may hold, and that people leave out."""
MAX_SAID = 40
_SAINTS = {"st": "saint", "ste": "sainte"}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere.

    ``facet`` and ``codes``: what being there selects, nothing for a place that no facet knows;
    ``coordinates``: latitude and longitude in degrees, if it is a point; ``aliases``: its other
    names; ``ambiguous``: its name is also an everyday word; ``whole``: it is all the territory.
    """

    name: str
    facet: str = ""
    codes: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False
    whole: bool = False

    @property
    def code(self) -> str:
        """What names the place in an address."""
        said = "-".join(place_keys(self.name))[:MAX_SAID]
        return f"{self.facet or 'lieu'}:{self.codes[0] if len(self.codes) == 1 else said}"


@dataclass(frozen=True, slots=True)
class Named:
    """Words that select codes of a facet.

    ``firm``: they select wherever they stand; otherwise only when they are all that is asked,
    if ``alone``, and are proposed if not.
    """

    facet: str
    codes: tuple[str, ...]
    label: str
    words: tuple[str, ...]
    firm: bool = True
    alone: bool = True

    @property
    def code(self) -> str:
        return f"{self.facet}:{'+'.join(self.codes)}"


def place_keys(name: str) -> Keys:
    """Give the words of a place that tell it, folded, articles left out.

    Examples
    --------
    >>> place_keys("St-Martin-d’Hères"), place_keys("Le Pont-de-Claix"), place_keys("Pôle R")
    (('saint', 'martin', 'heres'), ('pont', 'claix'), ('pole', 'r'))
    """
    folded = (_SAINTS.get(word.folded, word.folded) for word in read(composed(name)))
    return tuple(word for word in folded if word not in SMALL)


def named_keys(words: str) -> Keys:
    """Give the folded singulars of an expression, its articles left out.

    Examples
    --------
    >>> named_keys("structures d’insertion"), named_keys("qui cherche")
    (('structure', 'insertion'), ('qui', 'cherche'))
    """
    return tuple(word.key for word in read(composed(words)) if word.folded not in ARTICLES)


@dataclass(frozen=True, repr=False, eq=False)
class Gazetteer:
    """Everything that a query may name.

    ``titles``: singulars of the words of known titles, for those of several words; ``centre``:
    from where distances are told when nobody says from where.
    """

    places: tuple[Place, ...] = ()
    named: tuple[Named, ...] = ()
    titles: frozenset[Keys] = frozenset()
    centre: Place | None = None

    @cached_property
    def _places(self) -> Mapping[str, list[tuple[Keys, Place]]]:
        names = (
            (place_keys(name), place)
            for place in self.places
            for name in (place.name, *place.aliases)
        )
        return _by_first(names)

    @cached_property
    def _named(self) -> Mapping[str, list[tuple[Keys, Named]]]:
        return _by_first((named_keys(text), row) for row in self.named for text in row.words)

    def places_at(self, words: Sequence[Word], at: int) -> tuple[tuple[Place, ...], int]:
        """Give the places whose name begins at a word, and where the longest of them ends."""
        if at >= len(words):
            return (), at
        rows = self._places.get(_place_word(words[at]), ())
        return _longest(rows, words, at, _place_word, SMALL)

    def named_at(self, words: Sequence[Word], at: int) -> tuple[tuple[Named, ...], int]:
        """Give what the words from a place on name, and where the longest wording ends."""
        if at >= len(words):
            return (), at
        return _longest(self._named.get(words[at].key, ()), words, at, _named_word, ARTICLES)


def _by_first(rows: Iterable[tuple[Keys, Row]]) -> dict[str, list[tuple[Keys, Row]]]:
    """Sort wordings by first word, the longest first."""
    found: dict[str, dict[tuple[Keys, Row], None]] = {}
    for keys, row in rows:
        if keys:
            found.setdefault(keys[0], {})[keys, row] = None
    return {word: sorted(same, key=lambda pair: -len(pair[0])) for word, same in found.items()}


def _place_word(word: Word) -> str:
    return _SAINTS.get(word.folded, word.folded)


def _named_word(word: Word) -> str:
    return word.key


def _longest(
    rows: Iterable[tuple[Keys, Row]],
    words: Sequence[Word],
    at: int,
    read_as: Callable[[Word], str],
    skipped: frozenset[str],
) -> tuple[tuple[Row, ...], int]:
    """Give all the rows of the longest wording that the text follows, and where it ends."""
    best, end = 0, at
    found: list[Row] = []
    for keys, row in rows:
        if len(keys) < best:
            break
        reached = _follow(keys, words, at, read_as, skipped)
        if reached:
            best, end = len(keys), reached
            found.append(row)
    return tuple(dict.fromkeys(found)), end


def _follow(
    keys: Keys,
    words: Sequence[Word],
    at: int,
    read_as: Callable[[Word], str],
    skipped: frozenset[str],
) -> int:
    """Give where a wording that begins at a place ends, small words skipped; 0 if it does not."""
    for key in keys:
        while at < len(words) and read_as(words[at]) != key and words[at].folded in skipped:
            at += 1
        if at >= len(words) or read_as(words[at]) != key:
            return 0
        at += 1
    return at
