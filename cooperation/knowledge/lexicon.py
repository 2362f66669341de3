"""From a French text to what it may mean: resources here, trades in :mod:`tradebook`.

Every wording (label or synonym) is a set of tokens. A token weighs more when fewer codes use it,
much less when it is of the frame (``cherche``, ``semaine``) or generic (``produit``), more when
it is the head of its expression. The confidence of a wording, in thousandths, is::

    stated × (550 + 450 × explained)

``stated``: how much of the wording the text says (less for what another part of it says); ``explained``: how much of a segment of the text
(:mod:`reading`) the wording says, by weight, both from 0 to 1. The same words give 1. Then it is
reduced when a longer wording that the text says whole covers the same words (``marc de café`` is
no coffee), when only generic words meet, and when it is only whom the rest is for. A word that
the lexicon ignores is replaced by its nearest word (:mod:`spelling`), and then counts for that
much less. A second wording of the same code, in other words of the text, makes it surer. Several
codes come back when the text is ambiguous; none when nothing is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from types import MappingProxyType

from . import spelling
from .candidates import Candidate, content_of, together
from .common_words import FRAME_SHARE, GENERIC_SHARE
from .reading import LIGHT, MARK, cut, head_of, is_light, read
from .spelling import FULL, Speller, similarity
from .types import Resolution, Resource

__all__ = ["Found", "Lexicon", "Wording", "build", "index", "similarity"]

LEAST = 350
"""Confidence, in thousandths, under which a wording is not proposed."""
MOST = 8
"""How many codes are proposed at most."""
SAID = 550
"""Confidence, in thousandths, of a wording said whole in a text that says much else."""
HEAD = 1.5
"""How many times more the head of an expression weighs."""
WHOLE = 900
"""Share of a wording, in thousandths, from which the text says it whole."""
REDUCED = 600
"""What is left, in thousandths, of a confidence that another wording or the sense reduces."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A label or a synonym of a code, as tokens, the head of the expression apart."""

    code: str
    text: str
    source: str
    tokens: frozenset[str]
    head: str


@dataclass(frozen=True, slots=True)
class Found:
    """A code that a text may mean: how sure (thousandths), and the evidence.

    ``late``: whether it is only said after the first part of the text.
    """

    code: str
    share: int
    evidence: tuple[str, str, str]
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text as known tokens.

    ``sure``: token → how sure (thousandths, 0 for a word that nothing is near); ``segments``:
    their tokens; ``weights``: weight of each segment; ``purpose``: tokens said only after *pour*;
    ``first``: those of the first part.
    """

    sure: Mapping[str, int]
    segments: tuple[Mapping[str, float], ...]
    weights: tuple[float, ...]
    purpose: frozenset[str]
    first: frozenset[str]


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
        Token → weight: ``1000 × ln(1 + codes / codes that hold it)``, less for a light one.
    totals : tuple of float
        Weight of each wording, its head counted for more.
    speller : Speller
        Known tokens, by their trigrams.
    rarest : int
        Weight of an unknown token: half that of the rarest.
    apart : int
        What is left, in thousandths, of the words of a wording that the text says in other parts.
    """

    wordings: tuple[Wording, ...]
    holders: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, int]
    totals: tuple[float, ...]
    speller: Speller
    rarest: int
    apart: int = FULL

    def resolve(self, text: str) -> tuple[Resolution, ...]:
        """Give the resources that a text may mean.

        Parameters
        ----------
        text : str
            French words.

        Returns
        -------
        tuple of Resolution
            Confidence descending, then code; one for each resource, at most 8.
        """
        return tuple(
            Resolution(code=found.code, confidence=found.share / FULL, evidence=found.evidence)
            for found in self.recognise(text)[:MOST]
        )

    def recognise(self, text: str) -> tuple[Found, ...]:
        """Give all the codes that a text may mean, the most likely first, then by code."""
        asked = self._understand(text)
        spots = {spot for token in asked.sure for spot in self.holders.get(token, ())}
        candidates = [self._candidate(spot, asked) for spot in sorted(spots)]
        by_code: dict[str, list[Candidate]] = {}
        for row in self._settled([row for row in candidates if row.share >= LEAST], asked):
            if row.share >= LEAST:
                by_code.setdefault(self.wordings[row.position].code, []).append(row)
        best = [together(rows) for rows in by_code.values()]
        return tuple(
            sorted(
                (self._found(asked, row) for row in best), key=lambda row: (-row.share, row.code)
            )
        )

    def _understand(self, text: str) -> _Asked:
        """Replace the words of a text by the known tokens nearest to them."""
        reading = read(text)
        near = {token: self._known(token) for token in dict.fromkeys(chain(*reading.segments))}
        sure: dict[str, int] = {}
        for token, share in near.values():
            sure[token] = max(share, sure.get(token, 0))
        segments = tuple(
            self._weighed([near[token][0] for token in row]) for row in reading.segments
        )
        spoken = [frozenset(row) for row in segments]
        main = frozenset(
            chain(*(spoken[at] for at in range(len(spoken)) if at not in reading.purpose))
        )
        after = frozenset(chain(*(spoken[at] for at in reading.purpose)))
        weights = tuple(sum(row.values()) for row in segments)
        first = frozenset(chain(*spoken[: reading.opening]))
        return _Asked(sure, segments, weights, after - main, first)

    def _known(self, token: str) -> tuple[str, int]:
        """Give a known token and how sure it is; a word of the frame is never misspelt."""
        if token in self.weights or token.startswith(MARK):
            return token, FULL
        return self.speller.nearest(token)

    def _weighed(self, tokens: Sequence[str]) -> dict[str, float]:
        """Weigh the tokens of a segment: its head more, what is unknown as half the rarest."""
        weights = {
            token: float(self.weights.get(token, 0 if token.startswith(MARK) else self.rarest))
            for token in tokens
        }
        head = head_of([token for token in tokens if token in self.weights])
        if head:
            weights[head] *= HEAD
        return weights

    def _candidate(self, position: int, asked: _Asked) -> Candidate:
        """Score a wording against a text."""
        wording = self.wordings[position]
        matched = frozenset(token for token in wording.tokens if asked.sure.get(token))
        worth = {
            token: self.weights[token] * asked.sure[token] * (HEAD if token == wording.head else 1)
            for token in matched
        }
        told = max(sum(worth[token] for token in matched if token in row) for row in asked.segments)
        apart = sum(worth.values()) - told
        stated = int((told + apart * self.apart / FULL) / self.totals[position])
        explained = max(
            sum(row[token] * asked.sure[token] for token in matched if token in row) / weight
            for row, weight in zip(asked.segments, asked.weights, strict=True)
            if weight
        )
        share = stated * (SAID * FULL + (FULL - SAID) * int(explained)) // (FULL * FULL)
        return Candidate(share, stated, position, matched)

    def _settled(self, candidates: Sequence[Candidate], asked: _Asked) -> list[Candidate]:
        """Reduce the candidates that another explains better, or that generic words alone give."""
        whole = {content_of(row) for row in candidates if row.stated >= WHOLE}
        solid = any(not is_light(token) for token in asked.sure if token in self.weights)
        aside = any(row.matched - asked.purpose and row.stated >= WHOLE for row in candidates)
        settled = []
        for row in candidates:
            content = content_of(row)
            reasons = (
                any(content < other for other in whole),
                solid and all(is_light(token) for token in content),
                aside and content <= asked.purpose,
            )
            share = row.share
            for _ in range(sum(reasons)):
                share = share * REDUCED // FULL
            settled.append(Candidate(share, row.stated, row.position, row.matched))
        return settled

    def _found(self, asked: _Asked, row: Candidate) -> Found:
        """Say why a code was recognised."""
        wording = self.wordings[row.position]
        if any(asked.sure[token] < FULL for token in row.matched):
            how = "spelling"
        else:
            how = "exact" if wording.tokens == asked.sure.keys() else "words"
        late = content_of(row).isdisjoint(asked.first)
        return Found(wording.code, row.share, (wording.text, wording.source, how), late)


def index(named: Iterable[tuple[str, str, str]], apart: int = FULL) -> Lexicon:
    """Index wordings given as (code, text, source), in this order for each code."""
    wordings = []
    for code, text, source in named:
        tokens = cut(text)
        wordings.append(Wording(code, text, source, frozenset(tokens), head_of(tokens)))
    holders: dict[str, list[int]] = {}
    for position, wording in enumerate(wordings):
        for token in sorted(wording.tokens):
            holders.setdefault(token, []).append(position)
    codes = [row.code for row in wordings]
    total = len(set(codes))
    weights = {
        token: _weight(token, total / len({codes[spot] for spot in spots}))
        for token, spots in sorted(holders.items())
    }
    return Lexicon(
        wordings=tuple(wordings),
        holders=MappingProxyType({key: tuple(at) for key, at in sorted(holders.items())}),
        weights=MappingProxyType(weights),
        totals=tuple(
            sum(weights[token] * (HEAD if token == row.head else 1) for token in row.tokens)
            for row in wordings
        ),
        speller=spelling.build(token for token in weights if not token.startswith(MARK)),
        rarest=round(FULL * log(1 + total)) // 2,
        apart=apart,
    )


def _weight(token: str, rarity: float) -> int:
    """Weigh a token from how many times fewer codes than all hold it."""
    weight = round(FULL * log(1 + rarity))
    if token.startswith(MARK):
        return weight // FRAME_SHARE
    return weight // GENERIC_SHARE if token in LIGHT else weight


def build(resources: Iterable[Resource]) -> Lexicon:
    """Index the wordings of resources, whatever their order."""
    return index(
        (row.code, text, source)
        for row in sorted(resources, key=lambda row: row.code)
        for source, texts in (("label", (row.label,)), ("synonym", row.synonyms))
        for text in texts
    )
