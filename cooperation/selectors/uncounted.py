"""Cooperations that serve an action whose indicators count them, and yet move none: what is missing."""

from dataclasses import dataclass

from django.db.models import F, Q, Sum

from cooperation.enums import Uncounted
from cooperation.models import Cooperation
from cooperation.selectors.effects import dues_of
from pacte.enums import Counts
from pacte.models import Indicator

SHOWN = 20
"""Cooperations told of at a time."""
TOLD = frozenset(Uncounted) - {Uncounted.FICTITIOUS}
"""Reasons that somebody can do something about."""

Pairs = list[tuple[Indicator, Uncounted]]
"""Indicators that a cooperation does not move, each with why."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A cooperation and the indicators that it does not move."""

    cooperation: Cooperation
    missing: Pairs


@dataclass(frozen=True, slots=True)
class MissingList:
    """The latest cooperations that move nothing, and whether there are more."""

    rows: list[Missing]
    has_more: bool


def missing_of(cooperation: Cooperation) -> Pairs:
    """Return the indicators that a cooperation should move and does not, with why."""
    rows = dues_of(cooperation)
    return [(due.indicator, due.why_not) for due in rows if due.why_not and due.why_not in TOLD]


def cooperations_not_counted() -> MissingList:
    """Return the latest cooperations that cannot be counted, in three queries."""
    counting = [value for value in Counts if value != Counts.HAND]
    served = Cooperation.objects.filter(action__indicators__counts__in=counting).order_by()
    standing = Sum("effects__by", filter=Q(effects__indicator=F("action__indicators")))
    pairs = served.values("pk", "action__indicators").annotate(standing=standing)
    unmoved = pairs.filter(Q(standing=None) | Q(standing=0)).values("pk")
    rows = Cooperation.objects.filter(pk__in=unmoved).order_by("-pk")
    rows = rows.select_related("giver", "receiver", "action")
    found = [
        Missing(row, missing)
        for row in rows.prefetch_related("action__indicators")
        if (missing := missing_of(row))
    ]
    return MissingList(found[:SHOWN], len(found) > SHOWN)
