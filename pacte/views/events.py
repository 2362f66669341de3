"""Events as iCalendar files: one of them, and all of them to subscribe to."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pacte.calendars import calendar
from pacte.models import EventPage
from pacte.selectors import events


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an event to add to one's calendar."""
    page = events.public_event(slug)
    return _answer([page], page.title, f"{page.slug}.ics", attached=True)


@require_safe
@cache_control(max_age=900, public=True)
def agenda(request: HttpRequest) -> HttpResponse:
    """Give the calendar of all the events, which programs ask for again and again."""
    name = _("Agenda – %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
    return _answer(events.calendar_events(), name, "agenda.ics", attached=False)


def _answer(found: Iterable[EventPage], name: str, file: str, *, attached: bool) -> HttpResponse:
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    content = calendar(found, name=name, base=base)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(attached, file) or "inline"
    return response
