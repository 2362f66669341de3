"""The events of the demonstration: created once, then left to the editors."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils import timezone

from cooperation.services.demonstration.event_files import EventRow
from pacte.models import Commune, EventIndexPage, EventPage, Organisation
from pacte.services.loading import Ledger
from pacte.services.loading.bodies import body
from pacte.services.pages import add_page

SATURDAY = 5


def write_events(rows: Sequence[EventRow], ledger: Ledger, *, now: dt.datetime) -> None:
    """Create the events never loaded, under the agenda, soonest first.

    Their days are counted from ``now``, and moved from a weekend to the Monday after it.
    """
    pending = ledger.pending("event", rows)
    index = EventIndexPage.objects.first() if pending else None
    if index is None:
        return
    build = _builder(pending, now)
    for row in sorted(pending, key=lambda row: (row.in_days, row.start, row.key)):
        add_page(index, build(row), "event", row.key, ledger, now)


def _builder(rows: Sequence[EventRow], now: dt.datetime) -> Callable[[EventRow], EventPage]:
    codes, slugs = {row.commune for row in rows}, {row.organiser for row in rows}
    communes = {found.insee: found for found in Commune.objects.filter(insee__in=codes)}
    hosts = {found.slug: found for found in Organisation.objects.filter(slug__in=slugs)}

    def build(row: EventRow) -> EventPage:
        start = _start(row, now)
        return EventPage(
            title=row.title,
            slug=row.key,
            introduction=row.introduction,
            starts_at=start,
            ends_at=start + dt.timedelta(minutes=row.minutes),
            venue=row.venue,
            commune=communes.get(row.commune),
            online_url=row.online_url,
            organiser=hosts.get(row.organiser),
            audience=row.audience,
            is_fictitious=True,
            body=body(f"event/{row.key}", row.body),
        )

    return build


def _start(row: EventRow, now: dt.datetime) -> dt.datetime:
    day = timezone.localdate(now) + dt.timedelta(days=row.in_days)
    if day.weekday() >= SATURDAY:
        day += dt.timedelta(days=7 - day.weekday())
    return timezone.make_aware(dt.datetime.combine(day, row.start))
