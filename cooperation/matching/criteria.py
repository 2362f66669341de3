"""Criteria: each turns a pair into a share of 0 to 1000 and its evidence.

A share of ``None`` means that the datum is missing: the table then grants a middling share, so that
telling a good datum gains points, and telling a bad one loses some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from . import quantities
from .context import Pair
from .points import TOTAL, Criterion, CriterionCode, Evidence, SuggestionKind
from .types import Posting

Share = tuple[int | None, Evidence]

MONTHS_ALL = (1 << 12) - 1
REACH_M = 60_000
"""Distance, in metres, from which closeness on the map is worth nothing."""
FRESH_DAYS = 14
STALE_DAYS = 365
ONE_THEME = 500
SIAE = 1000
SOCIAL = 700


def likelihood(pair: Pair) -> Share:
    """Score how likely the side that nobody posted is; both are never deduced at once."""
    side, posting = ("offer", pair.offer) if pair.offer.likelihood < TOTAL else ("need", pair.need)
    return posting.likelihood, (
        ("side", side),
        ("likelihood", posting.likelihood),
        ("trade", posting.trade),
    )


def closeness(pair: Pair) -> Share:
    """Score how close what is offered and wanted are in the taxonomy."""
    evidence = (("offered", pair.offer.resource), ("wanted", pair.need.resource))
    return pair.closeness, evidence


def covered(pair: Pair) -> Share:
    """Score the share of the need that the offer covers: ``1000 × offered // wanted``, 1000 at most."""
    return _ratio(pair, wanted_first=False)


def taken(pair: Pair) -> Share:
    """Score the share of the offer that can be taken: ``1000 × capacity // offered``."""
    return _ratio(pair, wanted_first=True)


def _ratio(pair: Pair, *, wanted_first: bool) -> Share:
    """Compare both quantities, in the unit of the need and by month."""
    found = quantities.amounts(pair)
    if found is None:
        return None, (("offered", _stated(pair.offer)), ("wanted", _stated(pair.need)))
    given, asked, factor = found
    part, whole = (asked, given) if wanted_first else (given, asked)
    share = TOTAL if whole <= part else TOTAL * part // whole
    unit = ("unit", pair.need.unit)
    return share, (("offered", _shown(given, factor)), ("wanted", _shown(asked, factor)), unit)


def _shown(parts: int, factor: Fraction) -> int:
    """Bring a measure to a stated unit, rounded; a half goes to the even one."""
    bottom = 2 * quantities.PARTS * factor.numerator
    found, rest = divmod(2 * parts * factor.denominator + bottom // 2, bottom)
    return found - (rest == 0 and found & 1)


def _stated(posting: Posting) -> str | None:
    """Write the quantity of a posting as it was stated."""
    return None if posting.quantity is None else f"{posting.quantity} {posting.unit}".strip()


def distance(pair: Pair) -> Share:
    """Score nearness: ``1000 − 1000 × metres // 60 000``, 0 at least."""
    metres = pair.metres
    if metres is None:
        return None, (("metres", None),)
    return max(0, TOTAL - TOTAL * metres // REACH_M), (("metres", metres),)


def months(pair: Pair) -> Share:
    """Score the share of the months of the need in which the offer is there.

    Months that are not stated are those of the season of the resource, or the whole year.
    """
    season = pair.offered.months
    offer = pair.offer.months or season or MONTHS_ALL
    need = pair.need.months or season or MONTHS_ALL
    stated = pair.offer.months and pair.need.months
    evidence = (("offered", offer), ("wanted", need), ("shared", offer & need))
    if not stated and (season or pair.offer.months or pair.need.months):
        return None, evidence
    return TOTAL * (offer & need).bit_count() // need.bit_count(), evidence


def social(pair: Pair) -> Share:
    """Score social worth: 1000 with a work-integration structure, 700 with the social economy."""
    parties = (pair.giver, pair.receiver)
    siae = tuple(actor.id for actor in parties if actor.siae_type)
    members = tuple(actor.id for actor in parties if actor.is_social and not actor.siae_type)
    share = SIAE if siae else SOCIAL if members else 0
    return share, (("siae", siae), ("social_economy", members))


def environment(pair: Pair) -> Share:
    """Score the environmental worth of a local flow, as the knowledge gives it."""
    worth = pair.offered.environment
    return worth, (("resource", pair.offer.resource), ("worth", worth))


def responsiveness(pair: Pair) -> Share:
    """Score the freshness of the older posting, averaged with the answer rates that are known.

    A posting is fresh for 14 days, then loses its freshness evenly until it is a year old.
    """
    days = [
        (pair.context.today - posting.published_on).days
        for posting in (pair.offer, pair.need)
        if posting.published_on is not None
    ]
    rates = [actor.answer_rate for actor in (pair.giver, pair.receiver)]
    known = [rate for rate in rates if rate is not None]
    evidence = (("days", max(days, default=None)), ("answer_rates", tuple(known)))
    shares = known + ([_freshness(max(days))] if days else [])
    return (sum(shares) // len(shares) if shares else None), evidence


def _freshness(days: int) -> int:
    """Turn an age in days into a share."""
    left = STALE_DAYS - max(FRESH_DAYS, min(STALE_DAYS, days))
    return TOTAL * left // (STALE_DAYS - FRESH_DAYS)


def themes(pair: Pair) -> Share:
    """Score the themes of the pact that both work on: 500 each, 1000 at most."""
    known = pair.context.themes
    shared = known.get(pair.giver.id, frozenset()) & known.get(pair.receiver.id, frozenset())
    return min(TOTAL, ONE_THEME * len(shared)), (("shared", tuple(sorted(shared))),)


Scorer = Callable[[Pair], Share]

DIRECT: tuple[tuple[CriterionCode, Scorer], ...] = (
    (CriterionCode.CLOSENESS, closeness),
    (CriterionCode.QUANTITY, covered),
    (CriterionCode.DISTANCE, distance),
    (CriterionCode.MONTHS, months),
    (CriterionCode.SOCIAL, social),
    (CriterionCode.ENVIRONMENT, environment),
    (CriterionCode.RESPONSIVENESS, responsiveness),
    (CriterionCode.THEMES, themes),
)
"""Criteria of a direct suggestion, in the order shown."""

DEDUCED: tuple[tuple[CriterionCode, Scorer], ...] = (
    (CriterionCode.LIKELIHOOD, likelihood),
    (CriterionCode.CLOSENESS, closeness),
    (CriterionCode.DISTANCE, distance),
    (CriterionCode.MONTHS, months),
    (CriterionCode.SOCIAL, social),
    (CriterionCode.ENVIRONMENT, environment),
    (CriterionCode.THEMES, themes),
)
"""Criteria of a match with one deduced side: no quantity and no freshness, nobody posted it."""

CIRCULAR: tuple[tuple[CriterionCode, Scorer], ...] = (
    (CriterionCode.CLOSENESS, closeness),
    (CriterionCode.QUANTITY, taken),
    (CriterionCode.DISTANCE, distance),
    (CriterionCode.SOCIAL, social),
    (CriterionCode.ENVIRONMENT, environment),
    (CriterionCode.RESPONSIVENESS, responsiveness),
    (CriterionCode.THEMES, themes),
)
"""Criteria of a circular suggestion; the outlets of what is made are added to them."""


def score(
    pair: Pair, kind: SuggestionKind, scorers: Iterable[tuple[CriterionCode, Scorer]]
) -> tuple[Criterion, ...]:
    """Score a pair on each criterion."""
    table = pair.context.table
    return tuple([table.criterion(kind, code, *scorer(pair)) for code, scorer in scorers])
