"""How far the suggestions follow the network: one locked row, and the changes that wait."""

import datetime as dt
import secrets
from collections.abc import Collection

from cooperation.models import EngineEvent, EngineState

BATCH = 500
STEP = 2**30
"""Most that a serial number grows by."""


def next_serial(serial: int) -> int:
    """Give a serial number greater than another, never given twice.

    The step is drawn: should a power cut undo a commit that did not wait for the disk, what another
    process writes next never takes the number that this one holds in memory.
    """
    return serial + 1 + secrets.randbelow(STEP)


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
    state.serial = next_serial(state.serial)
    state.save()


def mark_refreshed(state: EngineState, now: dt.datetime) -> None:
    """Note the moment of a full run; :func:`settle` writes it."""
    state.refreshed_at = now
