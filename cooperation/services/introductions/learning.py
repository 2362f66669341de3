"""What an introduction teaches the ranking: one outcome, with what the engine said that day."""

import datetime as dt

from cooperation.enums import OutcomeKind, RefusalReason
from cooperation.models import Introduction, Suggestion
from cooperation.services.learning import record_outcome
from pacte.models import Organisation

LEARNT = "learnt"
"""Under which key of the evidence what was recorded is kept, so that it is once."""


def learn_refusal(*, introduction: Introduction, reason: str, now: dt.datetime) -> None:
    """Record that a suggestion was refused for a reason."""
    if reason in RefusalReason.values:
        _learn(introduction, OutcomeKind.REFUSED, reason, now)


def learn_conclusion(*, introduction: Introduction, now: dt.datetime) -> None:
    """Record that a suggestion was concluded."""
    _learn(introduction, OutcomeKind.CONCLUDED, "", now)


def _learn(introduction: Introduction, kind: OutcomeKind, reason: str, now: dt.datetime) -> None:
    """Record an outcome, once of each kind; where the engine had said nothing, nothing is learnt."""
    engine = introduction.evidence.get("engine")
    learnt = introduction.evidence.get(LEARNT, [])
    if not engine or kind in learnt:
        return
    names = ("kind", "giver_id", "receiver_id", "resource", "score", "criteria", "version")
    suggestion = Suggestion(**{name: engine[name] for name in names})
    ends = Organisation.objects.filter(pk__in=[suggestion.giver_id, suggestion.receiver_id])
    fictitious = list(ends.values_list("is_fictitious", flat=True))
    if len(fictitious) < 2:
        return  # one of them is gone
    record_outcome(
        suggestion=suggestion,
        outcome=kind,
        reason=reason,
        is_fictitious=any(fictitious),
        now=now,
    )
    introduction.evidence = introduction.evidence | {LEARNT: [*learnt, str(kind)]}
    introduction.save(update_fields=["evidence"])
