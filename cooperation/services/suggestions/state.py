"""How far the suggestions follow the network: one locked row, and the changes that wait."""

import datetime as dt
from collections.abc import Collection

from cooperation.models import EngineEvent, EngineState

BATCH = 500


def lock_state() -> EngineState:
    """Return the state of the engine, locked until the end of the transaction."""
    rows = EngineState.objects.select_for_update()
    found = rows.filter(pk=1).first()
    if found is None:
        EngineState.objects.get_or_create(pk=1)
        found = rows.get(pk=1)
    return found


def waiting() -> list[EngineEvent]:
    """Return the changes that wait, oldest first."""
    return list(EngineEvent.objects.order_by("pk"))


def settle(state: EngineState, seen: Collection[int], *, version: str) -> None:
    """Forget the changes that were seen, and only these: another may be committed meanwhile.

    What processes hold in memory has missed them: the serial number says so.
    """
    numbers = sorted(seen)
    for start in range(0, len(numbers), BATCH):
        EngineEvent.objects.filter(pk__in=numbers[start : start + BATCH]).delete()
    state.handled = max([state.handled, *numbers])
    state.version = version
    state.serial += 1
    state.save()


def mark_refreshed(state: EngineState, now: dt.datetime) -> None:
    """Note the moment of a full run; :func:`settle` writes it."""
    state.refreshed_at = now
