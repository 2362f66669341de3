"""How much goes through: quantities carried hop after hop, with yields and the bottleneck.

Along a passage, what a stage receives is what its predecessor gives, at most what it can take; what
a know-how makes is what it took times its yield. So the share of the start that goes all the way is
the product of the shares taken at each hop, and the tightest hop is the last one that takes less
than it is given. Exact fractions, canonical units of what is wanted, each month.

Months and dates are carried too: what is made is there when its input was there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from cooperation.matching import glances, quantities
from cooperation.matching.constraints import Outcome
from cooperation.matching.context import Pair
from cooperation.matching.types import Period, Posting

from .sides import rounded
from .types import Hop, Stage


@dataclass(frozen=True, slots=True)
class Step:
    """One hop, with what really goes through it.

    Attributes
    ----------
    source, target : Stage
        Where it comes from and goes to.
    pair : Pair
        The offer as it is at this hop, in front of what is wanted.
    given, asked : Fraction or None
        What is given and what can be taken, in canonical units of what is wanted, each month;
        ``None`` when a datum is missing.
    unknown : tuple of Outcome
        Constraints that a missing datum leaves open.
    """

    source: Stage
    target: Stage
    pair: Pair
    given: Fraction | None
    asked: Fraction | None
    unknown: tuple[Outcome, ...]

    @property
    def taken(self) -> Fraction | None:
        """What goes through."""
        if self.given is None or self.asked is None:
            return self.given
        return min(self.given, self.asked)

    @property
    def share(self) -> Fraction | None:
        """Share of what is given that is taken, 0 to 1; ``None`` when a datum is missing."""
        if self.given is None or self.asked is None:
            return None
        return min(Fraction(1), self.asked / self.given) if self.given else Fraction(1)

    @property
    def made(self) -> Fraction | None:
        """How much of the first output is made of it, in its canonical unit, each month.

        ``None`` when the quantity is unknown, or when what arrives is not the first input.
        """
        known = self.pair.context.knowledge.transformations.get(self.target.transformation)
        if known is None or self.taken is None or self.pair.need.resource != known.inputs[0]:
            return None
        return self.taken * known.yield_ratio


Passage = tuple[Step, ...]
"""Hops in order, each starting where the former ends."""


def start(hop: Hop) -> Step:
    """Take a first hop, as its postings stand."""
    return _step(hop, hop.pair, hop.unknown)


def following(before: Step, hop: Hop) -> Step | None:
    """Take the next hop; ``None`` when a constraint fails with what really arrives.

    From an organisation's own offer, quantities start again; from a know-how, what it makes of
    what it took goes on, in the months and dates in which that was there.
    """
    if not hop.source.transformation:
        return start(hop)
    pair = replace(hop.pair, offer=_carried(before, hop.pair.offer))
    unknown = glances.unknowns(pair)
    return None if unknown is None else _step(hop, pair, unknown)


def _step(hop: Hop, pair: Pair, unknown: tuple[Outcome, ...]) -> Step:
    """Tell what goes through a hop."""
    given, asked = (_canonical(pair, posting) for posting in (pair.offer, pair.need))
    return Step(hop.source, hop.target, pair, given, asked, unknown)


def _canonical(pair: Pair, posting: Posting) -> Fraction | None:
    """Bring a quantity to canonical units of what is wanted, by month."""
    monthly = quantities.monthly(posting, posting.quantity)
    unit = pair.context.knowledge.resources[pair.need.resource].unit
    return None if monthly is None else quantities.converted(pair, monthly, posting.unit, unit)


def _carried(before: Step, gift: Posting) -> Posting:
    """Give what a know-how makes of what it took."""
    offer, need = before.pair.offer, before.pair.need
    known = before.pair.context.knowledge.transformations[before.target.transformation]
    first = gift.resource == known.outputs[0]
    both = offer.months & need.months if offer.months and need.months else 0
    return replace(
        gift,
        quantity=rounded(before.made) if first else None,
        period=Period.ONE_OFF if offer.period == Period.ONE_OFF else Period.MONTH,
        months=both or offer.months or need.months,
        starts=max((day for day in (offer.starts, need.starts) if day), default=None),
        ends=min((day for day in (offer.ends, need.ends) if day), default=None),
    )
