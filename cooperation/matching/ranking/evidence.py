"""What the points of a criterion rest on, as codes and numbers; sentences are made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cooperation.matching.points import Evidence

from .base import WANTED, Base
from .knowing import content
from .market import OTHER, Role
from .reading import Reading
from .shares import place_of
from .structure import rows_between
from .supply import Supply, own_flows
from .types import Question, ReasonCode

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

MOST = 3
"""How many words, or organisations, are given as evidence."""


def evidence_of(
    base: Base, code: ReasonCode, question: Question, reading: Reading, row: int
) -> Evidence:
    """Give what the points of an organisation on a criterion rest on.

    Parameters
    ----------
    base : Base
        What is known.
    code : ReasonCode
        The criterion.
    question, reading : Question, Reading
        What was asked, and what it means.
    row : int
        Row of the organisation.

    Returns
    -------
    Evidence
        ``resource``: ``role``, ``resource`` (what it takes or gives), ``asked``, ``trade`` (empty
        when its own activity names the resource), ``transformation``, ``likelihood``;
        ``vocabulary``: ``trade`` and ``words``; ``trade``: ``trade``; ``words``: ``words``; ``distance``: ``metres``; ``flows``: ``said``
        and ``own`` (0 when its like do); ``partners``: ``through`` (names);
        ``complement``: as ``resource``; ``active``: ``count``.
    """
    write = _WRITERS.get(code)
    return write(base, question, reading, row) if write else ()


def _resource(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which trade says that the organisation gives, or takes, what is asked."""
    assert base.supply is not None  # noqa: S101
    role = WANTED[question.direction]
    asked = [
        (OTHER[role] if code in reading.turned else role, code, sure)
        for code, sure in reading.resources
    ]
    return _origin(base.supply, asked, row)


def _complement(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which trade of the organisation answers one of those of who asks."""
    assert base.supply is not None  # noqa: S101
    role = WANTED[question.direction]
    mine = own_flows(base.supply, OTHER[role], reading.row)
    return _origin(base.supply, [(role, code, sure) for code, sure in mine], row)


def _origin(supply: Supply, asked: Sequence[tuple[Role, str, int]], row: int) -> Evidence:
    """Say which of some resources an organisation answers to best, and why."""
    role, code, _ = min(
        asked, key=lambda one: (-one[2] * int(supply.likelihood(one[0], one[1])[row]), one[1])
    )
    origin = supply.origin(role, code, row)
    return (
        ("role", role),
        ("resource", origin.resource),
        ("asked", code),
        ("trade", origin.trade),
        ("transformation", origin.transformation),
        ("likelihood", origin.likelihood),
    )


def _trade(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which trade of the text is also the organisation’s."""
    sure = dict(base.profiles[row].trades)
    found = max(reading.trades, key=lambda pair: (pair[1] * sure.get(pair[0], 0), pair[0]))
    return (("trade", found[0]),)


def _vocabulary(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which trade speaks as the text does, and with which words."""
    assert base.vocabulary is not None  # noqa: S101
    role, trades = WANTED[question.direction], base.profiles[row].trades
    trade, shared = base.vocabulary.origin(role, reading.words, trades)
    if not shared:
        trade, shared = base.vocabulary.origin(OTHER[role], reading.words, trades)
    return (("trade", trade), ("words", _said(question.text, shared)))


def _words(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which words the text and the organisation have in common."""
    shared = base.words[WANTED[question.direction]].shared(reading.words, row)
    return (("words", _said(question.text, shared)),)


def _said(text: str, shared: Sequence[str]) -> tuple[str, ...]:
    """Give the words of a text that have some of these tokens, as they were written."""
    known = frozenset(shared)
    found = (word for word in _WORD.findall(text) if not known.isdisjoint(content(word)))
    return tuple(dict.fromkeys(found))[:MOST]


def _distance(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell how far the organisation is, in metres."""
    place = place_of(base, question, reading.row)
    return (("metres", int(base.places.metres(place)[row])),)


def _flows(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell which cooperation of the organisation looks like what is asked."""
    structure = base.structures[question.direction]
    edge, own = structure.best_edge(reading.close, reading.row, row)
    return (("said", base.flows.text_of(edge)), ("own", int(own)))


def _partners(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell through whom the two organisations know each other."""
    edges = base.structures[question.direction].edges
    rows = rows_between(edges, reading.row, row, MOST)
    return (("through", tuple(base.organisations[at].name for at in rows)),)


def _active(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    """Tell how many cooperations the organisation already has on this side."""
    return (("count", int(base.structures[question.direction].received[row])),)


_Writer = Callable[[Base, Question, Reading, int], Evidence]

_WRITERS: dict[ReasonCode, _Writer] = {
    ReasonCode.RESOURCE: _resource,
    ReasonCode.VOCABULARY: _vocabulary,
    ReasonCode.TRADE: _trade,
    ReasonCode.WORDS: _words,
    ReasonCode.DISTANCE: _distance,
    ReasonCode.FLOWS: _flows,
    ReasonCode.PARTNERS: _partners,
    ReasonCode.COMPLEMENT: _complement,
    ReasonCode.ACTIVE: _active,
}
