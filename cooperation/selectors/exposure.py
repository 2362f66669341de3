"""Do newcomers get their share? Measured on whom « Pour vous » showed, day by day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from cooperation.models import Exposure, Suggestion
from pacte.models import Organisation

NEW_DAYS = 60
"""A profile published for fewer days than that is a newcomer."""


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation: how many times it was shown in so many days of presence."""

    organisation_id: int
    name: str
    is_new: bool
    shown: int
    days: int

    @property
    def rate(self) -> Fraction:
        return Fraction(self.shown, self.days)


@dataclass(frozen=True, slots=True)
class Report:
    """Newcomers against those who fit as well in the same lists."""

    start: dt.date
    end: dt.date
    lines: tuple[Line, ...]

    @property
    def newcomers(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_new)

    @property
    def peers(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_new)

    @property
    def ratio(self) -> Fraction | None:
        """The mean rate of newcomers over that of their peers; 1 is the same share."""
        ours, theirs = _mean(self.newcomers), _mean(self.peers)
        return ours / theirs if ours is not None and theirs else None


def _mean(lines: tuple[Line, ...]) -> Fraction | None:
    return sum((line.rate for line in lines), Fraction()) / len(lines) if lines else None


def report(*, today: dt.date, days: int = NEW_DAYS) -> Report:
    """Compare newcomers with equally fitting profiles over the last days, in four queries."""
    start = today - dt.timedelta(days=days - 1)
    since = _published_since()
    limit = today - dt.timedelta(days=NEW_DAYS)
    fresh = {pk for pk, (_name, day) in since.items() if day > limit}
    compared = _compared(fresh)
    shown = _shown(compared, start, today)
    lines = [
        Line(
            organisation_id=pk,
            name=since[pk][0],
            is_new=pk in fresh,
            shown=shown.get(pk, 0),
            days=(today - max(start, since[pk][1])).days + 1,
        )
        for pk in compared
        if pk in since and since[pk][1] <= today
    ]
    ordered = sorted(lines, key=lambda line: (not line.is_new, -line.rate, line.organisation_id))
    return Report(start, today, tuple(ordered))


def _published_since() -> dict[int, tuple[str, dt.date]]:
    rows = Organisation.objects.public().annotate(
        since=Coalesce("first_published_at", "created_at")
    )
    return {pk: (name, day.date()) for pk, name, day in rows.values_list("pk", "name", "since")}


def _compared(fresh: set[int]) -> set[int]:
    """Return newcomers and those with as many points in the list of the same organisation."""
    lists: dict[tuple[int, str, int], set[int]] = defaultdict(set)
    rows = Suggestion.objects.active().order_by("pk")
    for giver, receiver, kind, score in rows.values_list("giver", "receiver", "kind", "score"):
        lists[giver, kind, score].add(receiver)
        lists[receiver, kind, score].add(giver)
    equal = [party for party in lists.values() if party & fresh and party - fresh]
    return set().union(*equal)


def _shown(organisations: Iterable[int], start: dt.date, end: dt.date) -> dict[int, int]:
    rows = Exposure.objects.filter(organisation__in=organisations, day__range=(start, end))
    return dict(rows.order_by().values_list("organisation").annotate(total=Sum("count")))


def days_counted() -> int:
    """Return on how many days something was shown."""
    return int(Exposure.objects.aggregate(days=Count("day", distinct=True))["days"])
