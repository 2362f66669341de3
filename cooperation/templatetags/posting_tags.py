"""Needs and offers inside the pages of other packages: each tag draws its own section."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from cooperation.enums import Direction
from cooperation.models import Posting
from cooperation.selectors import postings as selectors
from cooperation.wording import postings as wording
from cooperation.wording.left import placed_sentence, quantity_left_of, sentence_of
from cooperation.wording.structured import posting_data
from pacte.models import Organisation
from pacte.structured import dump

register = template.Library()

register.filter("french_quantity", quantity_left_of)
register.filter("posting_placed", placed_sentence)
register.filter("months_fr", wording.months_of)
register.filter("resource_label", wording.resource_label)
register.filter("unit_label", wording.unit_label)
register.filter("posting_dates", wording.dates_of)
register.filter("posting_when", wording.when_of)
register.filter("posting_distance", wording.distance_of)
register.filter("posting_price", wording.price_of)
register.filter("posting_sentence", sentence_of)

TERRITORY_LIMIT = 12


@register.filter
def posting_commune(posting: Posting) -> str:
    """Return where a posting is: its own commune, else its organisation's."""
    commune = posting.commune or posting.organisation.commune
    return commune.name if commune else ""


@register.filter
def minimum_lot(posting: Posting) -> str:
    """Return the smallest useful quantity in words."""
    lot = posting.minimum_lot
    return "" if lot is None else wording.amount(Decimal(lot), posting.unit)


@register.simple_tag(takes_context=True)
def posting_json_ld(context: Context, posting: Posting) -> SafeString:
    """Describe a public posting to search engines."""
    data = posting_data(posting, context["site_base_url"])
    script = f'<script type="application/ld+json">{dump(data)}</script>'
    return mark_safe(script)  # noqa: S308 - dump() escapes what could close the element


@register.inclusion_tag("cooperation/postings/organisation_section.html")
def organisation_postings(organisation: Organisation) -> dict[str, Any]:
    """Show what an organisation offers and what it needs."""
    rows = list(selectors.postings_of(organisation)) if organisation.pk else []
    return {
        "offers": [row for row in rows if row.direction == Direction.OFFER],
        "needs": [row for row in rows if row.direction == Direction.NEED],
    }


@register.inclusion_tag("cooperation/postings/latest_section.html")
def latest_postings(limit: int = 6) -> dict[str, Any]:
    """Show the newest needs and offers."""
    return {"postings": selectors.latest_postings(int(limit))}


@register.inclusion_tag("cooperation/postings/territory_section.html")
def territory_postings(commune_ids: Iterable[int]) -> dict[str, Any]:
    """Show the needs and offers of a territory, given the ids of its communes."""
    rows = list(selectors.postings_of_communes(commune_ids)[: TERRITORY_LIMIT + 1])
    return {"postings": rows[:TERRITORY_LIMIT], "more": len(rows) > TERRITORY_LIMIT}


@register.inclusion_tag("cooperation/postings/my_section.html")
def my_postings(organisation: Organisation) -> dict[str, Any]:
    """Show all the postings of an organisation to its members, with their state."""
    return {"postings": selectors.every_posting_of(organisation), "organisation": organisation}
