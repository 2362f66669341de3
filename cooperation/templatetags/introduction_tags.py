"""How the parties of an introduction are shown."""

from decimal import Decimal

from django import template

from cooperation.models import IntroductionParty
from cooperation.selectors.introductions_page import role_label
from cooperation.wording.postings import amount

register = template.Library()


@register.filter
def party_state(party: IntroductionParty) -> str:
    """Say where a party is: what it answered, or that it is awaited."""
    return role_label(party)


@register.filter
def party_part(party: IntroductionParty) -> str:
    """Return the part of a party in a group."""
    return amount(Decimal(party.quantity or 0), party.unit)
