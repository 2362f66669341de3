"""Prove that the rows are what a full run gives, whatever the changes that led to them."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cooperation.models import Suggestion
from cooperation.services.suggestions.computing import compute
from cooperation.services.suggestions.refreshing import refresh_all, table_now
from cooperation.services.suggestions.rows import CONTENT, Key, key_of, row_of


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what a full run gives."""

    key: Key
    fields: tuple[str, ...]
    """What differs; empty when the row is missing or should not be there."""
    is_missing: bool = False
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found."""

    total: int
    differences: tuple[Difference, ...]
    version: str
    is_repaired: bool = False


@transaction.atomic
def check(*, now: dt.datetime, repair: bool = False) -> CheckReport:
    """Compare every row with a full run, and write the full run when asked to repair."""
    table = table_now()
    found = compute(today=timezone.localdate(now), table=table)
    wanted = {key_of(row): row for row in (row_of(suggestion, now) for suggestion in found)}
    stored = {key_of(row): row for row in Suggestion.objects.all()}
    differences = [
        *(Difference(key, (), is_missing=True) for key in wanted if key not in stored),
        *(Difference(key, (), is_extra=True) for key in stored if key not in wanted),
        *(
            Difference(key, fields)
            for key in wanted
            if key in stored and (fields := _differing(stored[key], wanted[key]))
        ),
    ]
    if differences and repair:
        refresh_all(now=now)
    return CheckReport(
        total=len(wanted),
        differences=tuple(differences),
        version=table.version,
        is_repaired=bool(differences) and repair,
    )


def _differing(stored: Suggestion, wanted: Suggestion) -> tuple[str, ...]:
    return tuple(name for name in CONTENT if getattr(stored, name) != getattr(wanted, name))
