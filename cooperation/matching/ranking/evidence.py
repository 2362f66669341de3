"""What the points of a criterion rest on, as codes and numbers; sentences are made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from cooperation.matching.points import Evidence

from .base import WANTED, Base
from .knowing import Weighted
from .market import OTHER, Role
from .profiles import content
from .reading import Reading
from .shares import close_flows, own_flows, place_of
from .structure import rows_between
from .supply import Supply
from .types import Question, ReasonCode

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

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
        ``trade``: ``trade``; ``words``: ``words``; ``distance``: ``metres``; ``flows``: ``said``
        and ``own`` (0 when its like do); ``partners``: ``through`` (names);
        ``complement``: as ``resource``; ``active``: ``count``.
    """
    write = _WRITERS.get(code)
    return write(base, question, reading, row) if write else ()


def _resource(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    assert base.supply is not None  # noqa: S101
    return _origin(base.supply, WANTED[question.direction], reading.resources, row)


def _complement(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    assert base.supply is not None  # noqa: S101
    role = WANTED[question.direction]
    return _origin(base.supply, role, own_flows(base.supply, OTHER[role], reading.row), row)


def _origin(supply: Supply, role: Role, resources: Weighted, row: int) -> Evidence:
    """Say which of some resources an organisation answers to best, and why."""
    best = min(
        resources, key=lambda pair: (-pair[1] * int(supply.likelihood(role, pair[0])[row]), pair[0])
    )
    origin = supply.origin(role, best[0], row)
    return (
        ("role", role),
        ("resource", origin.resource),
        ("asked", best[0]),
        ("trade", origin.trade),
        ("transformation", origin.transformation),
        ("likelihood", origin.likelihood),
    )


def _trade(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    sure = dict(base.profiles[row].trades)
    found = max(reading.trades, key=lambda pair: (pair[1] * sure.get(pair[0], 0), pair[0]))
    return (("trade", found[0]),)


def _words(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    shared = frozenset(base.words[WANTED[question.direction]].shared(reading.words, row))
    said = (word for word in _WORD.findall(question.text) if shared & set(content(word)))
    return (("words", tuple(dict.fromkeys(said))[:MOST]),)


def _distance(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    place = place_of(base, question, reading.row)
    return (("metres", int(base.places.metres(place)[row])),)


def _flows(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    structure = base.structures[question.direction]
    edge, own = structure.best_edge(close_flows(base, reading), reading.row, row)
    return (("said", base.flows.text_of(edge)), ("own", int(own)))


def _partners(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    edges = base.structures[question.direction].edges
    rows = rows_between(edges, reading.row, row, MOST)
    return (("through", tuple(base.organisations[at].name for at in rows)),)


def _active(base: Base, question: Question, reading: Reading, row: int) -> Evidence:
    return (("count", int(base.structures[question.direction].received[row])),)


_Writer = Callable[[Base, Question, Reading, int], Evidence]

_WRITERS: dict[ReasonCode, _Writer] = {
    ReasonCode.RESOURCE: _resource,
    ReasonCode.TRADE: _trade,
    ReasonCode.WORDS: _words,
    ReasonCode.DISTANCE: _distance,
    ReasonCode.FLOWS: _flows,
    ReasonCode.PARTNERS: _partners,
    ReasonCode.COMPLEMENT: _complement,
    ReasonCode.ACTIVE: _active,
}
