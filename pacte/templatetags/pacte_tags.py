"""Template tags of the pact's pages: each asks one selector, or words one code."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.template.defaultfilters import date as date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacte.charts import Chart, indicator_chart, number
from pacte.enums import ActionStatus
from pacte.models import Action, ArticlePage, Indicator, IndicatorValue, Organisation, Place
from pacte.qr import qr_data_uri
from pacte.selectors import articles, home, organisations, places, roadmap
from pacte.siret import format_siret

register = template.Library()
register.filter("siret", format_siret)
register.filter("number", number)

COMPASS: dict[str, str | Promise] = {
    "n": _("au nord"),
    "ne": _("au nord-est"),
    "e": _("à l’est"),
    "se": _("au sud-est"),
    "s": _("au sud"),
    "sw": _("au sud-ouest"),
    "w": _("à l’ouest"),
    "nw": _("au nord-ouest"),
}
FIRST = r"j\e\r F Y"
SAFE_STARTS = ("/", "#", "https://", "http://", "mailto:")
STATUS_KINDS = {
    "ongoing": "info",
    "done": "success",
    "kept": "success",
    "paused": "warning",
    "stopped": "danger",
    "dropped": "danger",
    "verified": "success",
    "estimated": "warning",
}


@register.simple_tag
def organisation_profile(organisation: Organisation) -> organisations.Profile:
    """Give the profile of an organisation in memory."""
    return organisations.profile_of(organisation)


@register.simple_tag
def action_view(action: Action) -> roadmap.ActionView:
    """Give what the page of an action in memory shows."""
    return roadmap.action_of(action)


@register.simple_tag(takes_context=True)
def article_list(context: Context) -> articles.ArticleList:
    """Give the page of articles that the address asks for."""
    return articles.article_list(context["request"].GET.get("page", ""))


@register.simple_tag
def article_view(article: ArticlePage) -> articles.ArticleView:
    """Give an article and its neighbours."""
    return articles.article_view(article)


@register.simple_tag
def place_view(place: Place) -> places.PlaceView:
    """Give a place, its buildings and occupants."""
    return places.place_view(place)


@register.simple_tag
def home_view() -> home.HomeView:
    """Give what the home page counts and lists."""
    return home.home_view()


@register.simple_tag(takes_context=True)
def qr_code(context: Context, path: str) -> str:
    """Give the QR code of an address of the site, as the address of an image."""
    return qr_data_uri(f"{context['site_base_url']}{path}")


@register.filter
def chart(view: roadmap.IndicatorView) -> Chart | None:
    """Lay out the plot of an indicator."""
    return indicator_chart(view)


@register.filter
def counted_values(indicator: Indicator) -> list[IndicatorValue]:
    """Give what the site counted, latest first."""
    return roadmap.counted_values(indicator)


@register.filter
def entry(entries: Mapping[Any, Any], key: Any) -> Any:
    """Give what a table says of a key; nothing when it says nothing."""
    return entries.get(key, "")


@register.filter
def french_date(date: dt.date) -> str:
    """Write a date in full: « 1er août 2026 », « 2 août 2026 »."""
    return str(date_format(date, FIRST if date.day == 1 else "j F Y"))


@register.filter
def compass(code: str) -> str | Promise:
    """Word a point of the compass."""
    return COMPASS[code]


@register.filter
def status_kind(status: str) -> str:
    """Give the colour of a badge that shows a status."""
    return STATUS_KINDS.get(status, "")


@register.filter
def action_status(status: str) -> str | Promise:
    """Word the status of an action."""
    return ActionStatus(status).label


@register.filter
def safe_address(address: str) -> str:
    """Keep the address of a link that an editor typed if it leads to a page or a mailbox."""
    address = address.strip()
    return address if address.startswith(SAFE_STARTS) else ""
