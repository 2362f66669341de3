"""When and where an event takes place, in French."""

import datetime as dt

from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.models import EventPage

FIRST, OTHER = r"l j\e\r F Y", "l j F Y"
HOUR = "\u00a0h"
"""The hour and its sign are not parted at the end of a line."""


def day(date: dt.date) -> str:
    """Write a day in full: « mardi 1er décembre 2026 »."""
    return str(date_format(date, FIRST if date.day == 1 else OTHER))


def hour(moment: dt.datetime) -> str:
    """Write a time of the day: « 9 h 30 », « 14 h »."""
    minutes = f"\u00a0{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{HOUR}{minutes}"


def when(event: EventPage) -> str:
    """Write when an event takes place, in the time of the site."""
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    parts = {"day": day(start), "start": hour(start), "end": hour(end), "last": day(end)}
    if start.date() == end.date():
        return _("%(day)s, de %(start)s à %(end)s") % parts
    return _("du %(day)s, %(start)s, au %(last)s, %(end)s") % parts


def where(event: EventPage) -> str:
    """Write where an event takes place: the place and its commune, at a distance, or both."""
    commune = event.commune.name if event.commune else ""
    place = ", ".join(part for part in (event.venue, commune) if part)
    if not event.online_url:
        return place
    return _("%(place)s, et à distance") % {"place": place} if place else _("À distance")
