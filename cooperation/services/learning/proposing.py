"""Learn a table from the recorded outcomes, and replay it against the one in force."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cooperation.enums import WeightsStatus
from cooperation.matching.learning import learn
from cooperation.matching.points import TABLE_VERSION, PointsTable
from cooperation.matching.replay import Measure, Replay, replay, spared, split
from cooperation.models import WeightsTable
from cooperation.selectors.learning import cases, moves_between
from cooperation.selectors.weights import table_in_force
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def propose(*, user: "User", now: dt.datetime) -> WeightsTable:
    """Propose a table learnt from the older outcomes, judged on the newer ones."""
    if not is_curator(user):
        raise PermissionDenied
    return write_proposal(now=now)


@transaction.atomic
def write_proposal(*, now: dt.datetime) -> WeightsTable:
    """Learn a table and replay it; a kind that it ranks worse keeps the weights that it had.

    One that ranks worse is kept as refused, with its replay, and can never be approved; one that
    changes nothing too.
    """
    current = table_in_force()
    older, newer = split(cases())
    learnt = learn(older, version=_next_version(), current=current)
    first = found = replay(newer, current, learnt)
    kept = spared(first, current, learnt)
    if as_json(kept) != as_json(current):
        learnt, found = kept, replay(newer, current, kept)
    row = WeightsTable(
        version=learnt.version,
        maxima=as_json(learnt),
        status=WeightsStatus.PROPOSED if found.is_better else WeightsStatus.REFUSED,
        report={
            **report_of(found, current, learnt, len(older)),
            "kept": sorted(map(str, first.worse_kinds)),
        },
        proposed_at=now,
    )
    row.save()
    return row


def _next_version() -> str:
    """Give the next number: tables learnt count from 1, whatever became of them."""
    return f"{TABLE_VERSION}+{WeightsTable.objects.count() + 1}"


def as_json(table: PointsTable) -> dict[str, dict[str, int]]:
    """Write the maxima of a table as plain data."""
    return {
        str(kind): {str(code): value for code, value in row.items()}
        for kind, row in table.maxima.items()
    }


def report_of(
    found: Replay, before: PointsTable, after: PointsTable, taught: int
) -> dict[str, Any]:
    """Write a replay as plain data: what was measured, and whose rank changes."""
    return {
        "before_version": before.version,
        "before_maxima": as_json(before),
        "taught": taught,
        "held": found.held,
        "before": _measure(found.before),
        "after": _measure(found.after),
        "is_worse": found.is_worse,
        "kinds": [
            {"kind": str(kind), "before": _measure(one), "after": _measure(two)}
            for kind, one, two in found.kinds
        ],
        "moves": moves_between(before, after),
    }


def _measure(row: Measure) -> dict[str, int | None]:
    return {"concordance": row.concordance, "reciprocal_rank": row.reciprocal_rank}
