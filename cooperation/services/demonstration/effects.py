"""The indicators of the demonstration that count: what already runs moves them, each on its day."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from cooperation.models import Cooperation
from cooperation.services.demonstration.roadmap_files import IndicatorRow
from cooperation.services.effects import count_cooperation, declared_source
from pacte.enums import Counts
from pacte.models import Indicator
from pacte.services.loading import Ledger

DATASET = "counted-indicator"


def write_effects(rows: Sequence[IndicatorRow], ledger: Ledger, *, now: dt.datetime) -> None:
    """Count, once, the cooperations that serve the action of an indicator without any value."""
    counting = [row for row in rows if row.counts != Counts.HAND and not row.values]
    pending = ledger.pending(DATASET, counting)
    standing = ledger.objects("indicator", Indicator) if pending else {}
    made = {row.key: standing[row.key] for row in pending if row.key in standing}
    for indicator in made.values():
        _count(indicator, now)
    if made:
        ledger.remember(DATASET, {key: found.pk for key, found in made.items()})


def _count(indicator: Indicator, now: dt.datetime) -> None:
    rows = Cooperation.objects.filter(action=indicator.action_id).order_by("since", "pk")
    for row in rows.select_related("action"):
        count_cooperation(cooperation=row, source=declared_source(), now=_noon(row, now))


def _noon(row: Cooperation, now: dt.datetime) -> dt.datetime:
    """Return the day since when a cooperation runs, at noon; today when it is not told."""
    if row.since is None:
        return now
    return min(now, timezone.make_aware(dt.datetime.combine(row.since, dt.time(12))))
