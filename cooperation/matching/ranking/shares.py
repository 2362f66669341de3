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
from .supply import Supply, own_flows
from .table import TEXT_TABLE
from .types import Question, ReasonCode
from .vocabulary import Vocabulary

ANSWERING = (ReasonCode.RESOURCE, ReasonCode.VOCABULARY, ReasonCode.TRADE, ReasonCode.WORDS)
"""Criteria that say whether an organisation answers to what is asked."""
ANSWERED = (*ANSWERING, ReasonCode.SOCIAL)
"""Criteria that count for less on the wrong side of a question about work."""
ASIDE = 250
"""Relevance, in thousandths of the best, up to which being near is worth nothing."""
STRONG = 250
"""Points of an answer from which it is strong."""
LIKE = 500
"""What the flows of one's like are worth beside one's own, in thousandths."""

Shares = Mapping[ReasonCode, Points]


def text_shares(base: Base, question: Question, reading: Reading) -> Shares:
    """Shares of what is asked in words, or by a code of waste."""
    role = WANTED[question.direction]
    structure = base.structures[question.direction]
    found = {
        ReasonCode.WORDS: base.words[role].score(reading.words),
        ReasonCode.FLOWS: flows_share(base, structure, reading),
        **_asker_shares(structure, reading.row),
    }
    if base.supply is not None and base.vocabulary is not None:
        found[ReasonCode.RESOURCE] = base.supply.answers(role, reading.resources, reading.turned)
        found[ReasonCode.VOCABULARY] = vocabulary_share(base.vocabulary, role, reading)
        found[ReasonCode.TRADE] = _trade_share(base, reading)
        found[ReasonCode.SOCIAL] = base.social * reading.social
    if reading.left is not None:
        found |= {code: found[code] * reading.left // FULL for code in ANSWERED if code in found}
    near = base.places.share(place_of(base, question, reading.row))
    told = np.maximum(relevance(found) - ASIDE, 0) * FULL // (FULL - ASIDE)
    found[ReasonCode.DISTANCE] = near * told // FULL * strength(found) // FULL
    return found


def relevance(found: Shares) -> Points:
    """Tell how well each organisation answers beside the one that answers best, 0 to 1000.

    Being near is worth nothing to who does not answer: this is what distance is weighed by.
    """
    told = sum(TEXT_TABLE[code] * found[code] for code in ANSWERING if code in found)
    return relative(np.asarray(told, dtype=np.int64))


def strength(found: Shares) -> int:
    """Tell how strong the best answer is, 0 to 1000: who is near does not make up for a guess."""
    told = sum(TEXT_TABLE[code] * found[code] for code in ANSWERING if code in found)
    best = int(np.asarray(told, dtype=np.int64).max(initial=0)) // FULL
    return min(FULL, FULL * best // STRONG)


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


def vocabulary_share(vocabulary: Vocabulary, role: Role, reading: Reading) -> Points:
    """Score the words of the trades.

    Those of either role when the asker's own goods are named; those of the other one when posts
    are meant for people, or people for posts.
    """
    main = reading.resources[0][0] if reading.resources else ""
    if main in reading.turned and main.startswith("job"):
        return vocabulary.share(OTHER[role], reading.words)
    found = vocabulary.share(role, reading.words)
    return (
        np.maximum(found, vocabulary.share(OTHER[role], reading.words)) if reading.turned else found
    )


def flows_share(base: Base, structure: Structure, reading: Reading) -> Points:
    """Score what each organisation already exchanges, or what its like do, near what is asked."""
    own, like = structure.exchanged(reading.close, reading.row)
    return np.maximum(own, like * LIKE // FULL)


def complement(supply: Supply, role: Role, mine: Weighted) -> Points:
    """How much each organisation takes what some resources are, or gives it, 0 to 1000."""
    found = np.zeros(supply.features.size, dtype=np.int64)
    for resource, sure in mine:
        found = np.maximum(found, sure * supply.likelihood(role, resource) // FULL)
    return found


def place_of(base: Base, question: Question, row: int) -> Place | None:
    """Where something is asked: where the question says, else where the asker is."""
    if question.place is not None or row < 0:
        return question.place
    return base.organisations[row].place


def _trade_share(base: Base, reading: Reading) -> Points:
    """Give how surely each organisation has a trade of the text."""
    sure = dict(reading.trades)
    named = np.array([sure.get(name, 0) for name in base.features.names], dtype=np.int64)
    return base.features.best(named)


def _asker_shares(structure: Structure, row: int) -> dict[ReasonCode, Points]:
    """Give what the links of who asks say of everyone."""
    if row < 0 or not len(structure.edges.source):
        return {}
    return {
        ReasonCode.PARTNERS: relative(structure.partners(row)),
        ReasonCode.ALIKE: relative(structure.alike(row)),
    }
