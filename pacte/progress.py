"""How far the roadmap is, counted from dated figures and statuses. Pure.

Nothing is guessed: an indicator without a baseline, a target or a value has no progress, and an
action without such an indicator has the progress of its status alone, known only when it is done.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class ActionProgress:
    """Progress of an action in percent, and what it counts."""

    percent: int | None
    measured: int
    indicators: int

    @property
    def from_indicators(self) -> bool:
        return self.measured > 0


@dataclass(frozen=True)
class StatusCount:
    """How many actions stand at a status."""

    status: str
    count: int


@dataclass(frozen=True)
class RoadmapProgress:
    """Actions done out of those that are kept on, and how many stand at each status."""

    done: int
    kept: int
    counts: tuple[StatusCount, ...]

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.kept) if self.kept else 0


def indicator_percent(
    baseline: Decimal | None, target: Decimal | None, latest: Decimal | None
) -> int | None:
    """Return the share of the way from baseline to target, from 0 to 100, if it can be known."""
    if baseline is None or target is None or latest is None or baseline == target:
        return None
    share = (latest - baseline) / (target - baseline)
    return round(100 * min(max(share, Decimal(0)), Decimal(1)))


def action_progress(status: str, percents: Sequence[int | None]) -> ActionProgress:
    """Return an action's progress: the mean of its measurable indicators, else of its status."""
    known = [percent for percent in percents if percent is not None]
    if known:
        return ActionProgress(round(sum(known) / len(known)), len(known), len(percents))
    return ActionProgress(100 if status == "done" else None, 0, len(percents))


def roadmap_progress(statuses: Iterable[str], order: Sequence[str]) -> RoadmapProgress:
    """Count the actions done among those that were not stopped."""
    counts = Counter(statuses)
    kept = counts.total() - counts["stopped"]
    rows = tuple(StatusCount(status, counts[status]) for status in order if counts[status])
    return RoadmapProgress(counts["done"], kept, rows)
