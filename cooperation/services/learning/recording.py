"""Keep what became of a suggestion, with what the engine said of it that day."""

import datetime as dt

from cooperation.enums import OutcomeKind
from cooperation.models import Outcome, Suggestion


def record_outcome(
    *,
    suggestion: Suggestion,
    outcome: OutcomeKind,
    reason: str = "",
    is_fictitious: bool = False,
    now: dt.datetime,
) -> Outcome:
    """Record that a suggestion was concluded, or refused for a coded reason."""
    row = Outcome(
        kind=suggestion.kind,
        giver_id=suggestion.giver_id,
        receiver_id=suggestion.receiver_id,
        resource=suggestion.resource,
        outcome=outcome,
        reason=reason,
        score=suggestion.score,
        criteria=suggestion.criteria,
        version=suggestion.version,
        recorded_at=now,
        is_fictitious=is_fictitious,
    )
    row.full_clean()
    row.save()
    return row
