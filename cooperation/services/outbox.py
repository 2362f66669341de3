"""What the engine has to follow, recorded in the transaction of the change, told once committed."""

import datetime as dt

from django.utils import timezone

from cooperation.events import tell_network_changed, tell_posting_changed
from cooperation.models import EngineEvent
from cooperation.services.pausing import is_paused


def record_posting(
    *, posting_id: int, organisation_id: int, now: dt.datetime | None = None
) -> None:
    """Record that a posting was published, edited or left the public states."""
    _record(posting_id, now)
    tell_posting_changed(posting_id=posting_id, organisation_id=organisation_id)


def record_network(*, now: dt.datetime | None = None) -> None:
    """Record that what the engine reasons on changed without a posting."""
    _record(None, now)
    tell_network_changed()


def _record(posting_id: int | None, now: dt.datetime | None) -> None:
    """Write the change down; a bulk load, which ends with a full run, has no need to."""
    if not is_paused():
        EngineEvent.objects.create(posting_id=posting_id, made_at=now or timezone.now())
