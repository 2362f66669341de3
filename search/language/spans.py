"""What is recognised in a text: spans of words, and what each is taken for. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from search.language.gazetteer import SMALL, Gazetteer, Place
from search.language.reading import Word

_BEFORE = SMALL | {"dans", "depuis", "vers", "chez"}
"""Folded words that a name of place may follow."""
ASIDE = "aside"
"""The facet of words that say nothing of what is sought."""
ME = frozenset(
    {("moi",), ("ici",), ("nous",), ("chez", "moi"), ("chez", "nous"), ("ma", "position")}
)
"""What people call where they are."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``start`` to ``end`` (not included) of a text, taken for something.

    ``facet`` and ``codes``: what they select; ``place`` and ``radius``: around where, in
    kilometres, nowhere in particular if there is no place; ``here``: around who asks;
    ``offer``: codes of the facet ``posting`` that may be meant; ``guarded``: it keeps its words
    inside a longer expression; ``proposed``: to be proposed rather than done.
    """

    start: int
    end: int
    code: str
    facet: str
    codes: tuple[str, ...] = ()
    label: str = ""
    place: Place | None = None
    radius: float | None = None
    here: bool = False
    offer: str = ""
    guarded: bool = False
    proposed: bool = False


@dataclass(frozen=True)
class Text:
    """A text to recognise things in: its words, what they may name, the month of today."""

    words: tuple[Word, ...]
    gazetteer: Gazetteer
    month: int | None = None
    inside: tuple[tuple[int, int], ...] = field(default=())
    """Longer expressions that keep their words: where each begins and ends."""
    titles: tuple[tuple[int, int], ...] = field(default=())
    """The same for the titles of what can be found."""

    def folded(self, at: int) -> str:
        """Give a word as folded, nothing after the last."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def follows(self, at: int, *asked: tuple[str, ...]) -> int:
        """Give where the longest of some sequences of folded words ends, or the place itself."""
        first, best = self.folded(at), 0
        for row in asked:
            if row[0] == first and len(row) > best and self._continues(at, row):
                best = len(row)
        return at + best

    def _continues(self, at: int, row: tuple[str, ...]) -> bool:
        said = self.words[at : at + len(row)]
        return len(said) == len(row) and all(
            word.folded == asked for word, asked in zip(said, row, strict=True)
        )

    def after_small(self, at: int) -> int:
        """Skip the articles and prepositions that a name of place may follow."""
        while self.folded(at) in _BEFORE:
            at += 1
        return at

    def is_all(self, start: int, end: int) -> bool:
        """Say whether nothing else than these words says something."""
        return not any(word.terms for word in (*self.words[:start], *self.words[end:]))


def within(start: int, end: int, spans: Sequence[tuple[int, int]], words: Sequence[Word]) -> bool:
    """Say whether some words are a part, and not the whole, of one of some expressions."""
    said = {at for at in range(start, end) if words[at].terms}
    for first, last in spans:
        whole = {at for at in range(first, last) if words[at].terms}
        if said < whole:
            return True
    return False
