"""A near miss: a pair that does not match, and the smallest changes after which it would."""

from __future__ import annotations

from dataclasses import dataclass

from cooperation.matching import circular, constraints, criteria, direct
from cooperation.matching.constraints import Outcome, Verdict
from cooperation.matching.context import Pair
from cooperation.matching.points import TOTAL, SuggestionKind
from cooperation.matching.types import Direction

from . import changes, remedies
from .changes import Change, ChangeCode

ROUNDS = 2
"""A pair is mended twice: the resource first, since its units rest on it, then all the rest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair to look at.

    Attributes
    ----------
    pair : Pair
        The offer and the need; one of them is read from a know-how when ``transformation`` is told.
    transformation : str
        Code of the know-how that stands for the offer or for the need, or empty.
    """

    pair: Pair
    transformation: str = ""

    @property
    def publishes(self) -> bool:
        """Whether the offer is only what a know-how could make, which nobody posted."""
        return bool(self.transformation) and not self.pair.offer.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A pair that does not match, every answer, and what would make it match.

    Attributes
    ----------
    giver_id, receiver_id : int
        Organisations.
    offer_id, need_id : int or None
        Postings; ``None`` for the side that is read from a know-how. Negative when deduced.
    offered, wanted : str
        Codes of both resources.
    transformation : str
        Code of the know-how that stands for a side, or empty.
    outcomes : tuple of Outcome
        The answer of every constraint, as things stand.
    changes : tuple of Change
        All of them are needed, and together they are enough.
    score : int
        Points of the suggestion that would result, 0 to 1000.
    metres : int or None
        Distance between both sides.
    likelihood : int
        1000 when everything was declared, else the least of what is deduced.
    """

    giver_id: int
    receiver_id: int
    offer_id: int | None
    need_id: int | None
    offered: str
    wanted: str
    transformation: str
    outcomes: tuple[Outcome, ...]
    changes: tuple[Change, ...]
    score: int
    metres: int | None
    likelihood: int = TOTAL

    @property
    def effort(self) -> int:
        """What all the changes ask together."""
        return remedies.effort(self.changes)

    @property
    def failing(self) -> tuple[Outcome, ...]:
        """The constraints that fail."""
        return tuple(row for row in self.outcomes if row.verdict is Verdict.FAILS)

    @property
    def sort_key(self) -> tuple[int, int, int, int, int, int, int, str]:
        """Least effort first, then fewest changes, best score, and identifiers."""
        return (
            self.effort,
            len(self.changes),
            -self.score,
            self.giver_id,
            self.receiver_id,
            self.offer_id or 0,
            self.need_id or 0,
            self.transformation,
        )


def smallest(candidate: Candidate, asker: Direction) -> tuple[Change, ...] | None:
    """Give the smallest changes after which a candidate matches.

    They are applied, and every constraint is asked again, before they are told.

    Parameters
    ----------
    candidate : Candidate
        The pair.
    asker : Direction
        Side that asks: of two equal changes, its own is kept.

    Returns
    -------
    tuple of Change or None
        Empty when it matches as it stands; ``None`` when nothing that this module knows mends it.
    """
    found = [_publishing()] if candidate.publishes else []
    pair = candidate.pair
    for _ in range(ROUNDS):
        for code in _failing(pair):
            remedy = remedies.cheapest(pair, code, asker)
            if remedy is None:
                return None
            for change in remedy:
                pair = changes.apply(pair, change)
            found.extend(remedy)
    return None if _failing(pair) else tuple(found)


def _publishing() -> Change:
    """Let an organisation that has the know-how post what it can make."""
    return Change(code=ChangeCode.PUBLISH, side=Direction.OFFER, effort=changes.PUBLISH)


def _failing(pair: Pair) -> tuple[str, ...]:
    """Give the constraints to mend now: the resource first, alone, since the units rest on it."""
    failing = tuple(row.code for row in constraints.outcomes(pair) if row.verdict is Verdict.FAILS)
    return ("resource",) if "resource" in failing else failing


def mended(pair: Pair, found: tuple[Change, ...]) -> Pair:
    """Apply several changes, in their order."""
    for change in found:
        pair = changes.apply(pair, change)
    return pair


def miss(candidate: Candidate, found: tuple[Change, ...]) -> Miss:
    """Describe a near miss, and score what would result."""
    pair = candidate.pair
    return Miss(
        giver_id=pair.giver.id,
        receiver_id=pair.receiver.id,
        offer_id=pair.offer.id or None,
        need_id=pair.need.id or None,
        offered=pair.offer.resource,
        wanted=pair.need.resource,
        transformation=candidate.transformation,
        outcomes=tuple(constraints.outcomes(pair)),
        changes=found,
        score=_score(candidate, mended(pair, found)),
        metres=pair.metres,
        likelihood=min(pair.offer.likelihood, pair.need.likelihood),
    )


def _score(candidate: Candidate, pair: Pair) -> int:
    """Score a pair that matches, as a direct suggestion or through a know-how that takes it."""
    if candidate.transformation and not candidate.publishes:
        known = pair.context.knowledge.transformations[candidate.transformation]
        kind, scorers = SuggestionKind.CIRCULAR, criteria.CIRCULAR
        outlet = circular.outlet(pair, known).points
    elif direct.is_deduced(pair.offer) or direct.is_deduced(pair.need):
        kind, scorers, outlet = SuggestionKind.DEDUCED, criteria.DEDUCED, 0
    else:
        kind, scorers, outlet = SuggestionKind.DIRECT, criteria.DIRECT, 0
    return outlet + sum(row.points for row in criteria.score(pair, kind, scorers))
