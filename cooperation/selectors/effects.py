"""What a cooperation counts for: how much, for which indicators, or why it moves none."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db.models import Sum

from cooperation import knowledge
from cooperation.enums import Period, Uncounted
from cooperation.matching import left
from cooperation.models import Agreement, Cooperation, CooperationEffect
from pacte.enums import Counts
from pacte.models import Action, Indicator

CENT = Decimal("0.01")
MOST = Decimal(10**10)
"""What a single cooperation moves at most: beyond, somebody mistyped."""
WEEK, MONTH, YEAR = Period.WEEK, Period.MONTH, Period.YEAR
TIMES = {
    Counts.ONCE: {Period.ONE_OFF: Fraction(1)},
    Counts.MONTH: {WEEK: Fraction(52, 12), MONTH: Fraction(1), YEAR: Fraction(1, 12)},
    Counts.QUARTER: {WEEK: Fraction(13), MONTH: Fraction(3), YEAR: Fraction(1, 4)},
    Counts.YEAR: {WEEK: Fraction(52), MONTH: Fraction(12), YEAR: Fraction(1)},
}
"""How many times what a cooperation moves each time comes in what an indicator counts."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a cooperation should count for in an indicator, or why it does not."""

    indicator: Indicator
    by: Decimal = Decimal(0)
    why_not: Uncounted | None = None


def measure_of(indicator: Indicator) -> str:
    """Return what an indicator counts, as effects note it."""
    return f"{indicator.counts}:{indicator.counted_unit}"


def dues_of(cooperation: Cooperation) -> list[Due]:
    """Return what a cooperation counts for, an indicator that counts at a time."""
    if cooperation.action is None:
        return []
    rows = cooperation.action.indicators.all()
    return [_due(cooperation, row) for row in rows if row.counts != Counts.HAND]


def _due(cooperation: Cooperation, indicator: Indicator) -> Due:
    found = amount_of(cooperation, indicator)
    if isinstance(found, Uncounted):
        return Due(indicator, why_not=found)
    return Due(indicator, by=found)


def amount_of(cooperation: Cooperation, indicator: Indicator) -> Decimal | Uncounted:
    """Return of how much an indicator moves: one, or a quantity in its unit and at its rhythm."""
    if cooperation.is_fictitious and not indicator.is_fictitious:
        return Uncounted.FICTITIOUS
    if indicator.counts == Counts.COOPERATIONS:
        return Decimal(1)
    if cooperation.quantity is None:
        return Uncounted.NO_QUANTITY
    times = TIMES[Counts(indicator.counts)].get(Period(cooperation.period))
    if times is None:
        return Uncounted.RHYTHM
    quantity, unit = Fraction(Decimal(cooperation.quantity)), indicator.counted_unit
    known = knowledge.load()
    each = left.converted(known, cooperation.resource, quantity, cooperation.unit, unit)
    return Uncounted.UNIT if each is None else _bounded(each * times)


def _bounded(exact: Fraction) -> Decimal | Uncounted:
    if exact > MOST:
        return Uncounted.TOO_LARGE
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP)
    return rounded or Uncounted.TOO_SMALL


def standing_of(cooperation: Cooperation) -> dict[tuple[int, str], Decimal]:
    """Return what stands of a cooperation, by indicator and what was counted then."""
    rows = CooperationEffect.objects.filter(cooperation=cooperation).order_by()
    sums = rows.values_list("indicator", "measure").annotate(total=Sum("by"))
    return {(indicator, measure): total for indicator, measure, total in sums if total}


def effects_of(agreement: Agreement) -> list[CooperationEffect]:
    """Return what a declaration did, oldest first."""
    return list(agreement.effects.select_related("indicator__action").order_by("made_at", "pk"))


def history_of(cooperation: Cooperation) -> list[CooperationEffect]:
    """Return what a cooperation did, oldest first."""
    return list(cooperation.effects.select_related("indicator").order_by("made_at", "pk"))


def flows_of_values(action: Action) -> dict[int, Cooperation]:
    """Return, by value of its indicators, the cooperation that made it, where visitors see both ends."""
    rows = CooperationEffect.objects.filter(
        indicator__action=action,
        cooperation__giver__live=True,
        cooperation__receiver__live=True,
    ).select_related("cooperation__giver", "cooperation__receiver")
    return {
        row.value_id: row.cooperation
        for row in rows
        if row.value_id is not None and row.cooperation is not None
    }
