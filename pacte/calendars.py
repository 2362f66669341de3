"""Events as iCalendar files (RFC 5545), for the calendars of visitors. Nothing personal goes in."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from pacte.event_words import where
from pacte.models import EventPage

PRODUCT = "-//Pacte économique local//Agenda//FR"


def calendar(events: Iterable[EventPage], *, name: str, base: str) -> bytes:
    """Write events as a calendar; ``base`` is the address of the site."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", vText(name))  # else it would be written as it is
    for event in events:
        found.add_component(_event(event, base))
    return bytes(found.to_ical())


def _event(page: EventPage, base: str) -> Event:
    changed = page.last_published_at or page.starts_at
    event = Event()
    event.add("uid", f"evenement-{page.pk}@{urlsplit(base).hostname or 'localhost'}")
    event.add("dtstamp", changed.astimezone(dt.UTC))
    event.add("last-modified", changed.astimezone(dt.UTC))
    event.add("dtstart", page.starts_at.astimezone(dt.UTC))
    event.add("dtend", page.ends_at.astimezone(dt.UTC))
    event.add("summary", page.title)
    event.add("url", base + page.get_url_parts()[2])
    for field, text in (("location", where(page)), ("description", _description(page))):
        if text:
            event.add(field, text)
    return event


def _description(page: EventPage) -> str:
    lines = [page.introduction, page.audience]
    if page.organiser and page.organiser.live:
        lines.append(_("Organisé par %(name)s.") % {"name": page.organiser.name})
    if page.online_url:
        lines.append(page.online_url)
    if page.is_fictitious:
        lines.append(_("Événement fictif, écrit pour la démonstration."))
    return "\n".join(line for line in lines if line)
