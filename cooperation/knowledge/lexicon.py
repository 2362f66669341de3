"""From a French text to the resources that it may mean.

Every wording of the taxonomy (label or synonym) is a set of tokens. A token weighs more when
fewer wordings use it. The confidence of a wording is the harmonic mean of how much of the text
it explains and how much of itself the text states (both by weight), so that the same words give
1. A word that the lexicon ignores is replaced by its nearest word, by letter trigrams, and then
counts for that much less. Several resources come back when the text is ambiguous; none when
nothing is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from types import MappingProxyType

from .french import tokens
from .types import Resolution, Resource

FULL = 1000
LEAST = 350
"""Confidence, in thousandths, under which a wording is not proposed."""
SIMILAR = 600
"""Dice coefficient of trigrams, in thousandths, from which two words are the same misspelt."""
WORDS = 50
"""How many different words of a text are read at most."""
MOST = 8
"""How many resources are proposed at most."""
QUALIFIERS = frozenset(
    token
    for text in (
        "bio biologique local locale région régional frais fraîche français kg tonne litre pièce",
        "offre offrons propose proposons cherche cherchons besoin recherche vends donne",
    )
    for token in tokens(text)
)
"""Tokens that say how, how much or in which direction, rarely what."""
LIGHT = 5
"""How many times less a qualifier weighs."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A label or a synonym of a resource, as tokens."""

    code: str
    text: str
    source: str
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Index of the wordings.

    Attributes
    ----------
    wordings : tuple of Wording
        Sorted by code, label first.
    holders : mapping
        Token → positions of the wordings that have it.
    weights : mapping
        Token → weight, ``1000 × ln(1 + wordings / holders)``, five times less for a
        qualifier.
    """

    wordings: tuple[Wording, ...]
    holders: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, int]

    def resolve(self, text: str) -> tuple[Resolution, ...]:
        """Give the resources that a text may mean.

        Parameters
        ----------
        text : str
            A few French words.

        Returns
        -------
        tuple of Resolution
            Confidence descending, then code; one for each resource, at most 8.
        """
        asked = self._understand(text)
        best: dict[str, tuple[int, int]] = {}
        for position in sorted({spot for token in asked for spot in self.holders.get(token, ())}):
            share = self._confidence(self.wordings[position], asked)
            code = self.wordings[position].code
            if share >= LEAST and share > best.get(code, (0, 0))[0]:
                best[code] = (share, position)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:MOST]
        return tuple(self._resolution(asked, code, *found) for code, found in ranked)

    def _understand(self, text: str) -> dict[str, int]:
        """Map each token of a text, or its nearest known one, to how sure it is (thousandths)."""
        asked: dict[str, int] = {}
        for token in tuple(dict.fromkeys(tokens(text)))[:WORDS]:
            if token in self.weights:
                asked[token] = FULL
            elif token not in QUALIFIERS and not token.isdigit():
                near, share = self._nearest(token)
                asked[near] = max(share, asked.get(near, 0))
        return asked

    def _nearest(self, token: str) -> tuple[str, int]:
        """Give the known token nearest to an unknown one, or itself with 0."""
        share, near = max(
            ((similarity(token, known), known) for known in self.weights), default=(0, "")
        )
        return (near, share) if share >= SIMILAR else (token, 0)

    def _confidence(self, wording: Wording, asked: Mapping[str, int]) -> int:
        """Harmonic mean of both coverages, in thousandths."""
        common = sum(self.weights[token] * asked.get(token, 0) for token in wording.tokens)
        whole = self._weight(wording.tokens) + self._weight(asked)
        return 2 * common // whole

    def _weight(self, found: Iterable[str]) -> int:
        """Add up the weights of tokens; an unknown one weighs half as much as the rarest."""
        unknown = round(FULL * log(1 + len(self.wordings))) // 2
        return sum(self.weights.get(token, unknown) for token in found)

    def _resolution(
        self, asked: Mapping[str, int], code: str, share: int, position: int
    ) -> Resolution:
        """Say why a resource was recognised."""
        wording = self.wordings[position]
        if any(asked.get(token, FULL) < FULL for token in wording.tokens):
            how = "spelling"
        else:
            how = "exact" if wording.tokens == asked.keys() else "words"
        found = (wording.text, wording.source, how)
        return Resolution(code=code, confidence=share / FULL, evidence=found)


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


def build(resources: Iterable[Resource]) -> Lexicon:
    """Index the wordings of resources, whatever their order."""
    wordings = tuple(
        Wording(row.code, text, source, frozenset(tokens(text)))
        for row in sorted(resources, key=lambda row: row.code)
        for source, texts in (("label", (row.label,)), ("synonym", row.synonyms))
        for text in texts
    )
    holders: dict[str, list[int]] = {}
    for position, wording in enumerate(wordings):
        for token in sorted(wording.tokens):
            holders.setdefault(token, []).append(position)
    weights = {
        key: round(FULL * log(1 + len(wordings) / len(at))) // (LIGHT if key in QUALIFIERS else 1)
        for key, at in holders.items()
    }
    return Lexicon(
        wordings,
        MappingProxyType({key: tuple(at) for key, at in sorted(holders.items())}),
        MappingProxyType(dict(sorted(weights.items()))),
    )
