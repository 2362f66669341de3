"""The bell of the header."""

from typing import Any

from django import template
from django.template.context import Context

from pacte.selectors.notifications import unread_count

register = template.Library()


@register.inclusion_tag("components/bell.html", takes_context=True)
def bell(context: Context) -> dict[str, Any]:
    """Count what the person who is signed in has not read: one query, none for visitors."""
    return {"unread": unread_count(context["user"])}
