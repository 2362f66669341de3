"""The plot of an indicator: its numbers written in French, its positions computed."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.template.defaultfilters import date as date_filter
from django.utils.formats import number_format

from pacte.plots import line_plot
from pacte.selectors.roadmap import IndicatorView

MOST_LABELS = 6


@dataclass(frozen=True)
class ChartPoint:
    """A value on the plot; ``label`` is empty where it would run into its neighbour."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class ChartTick:
    """A graduation of the scale, or the target."""

    y: float
    label: str


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    points: tuple[ChartPoint, ...]
    ticks: tuple[ChartTick, ...]
    target: ChartTick | None


def number(value: Any) -> str:
    """Write a number in the language of the page, without useless zeros."""
    rounded = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    decimals = len(f"{rounded:f}".partition(".")[2].rstrip("0"))
    return number_format(rounded, decimals, force_grouping=True)


def indicator_chart(view: IndicatorView) -> Chart | None:
    """Lay out the values of an indicator; nothing to draw without two days of them."""
    rows = view.plotted
    if len(rows) < 2:
        return None
    target = view.indicator.target
    plot = line_plot(
        [row.date for row in rows],
        [float(row.value) for row in rows],
        None if target is None else float(target),
    )
    every = -(-len(rows) // MOST_LABELS)
    last = len(rows) - 1
    labels = [
        date_filter(row.date, "m/Y") if _is_labelled(index, last, every) else ""
        for index, row in enumerate(rows)
    ]
    return Chart(
        tuple(ChartPoint(x, y, label) for (x, y), label in zip(plot.points, labels, strict=True)),
        tuple(ChartTick(y, number(value)) for value, y in plot.ticks),
        None if plot.target_y is None else ChartTick(plot.target_y, number(target)),
    )


def _is_labelled(index: int, last: int, every: int) -> bool:
    return index == last or (index % every == 0 and last - index >= every)
