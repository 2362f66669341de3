"""What is covered of a product, month by month, in words: amounts, months, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.matching.counterfactual.coverage import MarketKind
from cooperation.months import to_mask
from cooperation.wording.postings import amount, months_of, resource_label

Row = Mapping[str, Any]


def trend_of(gap: int | None, *, fewer_is_better: bool = False) -> str:
    """Return whether a gap is good news: ``gain``, ``loss`` or nothing."""
    if not gap:
        return ""
    return "gain" if (gap > 0) != fewer_is_better else "loss"


def signed(text: str, gap: int) -> str:
    return "=" if not gap else f"+{text}" if gap > 0 else f"−{text}"


def unit_of(dimension: str) -> str:
    """Return the reference unit of a dimension."""
    units = knowledge.load().units
    return next(
        (row.code for row in units.values() if row.dimension == dimension and row.factor == 1), ""
    )


def thousandths(value: int, dimension: str) -> str:
    """Write an amount of the core: whole above 100, a decimal under."""
    step = Decimal(1) if abs(value) >= 100_000 else Decimal("0.1")
    return amount((Decimal(value) / 1000).quantize(step), unit_of(dimension))


def month_of(month: int) -> str:
    """Return a month of the core in words; 0 is for what happens once."""
    return months_of(to_mask([month])) if month else _("une seule fois")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered of a product in some months, before and after."""

    product: str
    kind: str
    months: str
    before: str
    after: str
    gap: str
    trend: str
    answers: str


def coverage_of(rows: list[Row]) -> list[Coverage]:
    """Put the coverage in words, the months with the same figures together."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        key = tuple(value for name, value in row.items() if name != "month")
        groups.setdefault(key, []).append(row["month"])
    names = [name for name in rows[0] if name != "month"] if rows else []
    found = [(dict(zip(names, key, strict=True)), months) for key, months in groups.items()]
    return [_covered(row, months) for row, months in found]


def _covered(row: Row, months: list[int]) -> Coverage:
    dimension, before, after = row["dimension"], row["before"], row["after"]
    values = {"before": row["answered_before"], "after": row["answered_after"]}
    gap = after - before
    return Coverage(
        product=resource_label(row["resource"]),
        kind=market_of(row["kind"]) if dimension else _("annonces sans quantité"),
        months=months_of(to_mask([month for month in months if month])) or month_of(0),
        before=thousandths(before, dimension) if dimension else "–",
        after=thousandths(after, dimension) if dimension else "–",
        gap=signed(thousandths(abs(gap), dimension), gap) if dimension else "–",
        trend=trend_of(gap or row["answered_after"] - row["answered_before"]),
        answers=_("%(before)s → %(after)s") % values,
    )


def market_of(kind: str) -> str:
    """Return what is to be covered."""
    if kind == MarketKind.NEED:
        return _("besoins couverts")
    return _("coproduits qui trouvent preneur")
