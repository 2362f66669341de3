"""Geometry of the line plots drawn by the server. Pure: numbers in, positions out.

The frame is the one of ``components/chart_line.html``: 640 × 240, the plot from x 56 to 616 and
from y 24 (top of the scale) to 200 (zero).
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 56.0, 616.0, 24.0, 200.0
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
TICKS = 4


@dataclass(frozen=True)
class Plot:
    """Positions of the points, of the graduations and of the target."""

    points: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, float], ...]
    target_y: float | None


NEGLIGIBLE = 1e-6
"""Below what any indicator can hold, a value is drawn as zero."""


def nice_top(highest: float) -> float:
    """Return the top of a scale of four readable steps that holds ``highest``."""
    if highest < NEGLIGIBLE:
        return float(TICKS)
    raw = highest / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(s for s in STEPS if s * power >= raw * (1 - 1e-9))
    return step * power * TICKS


def line_plot(
    dates: Sequence[dt.date], values: Sequence[float], target: float | None = None
) -> Plot:
    """Place dated values on the frame: time across, the scale from zero (or below) to a round top."""
    top = nice_top(max([*values, target or 0.0, 0.0]))
    low = min([*values, 0.0])
    bottom = -nice_top(-low) if low < 0 else 0.0

    def y(value: float) -> float:
        return round(BOTTOM - (value - bottom) / (top - bottom) * (BOTTOM - TOP), 1)

    first, last = min(dates), max(dates)
    span = (last - first).days

    def x(date: dt.date) -> float:
        share = (date - first).days / span if span else 0.5
        return round(LEFT + 24 + share * (RIGHT - LEFT - 48), 1)

    graduations = [bottom + (top - bottom) * i / TICKS for i in range(TICKS + 1)]
    return Plot(
        points=tuple((x(d), y(v)) for d, v in zip(dates, values, strict=True)),
        ticks=tuple((value, y(value)) for value in graduations),
        target_y=None if target is None else y(target),
    )
