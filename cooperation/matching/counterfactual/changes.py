"""The smallest changes that make a match, and how much each one asks.

An *effort* is a whole number of points, so that changes of different natures can be ranked. It is a
convention, not a measure: it says which of two changes people usually find easier to accept.

===================  =====================================================================
change               effort
===================  =====================================================================
radius               2 for each kilometre more
commune              30 for each commune added to those that are served
month                15 for each month between the one added and the nearest one stated
starts, ends         1 for each day that a date moves
quantity, minimum    1 for each percent of the quantity that is raised, or of the smallest
                     useful quantity that is lowered, rounded up
unit                 10 to state a quantity in another unit
publish              50 for an organisation that has the know-how to post what it can make
kind                 60 to open a posting to another kind of organisation
label                120 for each label to obtain
resource             350 less half of the closeness: 200 between two resources of one family
authorisation        600 for an authorisation to receive a waste
===================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from cooperation.matching.context import Context, Pair
from cooperation.matching.points import Value
from cooperation.matching.types import Actor, Direction, Posting

PER_KILOMETRE = 2
PER_COMMUNE = 30
PER_MONTH = 15
PER_DAY = 1
UNIT = 10
PUBLISH = 50
KIND = 60
LABEL = 120
RESOURCE = 350
AUTHORISATION = 600


class ChangeCode(StrEnum):
    """What would change."""

    RADIUS = "radius"
    COMMUNE = "commune"
    MONTH = "month"
    STARTS = "starts"
    ENDS = "ends"
    QUANTITY = "quantity"
    MINIMUM = "minimum"
    UNIT = "unit"
    PUBLISH = "publish"
    KIND = "kind"
    LABEL = "label"
    RESOURCE = "resource"
    AUTHORISATION = "authorisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one side of a pair.

    Attributes
    ----------
    code : ChangeCode
        What would change.
    side : Direction
        Which side would change: the offer and its organisation, or the need and its organisation.
    effort : int
        What it asks, 1 or more.
    before, after : Value
        The value now and then. Radius: kilometres; commune: INSEE codes served, then the code
        added; month: 1 to 12, the nearest one stated, then the one added; dates: ISO; quantities:
        decimal numbers as text (``None`` after: no smallest quantity any more); others: codes.
    amount : Value
        By how much: kilometres, months or days as integers, quantities as text.
    unit : str
        Unit of a quantity, or empty.
    """

    code: ChangeCode
    side: Direction
    effort: int
    before: Value = None
    after: Value = None
    amount: Value = None
    unit: str = ""


Remedy = tuple[Change, ...]
"""Changes that all have to be made."""

SIDES = (Direction.OFFER, Direction.NEED)


def posting_of(pair: Pair, side: Direction) -> Posting:
    """Give the posting of one side of a pair."""
    return pair.offer if side is Direction.OFFER else pair.need


def actor_of(pair: Pair, side: Direction) -> Actor:
    """Give the organisation of one side of a pair."""
    return pair.giver if side is Direction.OFFER else pair.receiver


def other(side: Direction) -> Direction:
    """Give the other side."""
    return Direction.NEED if side is Direction.OFFER else Direction.OFFER


def apply(pair: Pair, change: Change) -> Pair:
    """Give a pair as it would be with a change; the one given stays as it is.

    Parameters
    ----------
    pair : Pair
        The offer and the need.
    change : Change
        As :mod:`remedies` makes it. A change of area is made on the posting, whose own area then
        counts instead of its organisation's.

    Returns
    -------
    Pair
        A new pair, its closeness computed again.
    """
    if change.code is ChangeCode.AUTHORISATION:
        return _authorised(pair, change)
    changed = _EDITS[change.code](pair, change)
    offer, need = (changed, pair.need) if change.side is Direction.OFFER else (pair.offer, changed)
    near = pair.closeness
    if change.code is ChangeCode.RESOURCE:
        near = pair.context.knowledge.closeness(offer.resource, need.resource)
    return replace(pair, offer=offer, need=need, closeness=near)


def _authorised(pair: Pair, change: Change) -> Pair:
    """Let an organisation receive a waste."""
    actor = actor_of(pair, change.side)
    held = replace(actor, authorisations=actor.authorisations | {str(change.after)})
    context: Context = replace(pair.context, actors={**_parties(pair), held.id: held})
    return replace(pair, context=context)


def _parties(pair: Pair) -> dict[int, Actor]:
    """Give both organisations of a pair: all that a pair reads of its context's."""
    return {row.id: row for row in (pair.giver, pair.receiver)}


def _area(pair: Pair, change: Change) -> Posting:
    """Reach further, or serve one commune more, starting from the area that counted."""
    posting, actor = posting_of(pair, change.side), actor_of(pair, change.side)
    radius, communes = area(posting, actor)
    if change.code is ChangeCode.RADIUS:
        radius = int(str(change.after))
    else:
        communes |= {str(change.after)}
    return replace(posting, max_distance_km=radius, service_communes=communes)


def area(posting: Posting, actor: Actor) -> tuple[int | None, frozenset[str]]:
    """Give the radius and the communes that count: the posting's own, else its organisation's."""
    if posting.max_distance_km is not None or posting.service_communes:
        return posting.max_distance_km, posting.service_communes
    return actor.service_radius_km, actor.service_communes


def _month(pair: Pair, change: Change) -> Posting:
    """Add a month."""
    posting = posting_of(pair, change.side)
    return replace(posting, months=posting.months | 1 << (int(str(change.after)) - 1))


def _starts(pair: Pair, change: Change) -> Posting:
    """Move the first day."""
    return replace(posting_of(pair, change.side), starts=_day(change))


def _ends(pair: Pair, change: Change) -> Posting:
    """Move the last day."""
    return replace(posting_of(pair, change.side), ends=_day(change))


def _day(change: Change) -> date:
    """Read the day of a change."""
    return date.fromisoformat(str(change.after))


def _quantity(pair: Pair, change: Change) -> Posting:
    """Raise the quantity."""
    return replace(posting_of(pair, change.side), quantity=Decimal(str(change.after)))


def _minimum(pair: Pair, change: Change) -> Posting:
    """Lower the smallest useful quantity, or do without it."""
    least = None if change.after is None else Decimal(str(change.after))
    return replace(posting_of(pair, change.side), minimum_lot=least)


def _unit(pair: Pair, change: Change) -> Posting:
    """State the quantity in another unit: how much that makes is then to be told."""
    posting = posting_of(pair, change.side)
    return replace(posting, unit=str(change.after), quantity=None, minimum_lot=None)


def _kind(pair: Pair, change: Change) -> Posting:
    """Open a posting to another kind."""
    posting = posting_of(pair, change.side)
    return replace(posting, kinds_may_answer=posting.kinds_may_answer | {str(change.after)})


def _label(pair: Pair, change: Change) -> Posting:
    """Hold one label more."""
    posting = posting_of(pair, change.side)
    return replace(posting, labels_held=posting.labels_held | {str(change.after)})


def _resource(pair: Pair, change: Change) -> Posting:
    """Take another resource of the same family."""
    return replace(posting_of(pair, change.side), resource=str(change.after))


def _as_it_is(pair: Pair, change: Change) -> Posting:
    """Publish what the pair already supposes."""
    return posting_of(pair, change.side)


_EDITS: Mapping[ChangeCode, Callable[[Pair, Change], Posting]] = MappingProxyType(
    {
        ChangeCode.RADIUS: _area,
        ChangeCode.COMMUNE: _area,
        ChangeCode.MONTH: _month,
        ChangeCode.STARTS: _starts,
        ChangeCode.ENDS: _ends,
        ChangeCode.QUANTITY: _quantity,
        ChangeCode.MINIMUM: _minimum,
        ChangeCode.UNIT: _unit,
        ChangeCode.PUBLISH: _as_it_is,
        ChangeCode.KIND: _kind,
        ChangeCode.LABEL: _label,
        ChangeCode.RESOURCE: _resource,
    }
)
