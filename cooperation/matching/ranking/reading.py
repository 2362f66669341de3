"""What a question means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation.knowledge import Knowledge
from cooperation.matching.types import Direction

from .base import Base
from .knowing import Weighted, resources_of, resources_of_waste, trades_aimed, trades_named
from .profiles import asked, content
from .types import Question
from .words import asks_social


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question means.

    Attributes
    ----------
    row : int
        Row of the asker; −1 when nobody asks.
    resources : tuple of (str, int)
        What is asked, with confidence.
    trades : tuple of (str, int)
        The trades that it names, other than the asker's.
    social : bool
        Whether it asks for work integration.
    words : mapping
        Token → weight in thousandths.
    """

    row: int
    resources: Weighted
    trades: Weighted
    social: bool
    words: Mapping[str, int]


def read(base: Base, question: Question) -> Reading:
    """Read a question against what is known of the asker."""
    row = base.row_of(question.organisation)
    own = frozenset(content(base.organisations[row].activity)) if row >= 0 else frozenset()
    words = asked(question.text, own)
    if base.knowledge is None:
        return Reading(row, (), (), social=False, words=words)
    mine = {code for code, _ in base.profiles[row].trades} if row >= 0 else set()
    trades = _trades(base.knowledge, question)
    return Reading(
        row=row,
        resources=_resources(base.knowledge, question),
        trades=tuple(pair for pair in trades if pair[0] not in mine),
        social=asks_social(question.text),
        words=words,
    )


def _resources(knowledge: Knowledge, question: Question) -> Weighted:
    """Join what the words say and what the code of waste says, the surest of both."""
    sure = dict(resources_of(knowledge, question.text))
    for code, share in resources_of_waste(knowledge, question.low):
        sure[code] = max(share, sure.get(code, 0))
    return tuple(sorted(sure.items(), key=lambda pair: (-pair[1], pair[0])))


def _trades(knowledge: Knowledge, question: Question) -> Weighted:
    """Who needs names whom it looks for; who offers says for whom it is."""
    if question.direction is Direction.OFFER:
        return trades_aimed(knowledge, question.text)
    return trades_named(knowledge, question.text)
