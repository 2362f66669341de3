"""For each constraint that fails, the ways to mend it, each as small as can be.

A remedy is a tuple of changes that all have to be made; several remedies of one constraint are
alternatives, of which the least effort is kept. Every amount is exact: one kilometre, one day or
one thousandth of a unit less would not do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from types import MappingProxyType

from cooperation.matching.context import Pair
from cooperation.matching.types import Direction

from . import amounts, changes
from .changes import SIDES, Change, ChangeCode, Remedy, actor_of, posting_of

KILOMETRE = 1000
MONTHS = 12


def effort(remedy: Iterable[Change]) -> int:
    """Add the efforts of several changes."""
    return sum(change.effort for change in remedy)


def cheapest(pair: Pair, code: str, asker: Direction) -> Remedy | None:
    """Give the smallest way to mend a constraint.

    Parameters
    ----------
    pair : Pair
        A pair for which the constraint fails.
    code : str
        Code of the constraint.
    asker : Direction
        Side that asks *why not*: of two equal ways, its own is kept.

    Returns
    -------
    tuple of Change or None
        ``None`` when nothing mends it: an organisation in front of itself, or a hazardous waste
        without a code.
    """
    found = [remedy for remedy in _REMEDIES[code](pair) if remedy]
    ranked = sorted(
        (effort(remedy), len(remedy), _foreign(remedy, asker), place)
        for place, remedy in enumerate(found)
    )
    return found[ranked[0][-1]] if ranked else None


def _foreign(remedy: Remedy, asker: Direction) -> int:
    """Count the changes that the asker does not decide."""
    return sum(change.side is not asker for change in remedy)


def _none(pair: Pair) -> Iterator[Remedy]:
    """Give no remedy."""
    return iter(())


def _resource(pair: Pair) -> Iterator[Remedy]:
    """Take what is offered instead; a know-how cannot, so that what feeds it is offered instead."""
    by_know_how = not pair.need.id
    side = Direction.OFFER if by_know_how else Direction.NEED
    asked = changes.RESOURCE - pair.closeness // 2
    here, there = posting_of(pair, side), posting_of(pair, changes.other(side))
    yield (
        Change(
            code=ChangeCode.RESOURCE,
            side=side,
            effort=asked,
            before=here.resource,
            after=there.resource,
            amount=pair.closeness,
        ),
    )


def _hazardous(pair: Pair) -> Iterator[Remedy]:
    """Obtain the authorisation to receive this very waste."""
    code = (pair.hazard or pair.offered).low_code
    if code:
        side = Direction.NEED
        yield (
            Change(
                code=ChangeCode.AUTHORISATION, side=side, effort=changes.AUTHORISATION, after=code
            ),
        )


def _kinds(asking: Direction) -> Callable[[Pair], Iterator[Remedy]]:
    """Open the posting of a side to the kind of the other organisation."""

    def remedies(pair: Pair) -> Iterator[Remedy]:
        kinds = actor_of(pair, changes.other(asking)).kinds
        before = tuple(sorted(posting_of(pair, asking).kinds_may_answer))
        for kind in sorted(kinds):
            yield (
                Change(
                    code=ChangeCode.KIND,
                    side=asking,
                    effort=changes.KIND,
                    before=before,
                    after=kind,
                ),
            )

    return remedies


def _labels(asking: Direction) -> Callable[[Pair], Iterator[Remedy]]:
    """Let the other side obtain the labels that a side asks."""

    def remedies(pair: Pair) -> Iterator[Remedy]:
        side = changes.other(asking)
        held = posting_of(pair, side).labels_held | actor_of(pair, side).labels
        missing = sorted(posting_of(pair, asking).labels_required - held)
        yield tuple(
            Change(code=ChangeCode.LABEL, side=side, effort=changes.LABEL, after=label)
            for label in missing
        )

    return remedies


def _months(pair: Pair) -> Iterator[Remedy]:
    """Add the month that is nearest to those that a side states."""
    for side in SIDES:
        own = _months_of(posting_of(pair, side).months)
        wanted = _months_of(posting_of(pair, changes.other(side)).months)
        gap, before, after = min((_gap(one, two), one, two) for one in own for two in wanted)
        yield (
            Change(
                code=ChangeCode.MONTH,
                side=side,
                effort=changes.PER_MONTH * gap,
                before=before,
                after=after,
                amount=gap,
            ),
        )


def _months_of(mask: int) -> list[int]:
    """Give the months, 1 to 12, of a mask."""
    return [month for month in range(1, MONTHS + 1) if mask >> (month - 1) & 1]


def _gap(one: int, two: int) -> int:
    """Count the months between two months of the year, the shorter way round."""
    apart = abs(one - two)
    return min(apart, MONTHS - apart)


def _dates(pair: Pair) -> Iterator[Remedy]:
    """Meet on a day: the last days before it move to it, and the first days after it too."""
    today = pair.context.today
    stated = {day for side in SIDES for day in _window(pair, side) if day is not None}
    for day in sorted({today, *(day for day in stated if day > today)}):
        yield tuple(chain.from_iterable(_moved(pair, side, day) for side in SIDES))


def _window(pair: Pair, side: Direction) -> tuple[date | None, date | None]:
    """Give the first and last day of a side."""
    posting = posting_of(pair, side)
    return posting.starts, posting.ends


def _moved(pair: Pair, side: Direction, day: date) -> Iterator[Change]:
    """Move the dates of a side so that it is open on a day."""
    starts, ends = _window(pair, side)
    if starts is not None and starts > day:
        yield _date(ChangeCode.STARTS, side, starts, day)
    if ends is not None and ends < day:
        yield _date(ChangeCode.ENDS, side, ends, day)


def _date(code: ChangeCode, side: Direction, before: date, after: date) -> Change:
    """Move one date."""
    days = abs((after - before).days)
    return Change(
        code=code,
        side=side,
        effort=changes.PER_DAY * days,
        before=before.isoformat(),
        after=after.isoformat(),
        amount=days,
    )


def _areas(asking: Direction) -> Callable[[Pair], Iterator[Remedy]]:
    """Reach as far as the other side, or serve its commune."""

    def remedies(pair: Pair) -> Iterator[Remedy]:
        posting, actor = posting_of(pair, asking), actor_of(pair, asking)
        radius, communes = changes.area(posting, actor)
        metres = pair.metres
        there = pair.destination if asking is Direction.OFFER else pair.origin
        if radius is not None and metres is not None:
            yield (_further(asking, radius, -(-metres // KILOMETRE)),)
        if communes and there is not None:
            yield (
                Change(
                    code=ChangeCode.COMMUNE,
                    side=asking,
                    effort=changes.PER_COMMUNE,
                    before=tuple(sorted(communes)),
                    after=there.insee,
                ),
            )

    return remedies


def _further(side: Direction, radius: int, wanted: int) -> Change:
    """Reach further, in whole kilometres."""
    return Change(
        code=ChangeCode.RADIUS,
        side=side,
        effort=changes.PER_KILOMETRE * (wanted - radius),
        before=radius,
        after=wanted,
        amount=wanted - radius,
    )


_REMEDIES: Mapping[str, Callable[[Pair], Iterator[Remedy]]] = MappingProxyType(
    {
        "itself": _none,
        "resource": _resource,
        "hazardous": _hazardous,
        "answer.offer": _kinds(Direction.OFFER),
        "answer.need": _kinds(Direction.NEED),
        "labels.offer": _labels(Direction.OFFER),
        "labels.need": _labels(Direction.NEED),
        "months": _months,
        "dates": _dates,
        "units": amounts.restated,
        "lot": amounts.enough,
        "area.offer": _areas(Direction.OFFER),
        "area.need": _areas(Direction.NEED),
    }
)
"""Code of a constraint → its remedies."""
