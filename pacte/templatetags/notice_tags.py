"""What notifications are shown with: the bell of the header, and the links of what they tell."""

import re
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pacte.addresses import absolute
from pacte.selectors.notifications import unread_count

register = template.Library()
LINKED = re.compile(r"(?P<bullet>– )?(?P<text>.*\S) (?P<url>https?://\S+)")


@register.inclusion_tag("components/bell.html", takes_context=True)
def bell(context: Context) -> dict[str, Any]:
    """Count what the person who is signed in has not read: one query, none for visitors."""
    return {"unread": unread_count(context["user"])}


@register.filter
def notice_lines(body: str, where: str) -> SafeString:
    """Write the lines of a notification; one that ends with an address of this site links to it.

    ``where`` is ``page``, or ``mail`` for full addresses. Everything else is escaped: an address
    of another site stays text.
    """
    lines = [_line(line, full=where == "mail") for line in body.splitlines()]
    return mark_safe("<br>".join(lines))  # noqa: S308 - every line is escaped


def _line(line: str, *, full: bool) -> SafeString:
    found, site = LINKED.fullmatch(line), absolute("/")
    if found is None or not found["url"].startswith(site):
        return format_html("{}", line)
    url = found["url"] if full else found["url"].removeprefix(site.rstrip("/"))
    return format_html('{}<a href="{}">{}</a>', found["bullet"] or "", url, found["text"])
