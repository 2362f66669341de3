"""Hard constraints: each answers ok, fails or unknown, with both values.

A missing datum answers *unknown*, never *fails*. One exception, because the law makes it one: a
hazardous waste (starred code) only reaches a receiver known to be authorised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from . import quantities
from .context import CLOSE_ENOUGH, Pair
from .points import Check, Value
from .quantities import Measure
from .types import Actor, Period, Place, Posting


class Verdict(StrEnum):
    """What a constraint answers."""

    OK = "ok"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Outcome(NamedTuple):
    """The answer of one constraint.

    Attributes
    ----------
    code : str
        Code of the constraint.
    verdict : Verdict
        Its answer.
    offered, wanted : Value
        The value on each side: of the giver, then of the receiver.
    """

    code: str
    verdict: Verdict
    offered: Value = None
    wanted: Value = None

    def as_check(self) -> Check:
        """Turn an unknown into something to check."""
        return Check(self.code, (("offered", self.offered), ("wanted", self.wanted)))


Constraint = Callable[[Pair], Outcome]


def itself(pair: Pair) -> Outcome:
    """Refuse that an organisation serves itself."""
    same = pair.giver.id == pair.receiver.id
    return Outcome("itself", _fails_if(same), pair.giver.id, pair.receiver.id)


def resource(pair: Pair) -> Outcome:
    """Require that what is offered is close enough to what is wanted."""
    far = pair.closeness < CLOSE_ENOUGH
    return Outcome("resource", _fails_if(far), pair.offer.resource, pair.need.resource)


def hazardous(pair: Pair) -> Outcome:
    """Require that a starred waste, offered or wanted, reaches a receiver authorised for its code."""
    waste = pair.hazard
    code = (waste or pair.offered).low_code
    refused = waste is not None and not authorised(pair.receiver, code)
    held = tuple(sorted(pair.receiver.authorisations))
    return Outcome("hazardous", _fails_if(refused), code, held)


def authorised(actor: Actor, low_code: str) -> bool:
    """Tell whether an organisation may receive a waste, by its code or a chapter of it."""
    return bool(low_code) and any(low_code.startswith(held) for held in actor.authorisations)


def units(pair: Pair) -> Outcome:
    """Require that both units compare; two allowed units that nothing links are to check."""
    given, asked = _measures(pair)
    if quantities.comparable(given, asked):
        verdict = Verdict.OK
    elif not (pair.offer.unit and pair.need.unit) or (given.allowed and asked.allowed):
        verdict = Verdict.UNKNOWN
    else:
        verdict = Verdict.FAILS
    return Outcome("units", verdict, pair.offer.unit or None, pair.need.unit or None)


def _measures(pair: Pair) -> tuple[Measure, Measure]:
    """Measure both sides."""
    known = pair.context.knowledge
    return quantities.measure(known, pair.offer), quantities.measure(known, pair.need)


def months(pair: Pair) -> Outcome:
    """Require a month in common."""
    offer, need = pair.offer.months, pair.need.months
    if offer and need:
        verdict = _fails_if(not offer & need)
    else:
        seasonal = offer or need or pair.offered.months
        verdict = Verdict.UNKNOWN if seasonal else Verdict.OK
    return Outcome("months", verdict, offer or None, need or None)


def dates(pair: Pair) -> Outcome:
    """Require that both are still open, and open together on some day."""
    return Outcome("dates", meeting(pair), _window(pair.offer), _window(pair.need))


def meeting(pair: Pair) -> Verdict:
    """Answer whether both are open on a common day; unknown when one happens once, no day stated."""
    first, last, undated = pair.context.today, date.max, False
    for side in (pair.offer, pair.need):
        starts, ends = side.starts, side.ends
        first = max(first, starts) if starts else first
        last = min(last, ends) if ends else last
        undated |= side.period == Period.ONE_OFF and not (starts or ends)
    if first > last:
        return Verdict.FAILS
    return Verdict.UNKNOWN if undated else Verdict.OK


def _window(posting: Posting) -> Value:
    """Write the dates of a posting, ISO, open ends as ``..``."""
    if posting.starts is None and posting.ends is None:
        return None
    return f"{posting.starts or '..'}/{posting.ends or '..'}"


def lot(pair: Pair) -> Outcome:
    """Require that neither side has less to do than the other's smallest useful quantity."""
    given, asked = _measures(pair)
    compared = quantities.comparable(given, asked)
    both = (
        _fits(pair.offer, given.lot, asked.at_once if compared else None),
        _fits(pair.need, asked.lot, given.at_once if compared else None),
    )
    verdict = max(both, key=(Verdict.OK, Verdict.UNKNOWN, Verdict.FAILS).index)
    return Outcome("lot", verdict, _lot(pair.offer), _lot(pair.need))


def _fits(asking: Posting, smallest: int | None, moved: int | None) -> Verdict:
    """Compare the smallest useful quantity of a side with what the other moves at once."""
    if asking.minimum_lot is None:
        return Verdict.OK
    if smallest is None or moved is None:
        return Verdict.UNKNOWN
    return _fails_if(smallest > moved)


def _lot(posting: Posting) -> Value:
    """Write the smallest useful quantity of a posting."""
    return None if posting.minimum_lot is None else f"{posting.minimum_lot} {posting.unit}".strip()


def offer_area(pair: Pair) -> Outcome:
    """Require that the giver serves the place of the need."""
    return _area("area.offer", pair, pair.offer, pair.giver, pair.destination)


def need_area(pair: Pair) -> Outcome:
    """Require that the receiver reaches the place of the offer."""
    return _area("area.need", pair, pair.need, pair.receiver, pair.origin)


def _area(code: str, pair: Pair, posting: Posting, actor: Actor, there: Place | None) -> Outcome:
    """Compare an area (of the posting, else of its organisation) with a place."""
    own = posting.max_distance_km is not None or posting.service_communes
    radius = posting.max_distance_km if own else actor.service_radius_km
    communes = posting.service_communes if own else actor.service_communes
    insee = there.insee if there else ""
    metres = pair.metres
    if insee in communes or (radius is not None and metres is not None and metres <= radius * 1000):
        verdict = Verdict.OK
    else:
        out_of_communes = not communes or bool(insee)
        out_of_reach = radius is None or metres is not None
        stated = radius is not None or communes
        verdict = (
            _fails_if(True) if stated and out_of_communes and out_of_reach else Verdict.UNKNOWN
        )
    limit: Value = radius if radius is not None else (tuple(sorted(communes)) or None)
    found: Value = insee or None if metres is None else metres
    return Outcome(code, verdict, *((limit, found) if code == "area.offer" else (found, limit)))


def need_labels(pair: Pair) -> Outcome:
    """Require that what is offered holds the labels that the need asks."""
    verdict = _labels(pair.need.labels_required, pair.offer, pair.giver)
    held = tuple(sorted(pair.offer.labels_held | pair.giver.labels))
    return Outcome("labels.need", verdict, held, tuple(sorted(pair.need.labels_required)))


def offer_labels(pair: Pair) -> Outcome:
    """Require that the receiver holds the labels that the offer asks."""
    verdict = _labels(pair.offer.labels_required, pair.need, pair.receiver)
    held = tuple(sorted(pair.need.labels_held | pair.receiver.labels))
    return Outcome("labels.offer", verdict, tuple(sorted(pair.offer.labels_required)), held)


def _labels(required: frozenset[str], posting: Posting, actor: Actor) -> Verdict:
    """Compare labels; a posting that states none may still hold them."""
    if required <= posting.labels_held | actor.labels:
        return Verdict.OK
    return _fails_if(True) if posting.labels_held else Verdict.UNKNOWN


def offer_answer(pair: Pair) -> Outcome:
    """Require that the receiver is of a kind that may answer the offer."""
    verdict = _answer(pair.offer.kinds_may_answer, pair.receiver)
    asked, found = sorted(pair.offer.kinds_may_answer), sorted(pair.receiver.kinds)
    return Outcome("answer.offer", verdict, tuple(asked), tuple(found))


def need_answer(pair: Pair) -> Outcome:
    """Require that the giver is of a kind that may answer the need."""
    verdict = _answer(pair.need.kinds_may_answer, pair.giver)
    asked, found = sorted(pair.need.kinds_may_answer), sorted(pair.giver.kinds)
    return Outcome("answer.need", verdict, tuple(found), tuple(asked))


def _answer(allowed: frozenset[str], actor: Actor) -> Verdict:
    """Compare kinds; nothing asked suits everyone."""
    if not allowed or allowed & actor.kinds:
        return Verdict.OK
    return _fails_if(True) if actor.kinds else Verdict.UNKNOWN


def _fails_if(wrong: bool) -> Verdict:
    """Turn a fault into a verdict."""
    return Verdict.FAILS if wrong else Verdict.OK


CONSTRAINTS: tuple[Constraint, ...] = (
    itself,
    resource,
    hazardous,
    offer_answer,
    need_answer,
    offer_labels,
    need_labels,
    months,
    dates,
    units,
    lot,
    offer_area,
    need_area,
)
"""Every hard constraint, in the order in which they are evaluated and shown."""


def outcomes(pair: Pair) -> Iterator[Outcome]:
    """Answer every constraint, in order (all of them: for *why not*)."""
    return (constraint(pair) for constraint in CONSTRAINTS)
