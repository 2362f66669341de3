"""The events of the demonstration, read and checked. All of them are invented."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.services.loading import Row, Sources, read_json

FILE = "demo_events.json"
FIELDS = (
    *("key", "title", "in_days", "start", "minutes", "venue", "commune", "online_url"),
    *("organiser", "audience", "introduction", "body"),
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event; its day is counted from the day of the load, so that there are some to come."""

    key: str
    title: str
    in_days: int
    start: dt.time
    minutes: int
    venue: str
    commune: str
    online_url: str
    organiser: str
    audience: str
    introduction: str
    body: tuple[str, ...]


def read_events(
    sources: Sources, *, communes: frozenset[str], fictitious: frozenset[str]
) -> tuple[EventRow, ...]:
    """Read and check the events; nothing is invented about a real organisation."""
    rows = read_json(sources, FILE, FIELDS, key="key")
    return tuple(_event(row, communes, fictitious) for row in rows)


def _event(row: Row, communes: frozenset[str], fictitious: frozenset[str]) -> EventRow:
    if not any(row.has(field) for field in ("venue", "commune", "online_url")):
        row.fail("venue", _("dites où : un lieu, une commune ou un lien à distance."))
    return EventRow(
        key=row.text("key", longest=200),
        title=row.text("title", longest=200),
        in_days=row.whole("in_days", -366, 366) or 0,
        start=_time(row),
        minutes=row.whole("minutes", 1, 14 * 24 * 60) or 60,
        venue=row.text("venue", longest=200, default=""),
        commune=row.choice("commune", communes, default=""),
        online_url=_address(row),
        organiser=row.choice("organiser", fictitious, default=""),
        audience=row.text("audience", longest=200, default=""),
        introduction=row.text("introduction", longest=1000),
        body=row.texts("body"),
    )


def _time(row: Row) -> dt.time:
    try:
        return dt.time.fromisoformat(row.text("start"))
    except ValueError:
        row.fail("start", _("une heure comme 09:30 est attendue."))


def _address(row: Row) -> str:
    address = row.text("online_url", default="")
    if address and not address.startswith("https://"):
        row.fail("online_url", _("une adresse en https:// est attendue."))
    return address
