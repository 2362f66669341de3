"""What is asked of the knowledge, in thousandths: the resources and the trades of a text."""

from __future__ import annotations

import re

from cooperation.knowledge import Knowledge, Trade
from cooperation.knowledge.reading import MARK, cut

Weighted = tuple[tuple[str, int], ...]
"""Codes with a confidence of 1 to 1000."""

FULL = 1000
BY_NAME = 900
"""What a trade read in a name is worth, in thousandths, when the activity says nothing."""
BY_NAME_TOO = 500
"""The same when the activity says something."""
COVERED = 300
"""What is kept, in thousandths, of a resource that tells next to none of the words."""
CLEAR = 0.7
"""Confidence from which words name a trade clearly."""
BY_CODE_ONLY = 500
"""What is left, in thousandths, of a trade that only the code says, when words name another."""
TRADES_KEPT = 500
"""What :func:`sharpened` keeps of second trades."""
NAMED = 500
"""Confidence from which an activity names a resource that it deals in."""
LOW_SHARES = {6: 950, 4: 700, 2: 400}
"""Confidence in the resources that share so many first digits of a code of waste."""
_WORDS = frozenset({"label", "word"})
_TARGET = re.compile(r"\b(?:pour|auprès|chez|à destination|destinée?s?|idéale?s?)\b", re.IGNORECASE)


def content(text: str) -> tuple[str, ...]:
    """Give the tokens of a text that say something, in order, repeats kept.

    Examples
    --------
    >>> content("cherche 20 kg de pommes")
    ('pomm',)
    """
    return tuple(token for token in cut(text) if not token.startswith(MARK))


def sharpened(found: Weighted, kept: int) -> Weighted:
    """Lower what is less sure than the surest, so that second readings stay second.

    Parameters
    ----------
    found : tuple of (str, int)
        Codes with a confidence of 1 to 1000.
    kept : int
        What is kept of a confidence far under the surest, in thousandths.

    Returns
    -------
    tuple of (str, int)
        ``confidence × (kept + (1000 − kept) × confidence / surest) / 1000``, in the same order.

    Examples
    --------
    >>> sharpened((("a", 1000), ("b", 500)), 0)
    (('a', 1000), ('b', 250))
    """
    surest = max((sure for _, sure in found), default=1)
    return tuple(
        (code, sure * (kept * surest + (FULL - kept) * sure) // (FULL * surest))
        for code, sure in found
    )


def resources_of(knowledge: Knowledge, text: str) -> Weighted:
    """Give the resources that a text may mean, the surest first."""
    return tuple((row.code, round(FULL * row.confidence)) for row in knowledge.resolve(text))


def resources_read(knowledge: Knowledge, text: str) -> Weighted:
    """Give the resources that a question may mean, less sure as they tell less of its words.

    ``confidence × (COVERED + (1000 − COVERED) × told) / 1000``, where ``told`` is the share of the
    words of the question that the recognised wording has.
    """
    words = frozenset(content(text))
    return tuple(
        (row.code, round(FULL * row.confidence) * _told(words, row.evidence[0]) // FULL)
        for row in knowledge.resolve(text)
    )


def _told(words: frozenset[str], wording: str) -> int:
    """Give the share of the words that a wording accounts for, never under :data:`COVERED`."""
    common = len(words.intersection(content(wording)))
    return COVERED + (FULL - COVERED) * common // max(1, len(words))


def trades_of(knowledge: Knowledge, name: str, activity: str, naf: str) -> Weighted:
    """Give the trades of an organisation, from its activity, its code, and then its name.

    Returns
    -------
    tuple of (str, int)
        Sorted by code. The name counts for less than the activity.
    """
    found = knowledge.trades_for(activity, naf)
    said = max((row.confidence for row in found if row.evidence[1] in _WORDS), default=0.0)
    sure = {
        row.code: round(FULL * row.confidence)
        * (BY_CODE_ONLY if said >= CLEAR and row.evidence[1] not in _WORDS else FULL)
        // FULL
        for row in found
    }
    share = BY_NAME_TOO if sure else BY_NAME
    for code, confidence in trades_named(knowledge, name):
        sure[code] = max(sure.get(code, 0), confidence * share // FULL)
    return sharpened(tuple(sorted(sure.items())), TRADES_KEPT)


def trades_named(knowledge: Knowledge, text: str) -> Weighted:
    """Give the trades whose own words are in a text, the surest first."""
    return tuple(
        (row.code, round(FULL * row.confidence))
        for row in knowledge.trades_for(text)
        if row.evidence[1] in _WORDS
    )


def trades_aimed(knowledge: Knowledge, text: str) -> Weighted:
    """Give the trades for which a text says that it is: those named after *pour* or *chez*."""
    found = _TARGET.search(text)
    return trades_named(knowledge, text[found.end() :]) if found else ()


def resources_of_waste(knowledge: Knowledge, low: str) -> Weighted:
    """Give the resources of a code of waste, or the nearest ones in the list.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the code of each resource.
    low : str
        2, 4 or 6 digits.

    Returns
    -------
    tuple of (str, int)
        Sorted by code: the resources that share all its digits, else four, else two.
    """
    for size, share in LOW_SHARES.items():
        start = low[:size]
        if len(start) == size:
            found = tuple(
                (code, share)
                for code, row in sorted(knowledge.resources.items())
                if row.low_code.startswith(start)
            )
            if found:
                return found
    return ()


def label_words(trade: Trade, gives: bool) -> Weighted:
    """Give what a trade gives, or takes, the weightiest first."""
    flows = trade.gives if gives else trade.takes
    return tuple(sorted(flows, key=lambda flow: (-flow[1], flow[0])))
