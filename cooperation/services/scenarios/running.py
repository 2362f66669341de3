"""A scenario computed on the network as it stands: plain data, nothing written."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from cooperation import snapshot
from cooperation.matching.counterfactual.what_if import Comparison, compare
from cooperation.matching.points import Suggestion
from cooperation.models import Posting
from cooperation.selectors.weights import table_in_force
from cooperation.services.scenarios.reading import read

KEPT = 30
"""Suggestions kept on each side, the best first; all of them are counted."""


def run(rows: Any, *, today: dt.date) -> dict[str, Any]:
    """Compare the network with what it would be after some changes.

    Raises
    ------
    ChangeError
        Naming the change that cannot be made.
    """
    changes = read(rows)
    network = snapshot.load(today=today)
    found = compare(network, changes, today=today, table=table_in_force())
    names = {row.id: row.name for row in (*network.actors, *found.added)}
    return as_data(found, names)


def as_data(found: Comparison, names: Mapping[int, str]) -> dict[str, Any]:
    """Write a comparison as plain data, with the names that it speaks of."""
    needs = Posting.objects.in_bulk([*found.answered, *found.unanswered])
    return {
        "day": found.today.isoformat(),
        "version": found.version,
        "added": [{"id": row.id, "name": row.name} for row in found.added],
        "indicators": [asdict(row) for row in found.indicators],
        "gained": _suggestions(found.gained, names),
        "gained_count": len(found.gained),
        "lost": _suggestions(found.lost, names),
        "lost_count": len(found.lost),
        "answered": [_need(needs[ident], names) for ident in found.answered],
        "unanswered": [_need(needs[ident], names) for ident in found.unanswered],
        "coverage": [asdict(row) for row in found.coverage],
    }


def _suggestions(rows: Iterable[Suggestion], names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "kind": str(row.kind),
            "giver": names[row.giver_id],
            "receiver": names[row.receiver_id],
            "parties": [names[ident] for ident in row.everyone],
            "resource": row.resource,
            "transformation": row.transformation or "",
            "score": row.score,
        }
        for row in list(rows)[:KEPT]
    ]


def _need(row: Posting, names: Mapping[int, str]) -> dict[str, Any]:
    return {"id": row.pk, "title": row.title, "organisation": names[row.organisation_id]}
