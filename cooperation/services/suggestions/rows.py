"""From what the core finds to rows, and back to comparable values."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from cooperation.matching import points
from cooperation.models import Suggestion, SuggestionParty

CONTENT = (
    "resource",
    "score",
    "likelihood",
    "parties",
    "criteria",
    "checks",
    "path",
    "version",
)
"""What a suggestion says; the other fields say which one it is."""

Key = tuple[str, int, int, int | None, int | None, str, int | None, tuple[int, ...], str]
"""Which suggestion a row is: two rows of one run never share it."""


def row_of(found: points.Suggestion, now: dt.datetime) -> Suggestion:
    """Write what the core found as a row, not saved yet."""
    return Suggestion(**values_of(found, now))


def plain(evidence: points.Evidence) -> dict[str, Any]:
    """Turn evidence into what JSON gives back, so that two refreshes compare equal."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in evidence}


def values_of(
    found: points.Suggestion,
    now: dt.datetime,
    told: Callable[[points.Evidence], dict[str, Any]] = plain,
) -> dict[str, Any]:
    """Write what the core found as the values of a row, by column.

    ``told`` turns evidence into a dictionary; ``dict`` is enough where JSON is written at once.
    """
    return {
        "kind": str(found.kind),
        "giver_id": found.giver_id,
        "receiver_id": found.receiver_id,
        "resource": found.resource,
        "offer_id": found.offer_id,
        "need_id": found.need_id,
        "transformation": found.transformation or "",
        "lot_id": found.lot_id,
        "parties": list(found.parties),
        "likelihood": found.likelihood,
        "score": found.score,
        "criteria": [
            {"code": str(code), "points": won, "maximum": maximum, "evidence": told(evidence)}
            for code, won, maximum, evidence in found.criteria
        ],
        "checks": [{"code": code, "evidence": told(evidence)} for code, evidence in found.checks],
        "path": [{"kind": kind, "id": ident, "edge": edge} for kind, ident, edge in found.path],
        "version": found.version,
        "computed_at": now,
    }


def key_of(row: Suggestion) -> Key:
    """Tell which suggestion a row is.

    A deduced one has no posting on its probable side: its resource tells it from its neighbours.
    """
    return (
        row.kind,
        row.giver_id,
        row.receiver_id,
        row.offer_id,
        row.need_id,
        row.transformation,
        row.lot_id,
        tuple(row.parties),
        row.resource,
    )


def take(row: Suggestion, wanted: Suggestion) -> bool:
    """Bring a stored suggestion up to date; say whether anything changed."""
    changes: Mapping[str, Any] = {
        name: getattr(wanted, name)
        for name in CONTENT
        if getattr(row, name) != getattr(wanted, name)
    }
    for name, value in changes.items():
        setattr(row, name, value)
    return bool(changes)


def middle_of(row: Suggestion) -> list[SuggestionParty]:
    """Name the organisations in the middle of a saved suggestion."""
    return [
        SuggestionParty(suggestion=row, organisation_id=pk, position=position)
        for position, pk in enumerate(row.parties)
        if pk not in {row.giver_id, row.receiver_id}
    ]
