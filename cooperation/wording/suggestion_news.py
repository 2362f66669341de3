"""What is newly suggested to an organisation, in the few lines of a notification."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.wording.suggestions import Card
from pacte.addresses import absolute


def subject_of(name: str, count: int) -> str:
    """Say how many suggestions are new, and for whom."""
    text = ngettext(
        "%(count)s suggestion nouvelle pour %(name)s",
        "%(count)s suggestions nouvelles pour %(name)s",
        count,
    )
    return text % {"count": count, "name": name}


def body_of(cards: Sequence[Card], count: int) -> str:
    """Give the reason and the address of some of them, a line each, and say how many more."""
    lines = [f"– {card.reason} {_address(card)}" for card in cards]
    if more := count - len(cards):
        text = ngettext("Et %(count)s autre.", "Et %(count)s autres.", more)
        lines.append(text % {"count": more})
    lines.append(_("« Pas pour nous » et « Plus tard » se disent sur la page de chacune."))
    return "\n".join(lines)


def _address(card: Card) -> str:
    return absolute(reverse("cooperation:for-you-one", args=[card.suggestion.pk]))
