"""What a question means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cooperation.knowledge import Knowledge, ResourceKind
from cooperation.matching.types import Direction

from .base import WANTED, Base
from .cues import GOODS, Cues, cues_of, without_social
from .features import FULL, Points
from .knowing import (
    Weighted,
    content,
    resources_of_waste,
    resources_read,
    sharpened,
    trades_aimed,
    trades_wanted,
)
from .market import OTHER
from .posts import left_by_side, side_asked, turned_posts
from .profiles import asked
from .supply import own_flows
from .types import Question
from .unsold import unsold_of
from .words import asks_social

CLEAR = 600
"""Confidence from which the words of a text are clear."""
BY_CODE = 600
"""What is left, in thousandths, of a resource that the code says and the words do not: when they are
clear, or say another resource of that code."""

OWN_TRADE = 900
"""Confidence from which the words of a trade are how the asker speaks of itself."""
USUAL = 500
"""How much surer, in thousandths of what is left, is what the trade of who asks gives or takes."""
CONTRARY = 300
"""How much less sure, in thousandths, is what that trade is rather on the other side of."""
UNCLEAR = 450
"""Confidence under which nothing is clear."""
GUESSED = 200
"""Confidence in what the trade of who offers leaves over, times its weight, when nothing is."""
ORDINARY = 700
"""What is left, in thousandths, of an ordinary organisation when a social one is asked."""
PEER = 200
"""What is lost, in thousandths, by who does just what the asker does, when it asks about goods."""
CONSUMED = GOODS - {ResourceKind.EQUIPMENT, ResourceKind.ENERGY}
"""Sorts of goods that who makes, or throws away, the same seldom takes or gives."""
READ_KEPT = 600
"""What :func:`sharpened` keeps of the second resources that a text may mean."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question means.

    Attributes
    ----------
    row : int
        Row of the asker; −1 when nobody asks.
    resources : tuple of (str, int)
        What is asked, with confidence.
    turned : frozenset of str
        Those of the resources that the asker has, and wants someone to take or to work on.
    trades : tuple of (str, int)
        The trades that it names, other than the asker's.
    social : bool
        Whether it asks for work integration.
    words : mapping
        Token → weight in thousandths.
    close : array of int
        For each cooperation, how close what flows there is to what is asked, 0 to 1000.
    left : array of int, or None
        What is left of what each organisation answers, by the side that a question about work asks.
    """

    row: int
    resources: Weighted
    turned: frozenset[str]
    trades: Weighted
    social: bool
    words: Mapping[str, int]
    close: Points
    left: Points | None = None


def read(base: Base, question: Question) -> Reading:
    """Read a question against what is known of the asker."""
    row = base.row_of(question.organisation)
    words = asked(question.text, _own_words(base, row) if row >= 0 else ())
    known, supply = base.knowledge, base.supply
    if known is None or supply is None:
        close = base.flows.close_to((), words)
        return Reading(row, (), frozenset(), (), social=False, words=words, close=close)
    cues = cues_of(question.text, question.direction, bool(question.low))
    resources = _likelier(base, question, row, _resources(known, question, cues))
    mine = {code for code, _ in base.profiles[row].trades} if row >= 0 else set()
    return Reading(
        row=row,
        resources=resources,
        turned=_turned(known, resources, cues)
        | turned_posts(supply, row, question.text, question.direction, resources),
        trades=tuple(pair for pair in _trades(known, question) if pair[0] not in mine),
        social=asks_social(question.text),
        words=words,
        close=base.flows.close_to(resources, words),
        left=_left(base, question, row, resources),
    )


def _own_words(base: Base, row: int) -> tuple[str, ...]:
    """Give the words by which an asker would speak of itself: its activity, its clear trades."""
    texts = [base.organisations[row].activity]
    if base.knowledge is not None:
        for code, sure in base.profiles[row].trades:
            texts += base.knowledge.trades[code].words if sure >= OWN_TRADE else ()
    return tuple(token for text in texts for token in content(text))


def _resources(knowledge: Knowledge, question: Question, cues: Cues) -> Weighted:
    """Join what the words say, by their turn, and what the code of waste says."""
    said = resources_read(knowledge, without_social(question.text))
    if cues.unsold:
        said += unsold_of(knowledge, said)
    sure = dict(
        sharpened(
            tuple(
                (code, share * cues.share(code, knowledge.resources[code].kind) // FULL)
                for code, share in said
            ),
            READ_KEPT,
        )
    )
    coded = resources_of_waste(knowledge, question.low)
    agreed = any(code in sure for code, _ in coded)
    clear = agreed or max(sure.values(), default=0) >= CLEAR
    for code, share in coded:
        if code in sure:
            sure[code] = FULL - (FULL - share) * (FULL - sure[code]) // FULL
        else:
            sure[code] = share * BY_CODE // FULL if clear else share
    return tuple(sorted(sure.items(), key=lambda pair: (-pair[1], pair[0])))


def _likelier(base: Base, question: Question, row: int, read: Weighted) -> Weighted:
    """Make surer what the trade of who asks gives, or takes; propose it when nothing is clear.

    Of an offer in which nothing is read clearly, what the trade leaves over is proposed.
    """
    if row < 0 or base.supply is None or not question.text.strip():
        return read
    role = OTHER[WANTED[question.direction]]
    usual = dict(own_flows(base.supply, role, row))
    contrary = dict(own_flows(base.supply, OTHER[role], row))
    sure = {
        code: _weighed(share, usual.get(code, 0), contrary.get(code, 0)) for code, share in read
    }
    if question.direction is Direction.OFFER and max(sure.values(), default=0) < UNCLEAR:
        known = base.supply.market.knowledge.resources
        for code, weight in usual.items():
            if known[code].kind is ResourceKind.BYPRODUCT:
                sure[code] = max(sure.get(code, 0), weight * GUESSED // FULL)
    return tuple(sorted(sure.items(), key=lambda pair: (-pair[1], pair[0])))


def _weighed(share: int, usual: int, contrary: int) -> int:
    """Make a resource surer when the trade of who asks has it to ask, less so when the contrary.

    Examples
    --------
    >>> _weighed(500, 1000, 0), _weighed(500, 0, 1000), _weighed(500, 600, 600)
    (625, 350, 575)
    """
    surer = share + (FULL - share) * share // FULL * usual * USUAL // FULL**2
    return surer - surer * max(0, contrary - usual) * CONTRARY // FULL**2


def _turned(knowledge: Knowledge, resources: Weighted, cues: Cues) -> frozenset[str]:
    """Give the goods that the text wants rid of rather than wants."""
    if cues.worked_on:
        return frozenset(
            code for code, _ in resources if knowledge.resources[code].kind is ResourceKind.SERVICE
        )
    if not cues.turned:
        return frozenset()
    return frozenset(code for code, _ in resources if knowledge.resources[code].kind in GOODS)


def _left(base: Base, question: Question, row: int, resources: Weighted) -> Points:
    """Give what is left of each answer: by the side that it is on, and by whom is asked."""
    assert base.supply is not None  # noqa: S101
    side = side_asked(base.supply, row, question.text, question.direction, resources)
    own = base.profiles[row].field if row >= 0 else frozenset()
    left = left_by_side(base.profiles, side, question.text, resources, own)
    if asks_social(question.text):
        left = left * np.where(base.social > 0, FULL, ORDINARY) // FULL
    if row >= 0 and _is_of_goods(base.supply.market.knowledge, resources):
        left = left * (FULL - base.features.alike(row) * PEER // FULL) // FULL
    return left


def _is_of_goods(knowledge: Knowledge, resources: Weighted) -> bool:
    """Tell whether what is asked first is eaten, worn out, thrown away or worked on."""
    return bool(resources) and knowledge.resources[resources[0][0]].kind in CONSUMED


def _trades(knowledge: Knowledge, question: Question) -> Weighted:
    """Who needs names whom it looks for; who offers says for whom it is."""
    text = without_social(question.text)
    if question.direction is Direction.OFFER:
        return trades_aimed(knowledge, text)
    return trades_wanted(knowledge, text)
