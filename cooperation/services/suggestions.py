"""Suggestions, computed by the core and written as rows that can be rebuilt."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cooperation import snapshot
from cooperation.matching import points
from cooperation.matching.engine import suggest_all
from cooperation.models import Suggestion

TOP = 20
"""Suggestions kept for each organisation, for what it gives and for what it receives."""

BATCH = 100

Key = tuple[str, int, int, int | None, int | None, str]
CONTENT = ("resource", "score", "criteria", "checks", "path", "version")

_paused: ContextVar[bool] = ContextVar("suggestions_paused", default=False)


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


@contextmanager
def paused() -> Iterator[None]:
    """Ask for no refresh while a bulk load runs; whoever loads refreshes at the end.

    Wrap the transaction, not its inside: what waits for the commit must find the pause.
    """
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    """Say whether a bulk load runs."""
    return _paused.get()


@transaction.atomic
def refresh_all(*, now: dt.datetime) -> RefreshReport:
    """Compute every suggestion and write what differs; doing it again changes nothing.

    A suggestion that stays keeps its identifier. No permission: the rows are a projection of
    what is already published.
    """
    today = timezone.localdate(now)
    found = _best(suggest_all(snapshot.load(today=today), today=today))
    wanted = {_key(row): row for row in (_row(suggestion, now) for suggestion in found)}
    kept = {_key(row): row for row in Suggestion.objects.select_for_update()}
    created = [row for key, row in wanted.items() if key not in kept]
    changed = [row for key, row in kept.items() if key in wanted and _take(row, wanted[key])]
    gone = [row.pk for key, row in kept.items() if key not in wanted]
    Suggestion.objects.filter(pk__in=gone).delete()
    Suggestion.objects.bulk_update(changed, CONTENT, batch_size=BATCH)
    Suggestion.objects.bulk_create(created, batch_size=BATCH)
    Suggestion.objects.update(computed_at=now)
    return RefreshReport(
        created=len(created),
        updated=len(changed),
        deleted=len(gone),
        unchanged=len(kept) - len(gone) - len(changed),
        version=points.TABLE_VERSION,
    )


def _best(ordered: Iterable[points.Suggestion]) -> list[points.Suggestion]:
    """Keep what is among the best of its giver or of its receiver."""
    given: Counter[int] = Counter()
    received: Counter[int] = Counter()
    kept = []
    for row in ordered:
        if given[row.giver_id] < TOP or received[row.receiver_id] < TOP:
            kept.append(row)
        given[row.giver_id] += 1
        received[row.receiver_id] += 1
    return kept


def _row(found: points.Suggestion, now: dt.datetime) -> Suggestion:
    return Suggestion(
        kind=str(found.kind),
        giver_id=found.giver_id,
        receiver_id=found.receiver_id,
        resource=found.resource,
        offer_id=found.offer_id,
        need_id=found.need_id,
        transformation=found.transformation or "",
        score=found.score,
        criteria=[_criterion(row) for row in found.criteria],
        checks=[{"code": row.code, "evidence": _evidence(row.evidence)} for row in found.checks],
        path=[{"kind": s.node_kind, "id": s.node_id, "edge": s.edge_kind} for s in found.path],
        version=found.version,
        computed_at=now,
    )


def _criterion(criterion: points.Criterion) -> dict[str, Any]:
    return {
        "code": str(criterion.code),
        "points": criterion.points,
        "maximum": criterion.maximum,
        "evidence": _evidence(criterion.evidence),
    }


def _evidence(evidence: points.Evidence) -> dict[str, Any]:
    """Turn evidence into what JSON gives back, so that two refreshes compare equal."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in evidence}


def _key(row: Suggestion) -> Key:
    parties = (row.giver_id, row.receiver_id)
    return (row.kind, *parties, row.offer_id, row.need_id, row.transformation)


def _take(row: Suggestion, wanted: Suggestion) -> bool:
    """Bring a stored suggestion up to date; say whether anything changed."""
    changes: Mapping[str, Any] = {
        name: getattr(wanted, name)
        for name in CONTENT
        if getattr(row, name) != getattr(wanted, name)
    }
    for name, value in changes.items():
        setattr(row, name, value)
    return bool(changes)
