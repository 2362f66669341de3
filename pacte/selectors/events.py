"""Published events: what is to come, by month, and what is past."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.shortcuts import get_object_or_404
from django.utils import timezone

from pacte.models import EventPage
from pacte.selectors.maps import Locator, locate

PAGE_SIZE = 12
FEED_SIZE = 20
CALENDAR_SIZE = 500
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Month:
    """A month with events to come."""

    first: dt.date
    events: int

    @property
    def code(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class EventList:
    """A page of the agenda: to come (of a month, if one is asked) or past."""

    page: "Page[EventPage]"
    months: tuple[Month, ...]
    month: dt.date | None
    is_past: bool
    has_past: bool

    @property
    def address(self) -> str:
        """The parameters that say what is shown, the page number left out."""
        if self.is_past:
            return "quand=passes"
        return f"mois={self.month:%Y-%m}" if self.month else ""


@dataclass(frozen=True)
class EventView:
    """An event, whether it is over, and the commune on a map."""

    event: EventPage
    is_past: bool
    locator: Locator | None


def public_events() -> QuerySet[EventPage]:
    """Return the published events, soonest first."""
    events = EventPage.objects.live().public().select_related("commune", "organiser")
    return events.order_by("starts_at", "pk")  # type: ignore[no-any-return]


def next_events(count: int, *, now: dt.datetime) -> tuple[EventPage, ...]:
    """Return the first events that are not over."""
    return tuple(public_events().filter(ends_at__gte=now)[:count])


def feed_events(*, now: dt.datetime) -> tuple[EventPage, ...]:
    """Return the events of a feed: those to come."""
    return next_events(FEED_SIZE, now=now)


def calendar_events() -> tuple[EventPage, ...]:
    """Return the events of the calendar to subscribe to, the latest ones if there are many."""
    return tuple(public_events().order_by("-starts_at", "-pk")[:CALENDAR_SIZE])


def public_event(slug: str) -> EventPage:
    """Return a published event by its address, or raise ``Http404``."""
    return get_object_or_404(public_events(), slug=slug)


def event_list(
    *, month: str = "", past: bool = False, page: str = "", now: dt.datetime
) -> EventList:
    """Return a page of the agenda; a month that is none is left aside."""
    public = public_events()
    coming, over = public.filter(ends_at__gte=now), public.filter(ends_at__lt=now)
    asked = None if past else _month(month)
    shown = over.order_by("-starts_at", "-pk") if past else coming
    if asked:
        shown = shown.filter(starts_at__gte=_midnight(asked), starts_at__lt=_midnight(_next(asked)))
    return EventList(
        page=Paginator(shown, PAGE_SIZE).get_page(page),
        months=_months(coming),
        month=asked,
        is_past=past,
        has_past=over.exists(),
    )


def event_view(event: EventPage, *, now: dt.datetime) -> EventView:
    """Return an event in memory, placed among the communes of the pact."""
    commune = event.commune
    locator = locate(None, commune.name, commune) if commune else None
    return EventView(event, event.ends_at < now, locator)


def _months(events: QuerySet[EventPage]) -> tuple[Month, ...]:
    by_month = events.order_by().annotate(month=TruncMonth("starts_at")).values_list("month")
    counted = by_month.annotate(events=Count("pk")).order_by("month")
    return tuple(Month(month.date(), number) for month, number in counted)


def _month(text: str) -> dt.date | None:
    """Read a month like ``2026-12``."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if first.year in YEARS and len(text) == len("2026-12") else None


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
