"""The full run: compute everything, write what differs."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from cooperation.matching import points
from cooperation.models import Suggestion, SuggestionParty
from cooperation.selectors.weights import table_in_force
from cooperation.services.knowledge_base import bring_up_to_date, knowledge_version
from cooperation.services.suggestions.computing import compute
from cooperation.services.suggestions.rows import CONTENT, key_of, middle_of, row_of, take
from cooperation.services.suggestions.state import lock_state, mark_refreshed, settle, waiting

BATCH = 100


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh changed."""

    created: int
    updated: int
    deleted: int
    unchanged: int
    version: str

    @property
    def total(self) -> int:
        return self.created + self.updated + self.unchanged


def table_now() -> points.PointsTable:
    """Return the table in force, its version naming the amendments of the knowledge too."""
    bring_up_to_date()
    table = table_in_force()
    return replace(table, version=f"{table.version}{knowledge_version()}")


@transaction.atomic
def refresh_all(*, now: dt.datetime) -> RefreshReport:
    """Compute every suggestion and write what differs; doing it again changes nothing.

    A suggestion that stays keeps its identifier. No permission: the rows are a projection of
    what is already published.
    """
    state = lock_state()
    seen = [event.pk for event in waiting()]
    table = table_now()
    found = compute(today=timezone.localdate(now), table=table)
    report = write(found, now=now, version=table.version)
    Suggestion.objects.update(computed_at=now)
    mark_refreshed(state, now)
    settle(state, seen, version=table.version)
    return report


def write(
    found: Iterable[points.Suggestion],
    *,
    now: dt.datetime,
    version: str,
    kinds: Collection[str] | None = None,
) -> RefreshReport:
    """Bring the rows (of some kinds) to what was found: create, change, delete what differs."""
    stored = Suggestion.objects.select_for_update()
    if kinds is not None:
        stored = stored.filter(kind__in=kinds)
    wanted = {key_of(row): row for row in (row_of(suggestion, now) for suggestion in found)}
    kept = {key_of(row): row for row in stored}
    created = [row for key, row in wanted.items() if key not in kept]
    changed = [row for key, row in kept.items() if key in wanted and take(row, wanted[key])]
    gone = [row.pk for key, row in kept.items() if key not in wanted]
    Suggestion.objects.filter(pk__in=gone).delete()
    Suggestion.objects.bulk_update(changed, CONTENT, batch_size=BATCH)
    Suggestion.objects.bulk_create(created, batch_size=BATCH)
    parties = [party for row in created for party in middle_of(row)]
    SuggestionParty.objects.bulk_create(parties, batch_size=BATCH)
    return RefreshReport(
        created=len(created),
        updated=len(changed),
        deleted=len(gone),
        unchanged=len(kept) - len(gone) - len(changed),
        version=version,
    )
