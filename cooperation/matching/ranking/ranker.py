"""Rank organisations for a question: who would take what is offered, give what is needed.

A criterion gives a share of 0 to 1000 to every organisation (:mod:`shares`); its points are
``maximum × share // 1000`` (:mod:`table`), and the score is their sum. Order: score descending,
then identifier, numbers before texts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cooperation.knowledge import Knowledge

from .base import Base
from .evidence import evidence_of
from .features import FULL, Points
from .reading import read
from .shares import Shares, network_shares, text_shares
from .table import NETWORK_TABLE, PARTS, TEXT_TABLE
from .types import Answer, Link, Organisation, Part, Question, Ranked, Reason, ReasonCode

TOP = 10
"""How many organisations are explained, unless told."""


class Ranker:
    """Organisations and their cooperations, ready to answer.

    Parameters
    ----------
    knowledge : Knowledge
        Resources, transformations and trades.
    organisations : sequence of Organisation
        In any order.
    links : sequence of Link
        Cooperations that run, in any order.
    without : collection of Part
        Parts that are left out: their criteria give no points, the others keep theirs.

    Raises
    ------
    ValueError
        If two organisations have the same identifier.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        organisations: Sequence[Organisation],
        links: Sequence[Link] = (),
        *,
        without: Collection[Part] = (),
    ) -> None:
        self.without = frozenset(without)
        known = None if Part.KNOWLEDGE in self.without else knowledge
        self.base = Base(known, organisations, links)

    def ask(self, question: Question, top: int = TOP) -> Answer:
        """Rank the organisations for a question.

        Parameters
        ----------
        question : Question
            Who asks is never in the answer; of candidates, those that are not there are ignored.
        top : int
            How many are explained.

        Returns
        -------
        Answer
            All that was ranked, and the best, explained.
        """
        reading = read(self.base, question)
        if question.text.strip() or question.low:
            table, shares = TEXT_TABLE, text_shares(self.base, question, reading)
        else:
            table, shares = NETWORK_TABLE, network_shares(self.base, question, reading.row)
        points = self._points(table, shares)
        total = sum(points.values(), np.zeros(self.base.features.size, dtype=np.int64))
        rows = self._candidates(question, reading.row)
        ordered = rows[np.argsort(-total[rows], kind="stable")]
        best = []
        for row in ordered[:top].tolist():
            reasons = tuple(
                Reason(
                    code,
                    int(won[row]),
                    table[code],
                    evidence_of(self.base, code, question, reading, row),
                )
                for code, won in points.items()
                if won[row]
            )
            best.append(Ranked(self.base.organisations[row].id, int(total[row]), reasons))
        names = tuple(self.base.organisations[row].id for row in ordered.tolist())
        return Answer(names, tuple(best))

    def _points(self, table: Mapping[ReasonCode, int], shares: Shares) -> dict[ReasonCode, Points]:
        """Turn shares into points, in the order of the table, without the parts left out."""
        return {
            code: np.clip(shares[code], 0, FULL) * most // FULL
            for code, most in table.items()
            if code in shares and PARTS[code] not in self.without
        }

    def _candidates(self, question: Question, asker: int) -> NDArray[np.int64]:
        """Rows to rank, sorted: all, or those of the candidates, less the asker."""
        if question.candidates is None:
            rows: NDArray[np.int64] = np.arange(self.base.features.size, dtype=np.int64)
            others: NDArray[np.int64] = rows[rows != asker]
            return others
        found = {self.base.row_of(name) for name in question.candidates} - {asker, -1}
        return np.array(sorted(found), dtype=np.int64)
