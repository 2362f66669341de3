"""What is left of a posting in readable French: on its card, its page, and where it is matched."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cooperation.enums import Direction, Period
from cooperation.wording import postings
from cooperation.wording.postings import amount, quantity_of

if TYPE_CHECKING:
    from cooperation.matching.left import Left
    from cooperation.models import Posting

THOUSANDTH = Decimal("0.001")


def is_partly_placed(rest: "Left") -> bool:
    """Say whether what is left is less than what was posted."""
    return rest.is_known and rest.quantity != rest.whole


def quantity_left_of(posting: "Posting") -> str:
    """Return how much is left, and how often: ``reste 2,6 t sur 3 t``; the whole while none is placed."""
    rest = posting.left
    whole = quantity_of(posting)
    if not is_partly_placed(rest) or rest.quantity is None:
        return whole
    if rest.is_nothing:
        return _("tout est placé, sur %(whole)s") % {"whole": whole}
    left = amount(rest.quantity, posting.unit)
    return _("reste %(left)s sur %(whole)s") % {"left": left, "whole": whole}


def sentence_of(posting: "Posting") -> str:
    """Return a posting in one phrase, with what is left of it."""
    return postings.sentence_of(posting, quantity_left_of(posting))


def offered_of(posting: "Posting") -> str:
    """Return the same after « en propose »: ``encore 2,6 t sur 3 t``."""
    rest = posting.left
    if not is_partly_placed(rest) or rest.quantity is None:
        return quantity_of(posting)
    values = {"left": amount(rest.quantity, posting.unit), "whole": quantity_of(posting)}
    return _("encore %(left)s sur %(whole)s") % values


def placed_sentence(posting: "Posting") -> str:
    """Say on the page of a posting what its cooperations take, or that they cannot be measured."""
    rest = posting.left
    if rest.whole is None or not rest.flows:
        return ""
    if not rest.is_known:
        return _(
            "Une coopération en est déjà née, sans quantité qui se compare à celle-ci (unité ou "
            "rythme) : c’est la quantité entière qui est proposée."
        )
    if not is_partly_placed(rest):
        return ""
    placed = amount(_rounded(rest.placed), posting.unit)
    if posting.period != Period.ONE_OFF:
        placed = f"{placed} {posting.get_period_display()}"
    if rest.is_nothing:
        return _("Déjà convenu : %(placed)s. Elle n’est plus proposée.") % {"placed": placed}
    text = _("Déjà convenu : %(placed)s. C’est ce qui reste qui est proposé.")
    return text % {"placed": placed}


def left_sentences(rows: "Iterable[Posting | None]") -> list[str]:
    """Say what is left of the postings of a suggestion, where it is not what was posted."""
    told = (_told(row) for row in rows if row is not None)
    return [text for text in told if text]


def _told(posting: "Posting") -> str:
    rest = posting.left
    if rest.whole is None or rest.quantity is None:
        return ""
    if not rest.is_known:
        text = _("« %(title)s » est comptée entière : ce qui en est convenu ne se mesure pas")
        return text % {"title": posting.title}
    if not is_partly_placed(rest):
        return ""
    values = {"left": amount(rest.quantity, posting.unit), "whole": quantity_of(posting)}
    if posting.direction == Direction.OFFER:
        return _("offre de %(whole)s, dont il reste %(left)s") % values
    return _("besoin de %(whole)s, dont il reste %(left)s") % values


def _rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(THOUSANDTH)
