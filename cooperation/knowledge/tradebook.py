"""From what people write of an activity, and from its NAF code, to trades.

The words of the trades are read as those of the resources (:mod:`lexicon`). Where they say little,
the resources that the text names speak for the trades that give them (or take them, when the text
says that it collects or recycles). A NAF code adds what it says: that of its sub-class
(:mod:`activities`), else by its level (:mod:`naf`); both together are
``1 − (1 − words) × (1 − code)``. A text that is the official label of a sub-class is read as its
code. What is said after the first part of a text, which names a trade by itself, counts for less;
so do words that the code contradicts, when others agree with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import lexicon, naf
from .activities import Activity, title_of, titles
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
APART = 700
"""What is left, in thousandths, of the words of a trade that the text says in different parts."""
LATER = 750
"""What is left, in thousandths, of a trade named after another one that the text begins with."""
CONTRADICTED = 600
"""What is left, in thousandths, of a trade of words alone, when others agree with the code."""
UNTITLED = 400
"""What is left, in thousandths, of the words of an official label that are not its trades."""
STATUSES = frozenset(
    {
        "siae",
        "esat",
        "adapted_company",
        "association",
        "building_integration",
        "training_body",
        "business_center",
        "industrial_subcontracting",
        "cooperative_network",
        "farm_mixed",
        "food_industry",
    }
)
"""Trades that say what sort of organisation it is: what it does comes after."""
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
    activities : mapping
        Compact code of a sub-class → what it stands for.
    titles : mapping
        Words of the label of a sub-class → its compact code.
    """

    words: Lexicon
    codes: Mapping[str, tuple[str, ...]]
    givers: Mapping[str, tuple[tuple[str, int], ...]]
    takers: Mapping[str, tuple[tuple[str, int], ...]]
    activities: Mapping[str, Activity]
    titles: Mapping[frozenset[str], str]

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
        title = self.titles.get(title_of(text), "")
        known = naf.compact(code) or title
        coded = self._coded(known)
        said = self._weighed(self._said(text, resources), coded, known, bool(title))
        found = []
        for trade in said.keys() | coded.keys():
            share, level = coded.get(trade, (0, ""))
            spoken = said[trade].share if trade in said else 0
            both = FULL - (FULL - spoken) * (FULL - share) // FULL
            evidence = said[trade].evidence if trade in said else (level, "naf", naf.level(level))
            if both >= LEAST:
                found.append(TradeResolution(trade, both / FULL, evidence, level))
        return tuple(sorted(found, key=lambda row: (-row.confidence, row.code))[:MOST])

    def _weighed(
        self,
        said: Iterable[Found],
        coded: Mapping[str, tuple[int, str]],
        code: str,
        titled: bool,
    ) -> dict[str, Found]:
        """Lower the trades of the words that come late, or that the code contradicts."""
        rows = sorted(said, key=lambda row: (-row.share, row.code))
        early = any(
            not row.late and row.share >= CLEAR and row.code not in STATUSES for row in rows
        )
        agreed = any(row.share >= CLEAR and row.code in coded for row in rows)
        return {
            row.code: Found(
                row.code,
                row.share
                * (LATER if early and row.late else FULL)
                // FULL
                * (CONTRADICTED if agreed and not self._fits(row.code, code) else FULL)
                // FULL
                * (UNTITLED if titled and row.code not in coded else FULL)
                // FULL,
                row.evidence,
            )
            for row in rows
        }

    def _fits(self, trade: str, code: str) -> bool:
        """Tell whether a trade is of the division of a code, or has no code."""
        codes = self.codes[trade]
        return not codes or any(known[:2] == code[:2] for known in codes)

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
        if code in self.activities:
            return {trade: (share, code) for trade, share in self.activities[code].trades}
        found = {
            trade: max((naf.share(known, code), known) for known in codes)
            for trade, codes in self.codes.items()
            if codes
        }
        return {trade: row for trade, row in found.items() if row[0]}


def build(
    trades: Iterable[Trade], activities: Mapping[str, Activity] = MappingProxyType({})
) -> Tradebook:
    """Index trades, whatever their order, and what the sub-classes of activities stand for."""
    ordered = sorted(trades, key=lambda row: row.code)
    return Tradebook(
        words=lexicon.index(
            (
                (row.code, text, source)
                for row in ordered
                for source, texts in (("label", (row.label,)), ("word", row.words))
                for text in texts
            ),
            APART,
        ),
        codes=MappingProxyType(
            {row.code: tuple(naf.compact(code) for code in row.naf) for row in ordered}
        ),
        givers=_by_resource((row.code, row.gives) for row in ordered),
        takers=_by_resource((row.code, row.takes) for row in ordered),
        activities=activities,
        titles=MappingProxyType(titles(activities)),
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
