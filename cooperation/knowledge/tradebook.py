"""From what people write of an activity, and from its NAF code, to trades.

The words of the trades are read as those of the resources (:mod:`lexicon`). Where they say little,
the resources that the text names speak for the trades that give them (or take them, when the text
says that it collects or recycles). A NAF code adds what it says by its level (:mod:`naf`):
both together are ``1 − (1 − words) × (1 − code)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import lexicon, naf
from .french import tokens
from .lexicon import Found, Lexicon
from .spelling import FULL
from .types import Trade, TradeResolution

MOST = 12
"""How many trades are proposed at most."""
CLEAR = 600
"""Confidence, in thousandths, from which words are enough, without the resources."""
ABOUT = 600
"""What is left, in thousandths, of the confidence of a resource for the trades that deal in it."""
LEAST = 250
"""Confidence, in thousandths, under which a trade is not proposed."""
TAKERS = frozenset(
    token
    for text in (
        "recyclage recycleur recycler collecte collecteur collecter valorisation valoriser",
        "traitement reprise récupération récupérateur réemploi tri démantèlement transformation",
        "transformateur méthanisation compostage reconditionnement",
    )
    for token in tokens(text)
)
"""Stems that say that an activity takes what it names."""


@dataclass(frozen=True, slots=True)
class Tradebook:
    """Index of the trades.

    Attributes
    ----------
    words : Lexicon
        Labels and words of the trades.
    codes : mapping
        Trade → its NAF codes, compact.
    givers, takers : mapping
        Resource → trades that give or take it, with their weights.
    """

    words: Lexicon
    codes: Mapping[str, tuple[str, ...]]
    givers: Mapping[str, tuple[tuple[str, int], ...]]
    takers: Mapping[str, tuple[tuple[str, int], ...]]

    def trades_for(self, text: str, code: str, resources: Lexicon) -> tuple[TradeResolution, ...]:
        """Give the trades of an organisation.

        Parameters
        ----------
        text : str
            What it says of its activity, in French; may be empty.
        code : str
            Its NAF code as people write it; empty or malformed: ignored.
        resources : Lexicon
            Index of the resources, for what the words of the trades do not say.

        Returns
        -------
        tuple of TradeResolution
            Confidence descending, then code; one for each trade, at most 12.
        """
        said = {row.code: row for row in self._said(text, resources)}
        coded = self._coded(naf.compact(code))
        found = []
        for trade in said.keys() | coded.keys():
            share, known = coded.get(trade, (0, ""))
            spoken = said[trade].share if trade in said else 0
            both = FULL - (FULL - spoken) * (FULL - share) // FULL
            evidence = said[trade].evidence if trade in said else (known, "naf", naf.level(known))
            if both >= LEAST:
                found.append(TradeResolution(trade, both / FULL, evidence, known))
        return tuple(sorted(found, key=lambda row: (-row.confidence, row.code))[:MOST])

    def _said(self, text: str, resources: Lexicon) -> Iterable[Found]:
        """Read the words of the trades, then the resources that the text names."""
        found = self.words.recognise(text)
        if not text or (found and found[0].share >= CLEAR):
            return found
        takes = not TAKERS.isdisjoint(tokens(text))
        flows, how = (self.takers, "takes") if takes else (self.givers, "gives")
        best = {row.code: row for row in found}
        for resource in resources.recognise(text):
            for trade, weight in flows.get(resource.code, ()):
                share = resource.share * weight * ABOUT // (FULL * FULL)
                if share > (best[trade].share if trade in best else 0):
                    best[trade] = Found(trade, share, (resource.evidence[0], "resource", how))
        return best.values()

    def _coded(self, code: str) -> dict[str, tuple[int, str]]:
        """Give the trades that a compact NAF code names: how sure, and their own code."""
        if not code:
            return {}
        found = {
            trade: max((naf.share(known, code), known) for known in codes)
            for trade, codes in self.codes.items()
            if codes
        }
        return {trade: row for trade, row in found.items() if row[0]}


def build(trades: Iterable[Trade]) -> Tradebook:
    """Index trades, whatever their order."""
    ordered = sorted(trades, key=lambda row: row.code)
    return Tradebook(
        words=lexicon.index(
            (row.code, text, source)
            for row in ordered
            for source, texts in (("label", (row.label,)), ("word", row.words))
            for text in texts
        ),
        codes=MappingProxyType(
            {row.code: tuple(naf.compact(code) for code in row.naf) for row in ordered}
        ),
        givers=_by_resource((row.code, row.gives) for row in ordered),
        takers=_by_resource((row.code, row.takes) for row in ordered),
    )


def _by_resource(
    flows: Iterable[tuple[str, tuple[tuple[str, int], ...]]],
) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Turn trade → resources into resource → trades."""
    found: dict[str, list[tuple[str, int]]] = {}
    for trade, weighted in flows:
        for resource, weight in weighted:
            found.setdefault(resource, []).append((trade, weight))
    return MappingProxyType({key: tuple(rows) for key, rows in sorted(found.items())})
