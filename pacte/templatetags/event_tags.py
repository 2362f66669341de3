"""Template tags of the agenda."""

import datetime as dt

from django import template
from django.template.context import Context
from django.template.defaultfilters import date as date_format
from django.utils import timezone

from pacte import event_words
from pacte.models import EventPage
from pacte.selectors import events

register = template.Library()
register.filter("event_when", event_words.when)
register.filter("event_where", event_words.where)


@register.simple_tag(takes_context=True)
def event_list(context: Context) -> events.EventList:
    """Give the page of the agenda that the address asks for."""
    asked = context["request"].GET
    return events.event_list(
        month=asked.get("mois", ""),
        past=asked.get("quand") == "passes",
        page=asked.get("page", ""),
        now=timezone.now(),
    )


@register.simple_tag
def event_view(event: EventPage) -> events.EventView:
    """Give an event, whether it is over, and where its commune is."""
    return events.event_view(event, now=timezone.now())


@register.filter
def month_name(date: dt.date) -> str:
    """Write a month and its year: « décembre 2026 »."""
    return str(date_format(date, "F Y"))
