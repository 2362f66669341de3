"""The share that each criterion gives to every organisation, 0 to 1000."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cooperation.matching.types import Place

from .base import WANTED, Base
from .features import FULL, Points
from .knowing import Weighted
from .market import OTHER, Role
from .reading import Reading
from .structure import Structure, relative
from .supply import Supply
from .types import Question, ReasonCode

LIKE = 500
"""What the flows of one's like are worth beside one's own, in thousandths."""

Shares = Mapping[ReasonCode, Points]


def text_shares(base: Base, question: Question, reading: Reading) -> Shares:
    """Shares of what is asked in words, or by a code of waste."""
    role = WANTED[question.direction]
    structure = base.structures[question.direction]
    found = {
        ReasonCode.WORDS: base.words[role].score(reading.words),
        ReasonCode.DISTANCE: base.places.share(place_of(base, question, reading.row)),
        ReasonCode.FLOWS: flows_share(base, structure, reading),
        **_asker_shares(structure, reading.row),
    }
    if base.supply is not None:
        found[ReasonCode.RESOURCE] = base.supply.answers(role, reading.resources)
        found[ReasonCode.TRADE] = _trade_share(base, reading)
        found[ReasonCode.SOCIAL] = base.social * reading.social
    return found


def network_shares(base: Base, question: Question, row: int) -> Shares:
    """Shares when nothing is asked: whom the network leads to, new partners only.

    Whom one already works with gets nothing: there is nothing to find there.
    """
    structure = base.structures[question.direction]
    found = _asker_shares(structure, row)
    found[ReasonCode.ACTIVE] = structure.active()
    if row >= 0 and base.supply is not None:
        role = WANTED[question.direction]
        mine = own_flows(base.supply, OTHER[role], row)
        found[ReasonCode.COMPLEMENT] = complement(base.supply, role, mine)
    if row < 0:
        return found
    new = ~structure.known(row)
    return {code: share * new for code, share in found.items()}


def flows_share(base: Base, structure: Structure, reading: Reading) -> Points:
    """Score what each organisation already exchanges, or what its like do, near what is asked."""
    if not base.flows.known:
        return np.zeros(base.features.size, dtype=np.int64)
    own, like = structure.exchanged(close_flows(base, reading), reading.row)
    return np.maximum(own, like * LIKE // FULL)


def close_flows(base: Base, reading: Reading) -> Points:
    """For each cooperation, how close what flows there is to what is asked, 0 to 1000."""
    said = base.flows.said_in(reading.words)
    if base.supply is None:
        return said
    return np.maximum(said, base.flows.close_to(base.supply.market, reading.resources))


def complement(supply: Supply, role: Role, mine: Weighted) -> Points:
    """How much each organisation takes what some resources are, or gives it, 0 to 1000."""
    found = np.zeros(supply.features.size, dtype=np.int64)
    for resource, sure in mine:
        found = np.maximum(found, sure * supply.likelihood(role, resource) // FULL)
    return found


def own_flows(supply: Supply, role: Role, row: int) -> Weighted:
    """Give what the trades of an organisation take or give, the best of each, sorted by code."""
    found: dict[str, int] = {}
    for trade, sure in supply.profiles[row].trades:
        for resource, weight in supply.market.flows(role, trade):
            found[resource] = max(sure * weight // FULL, found.get(resource, 0))
    return tuple(sorted(found.items()))


def place_of(base: Base, question: Question, row: int) -> Place | None:
    """Where something is asked: where the question says, else where the asker is."""
    if question.place is not None or row < 0:
        return question.place
    return base.organisations[row].place


def _trade_share(base: Base, reading: Reading) -> Points:
    sure = dict(reading.trades)
    named = np.array([sure.get(name, 0) for name in base.features.names], dtype=np.int64)
    return base.features.best(named)


def _asker_shares(structure: Structure, row: int) -> dict[ReasonCode, Points]:
    if row < 0 or not len(structure.edges.source):
        return {}
    return {
        ReasonCode.PARTNERS: relative(structure.partners(row)),
        ReasonCode.ALIKE: relative(structure.alike(row)),
    }
