"""Fictitious outcomes of suggestions, so that learning has something to learn from.

Drawn among the suggestions between two fictitious organisations, always the same ones, by a rule
that stands for what people would say: they refuse what is far, then what is too little, then what
is not quite what they asked for, and one in seven for its price.
"""

import datetime as dt
from hashlib import sha256
from typing import Any

from cooperation.enums import OutcomeKind, RefusalReason, SuggestionKind
from cooperation.models import Outcome, Suggestion
from cooperation.services.learning import record_outcome

KINDS = (SuggestionKind.DIRECT, SuggestionKind.CIRCULAR, SuggestionKind.DEDUCED)
EACH = 120
"""Outcomes drawn of each kind, at most."""
DAYS = 300
"""Over how many days they were recorded."""
FAR_M = 14_000
LITTLE = 400
EXACT = 1000


def write_outcomes(*, now: dt.datetime) -> int:
    """Record the fictitious outcomes, once; return how many were recorded."""
    if Outcome.objects.filter(is_fictitious=True).exists():
        return 0
    drawn = [row for kind in KINDS for row in _drawn(kind)]
    for row, number in sorted(drawn, key=lambda item: item[1]):
        reason = _reason(row, number)
        record_outcome(
            suggestion=row,
            outcome=OutcomeKind.REFUSED if reason else OutcomeKind.CONCLUDED,
            reason=reason,
            is_fictitious=True,
            now=now - dt.timedelta(days=number % DAYS, minutes=number % 997),
        )
    return len(drawn)


def _drawn(kind: str) -> list[tuple[Suggestion, int]]:
    """Draw suggestions of a kind: always the same ones, whatever their identifiers."""
    rows = Suggestion.objects.filter(
        kind=kind, giver__is_fictitious=True, receiver__is_fictitious=True
    ).select_related("giver", "receiver")
    numbered = sorted(((_number(row), row.pk, row) for row in rows), key=lambda item: item[:2])
    return [(row, number) for number, _pk, row in numbered[:EACH]]


def _number(row: Suggestion) -> int:
    text = "|".join((row.kind, row.giver.slug, row.receiver.slug, row.resource, row.transformation))
    return int.from_bytes(sha256(text.encode()).digest()[:6])


def _reason(row: Suggestion, number: int) -> str:
    """Return why it is refused; nothing when it is concluded."""
    evidence = {line["code"]: line["evidence"] for line in row.criteria}
    if (number // DAYS) % 7 == 0:
        return RefusalReason.PRICE
    if _metres(evidence) > FAR_M:
        return RefusalReason.TOO_FAR
    if _share(row, "quantity") < LITTLE:
        return RefusalReason.QUANTITY
    if _share(row, "closeness") < EXACT and (number // DAYS) % 2:
        return RefusalReason.NOT_MY_TRADE
    return ""


def _metres(evidence: dict[str, Any]) -> int:
    metres = evidence.get("distance", {}).get("metres")
    return metres if isinstance(metres, int) else 0


def _share(row: Suggestion, code: str) -> int:
    """Return the share that a criterion won, in thousandths; all of it when it is not scored."""
    found = (line for line in row.criteria if line["code"] == code and line["maximum"])
    return next((1000 * line["points"] // line["maximum"] for line in found), EXACT)
