"""How the parties of an introduction are shown."""

from decimal import Decimal
from typing import Any

from django import template

from cooperation.models import IntroductionParty
from cooperation.selectors.introductions import TO_ANSWER, to_answer_count
from cooperation.selectors.introductions_page import role_label
from cooperation.wording.postings import amount
from pacte.models import Organisation

register = template.Library()


@register.filter
def party_state(party: IntroductionParty) -> str:
    """Say where a party is: what it answered, or that it is awaited."""
    return role_label(party)


@register.filter
def party_part(party: IntroductionParty) -> str:
    """Return the part of a party in a group."""
    return amount(Decimal(party.quantity or 0), party.unit)


@register.inclusion_tag("cooperation/introductions/waiting.html")
def my_introductions(organisation: Organisation) -> dict[str, Any]:
    """Lead the members of an organisation to its introductions, and say how many await it."""
    return {"waiting": to_answer_count(organisation), "state": TO_ANSWER}
