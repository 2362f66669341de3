"""What is asked of the knowledge, in thousandths: the resources and the trades of a text."""

from __future__ import annotations

import re

from cooperation.knowledge import Knowledge, ResourceKind, Trade, tokens
from cooperation.knowledge.reading import MARK, cut, is_light

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
LABELLED = 900
"""Confidence in what the label of a code of waste names whole, in thousandths."""
ANY_HAZARD, UNNAMED = "byproduct.chemical", 600
"""What a hazardous code is when its label names nothing known, and the confidence in it."""
_WORDS = frozenset({"label", "word"})
UNSAID = 550
"""What is left, in thousandths, of a resource whose wording teaches when the question does not."""
_TEACHING = frozenset(tokens("formation cours apprendre stage diplôme"))
_FOR = re.compile(r"\bpour\b", re.IGNORECASE)
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
    words of the question that the recognised wording has. Less sure too when the wording teaches,
    and the question does not: *un soudeur* asks for no course.
    """
    words = frozenset(content(text))
    return tuple(
        (row.code, round(FULL * row.confidence) * _told(words, row.evidence[0]) // FULL)
        for row in knowledge.resolve(text)
    )


def _told(words: frozenset[str], wording: str) -> int:
    """Give the share of the words that a wording accounts for, never under :data:`COVERED`."""
    said = content(wording)
    told = COVERED + (FULL - COVERED) * len(words.intersection(said)) // max(1, len(words))
    unsaid = not _TEACHING.isdisjoint(said) and _TEACHING.isdisjoint(words)
    return told * UNSAID // FULL if unsaid else told


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


def trades_wanted(knowledge: Knowledge, text: str) -> Weighted:
    """Give the trades that a need looks for: those named before *pour*, when anything is said there.

    *Du pain pour le restaurant* looks for no restaurant; *quelqu’un pour une fuite* says it after.
    """
    found = _FOR.search(text)
    before = text[: found.start()] if found else text
    said = any(not is_light(token) for token in cut(before))
    return trades_named(knowledge, before if said else text)


def trades_aimed(knowledge: Knowledge, text: str) -> Weighted:
    """Give the trades for which a text says that it is: those named after *pour* or *chez*."""
    found = _TARGET.search(text)
    return trades_named(knowledge, text[found.end() :]) if found else ()


def resources_of_waste(knowledge: Knowledge, low: str) -> Weighted:
    """Give the resources of a code of waste: its own, what its label says, or the nearest ones.

    Parameters
    ----------
    knowledge : Knowledge
        Gives the code of each resource, and the label of each code.
    low : str
        2, 4 or 6 digits.

    Returns
    -------
    tuple of (str, int)
        Sorted by code: the resources that share all its digits, else the byproducts that the label
        of the code names, else the resources that share four digits, or two.
    """
    for size, share in LOW_SHARES.items():
        start = low[:size]
        found = tuple(
            (code, share)
            for code, row in sorted(knowledge.resources.items())
            if len(start) == size and row.low_code.startswith(start)
        )
        if found or (size == len(low) and (found := _labelled(knowledge, low))):
            return found
    return ()


def _labelled(knowledge: Knowledge, low: str) -> Weighted:
    """Give the byproducts that the official label of a code of waste names.

    Those that are hazardous for a hazardous code, and the others for another; any hazardous
    product when the label of a hazardous code names none.
    """
    waste = knowledge.low.get(low)
    if waste is None:
        return ()
    named = (
        (row.code, round(LABELLED * row.confidence))
        for row in knowledge.resolve(waste.label)
        if knowledge.resources[row.code].kind is ResourceKind.BYPRODUCT
        and knowledge.resources[row.code].hazardous is waste.hazardous
    )
    found = tuple(sorted(named))
    unnamed = waste.hazardous and not found and ANY_HAZARD in knowledge.resources
    return ((ANY_HAZARD, UNNAMED),) if unnamed else found


def label_words(trade: Trade, gives: bool) -> Weighted:
    """Give what a trade gives, or takes, the weightiest first."""
    flows = trade.gives if gives else trade.takes
    return tuple(sorted(flows, key=lambda flow: (-flow[1], flow[0])))
