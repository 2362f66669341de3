"""Whether what a posting tells of has all found a partner, or leaves something to place."""

from fractions import Fraction

from cooperation.enums import Direction, Period
from cooperation.models import Cooperation, Introduction, Posting
from cooperation.selectors.effects import TIMES, converted
from pacte.enums import Counts

ENOUGH = Fraction(19, 20)
"""The share of a quantity from which nothing worth a partner is left."""
A_YEAR = TIMES[Counts.YEAR]


def posting_ids_of(introduction: Introduction) -> list[int]:
    """Return the postings that an introduction is about."""
    kept = introduction.evidence.get("postings", ())
    own = [introduction.posting_id] if introduction.posting_id else []
    return sorted({*own, *kept})


def is_placed(posting: Posting) -> bool:
    """Say whether the cooperations that came of a posting take all of it.

    A posting without a quantity is placed by its first cooperation, and so is one whose cooperation
    cannot be measured beside it: its author opens it again if something is left.
    """
    flows = _flows_of(posting)
    if posting.quantity is None:
        return bool(flows)
    total = Fraction(0)
    for flow in flows:
        amount = _taken(flow, posting)
        if amount is None:
            return True
        total += amount
    return total >= ENOUGH * Fraction(posting.quantity)


def _flows_of(posting: Posting) -> list[Cooperation]:
    end = "giver" if posting.direction == Direction.OFFER else "receiver"
    rows = Cooperation.objects.filter(**{end: posting.organisation_id})
    rows = rows.exclude(introduction=None).select_related("introduction").order_by("pk")
    return [
        row for row in rows if row.introduction and posting.pk in posting_ids_of(row.introduction)
    ]


def _taken(flow: Cooperation, posting: Posting) -> Fraction | None:
    """Return what a cooperation takes, in the unit and at the rhythm of a posting; None if unknown."""
    if flow.quantity is None:
        return None
    each = converted(flow, Fraction(flow.quantity), posting.unit)
    once = flow.period == Period.ONE_OFF
    if each is None or (posting.period == Period.ONE_OFF and not once):
        return None
    if posting.period == Period.ONE_OFF:
        return each
    if once:
        return Fraction(0)  # a single delivery leaves the next ones to place
    return each * A_YEAR[Period(flow.period)] / A_YEAR[Period(posting.period)]
