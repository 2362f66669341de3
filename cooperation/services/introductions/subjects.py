"""What an introduction is about: its key, the parties, and what the engine said that day."""

from collections.abc import Iterable
from typing import Any

from cooperation.models import Posting, Suggestion
from cooperation.selectors.suggestions import cards
from pacte.models import Organisation


def key_of(resource: str, lot_id: int | None, organisations: Iterable[Organisation]) -> str:
    """Name a subject: the same organisations about the same thing, whoever asks and from where."""
    parties = "-".join(str(pk) for pk in sorted(row.pk for row in organisations))
    return f"{resource}:{lot_id or 0}:{parties}"


def suggestion_of(posting: Posting, asker: Organisation) -> Suggestion | None:
    """Return the best thing that the engine says of a posting and who answers it."""
    rows = Suggestion.objects.active().concerning(asker.pk).with_parties()
    about = rows.filter(offer=posting) | rows.filter(need=posting)
    found: Suggestion | None = about.filter(others=None).order_by("-score", "pk").first()
    return found


def evidence_of(suggestion: Suggestion | None, posting: Posting | None) -> dict[str, Any]:
    """Keep what the engine said: codes for learning, sentences for people, the postings."""
    kept: dict[str, Any] = {"postings": _postings(suggestion, posting)}
    if posting is not None and posting.quantity and not posting.left.is_nothing:
        kept["wanted"] = {"quantity": str(posting.left.quantity), "unit": posting.unit}
    if suggestion is None:
        return kept
    if suggestion.lot is not None and suggestion.lot.hours:
        kept["wanted"] = {"quantity": str(suggestion.lot.hours), "unit": "hour"}
    return kept | {"engine": _codes(suggestion), "said": _sentences(suggestion)}


def _postings(suggestion: Suggestion | None, posting: Posting | None) -> list[int]:
    found = {posting.pk} if posting else set()
    if suggestion is not None:
        found |= {pk for pk in (suggestion.offer_id, suggestion.need_id) if pk}
    return sorted(found)


def _codes(suggestion: Suggestion) -> dict[str, Any]:
    names = ("kind", "giver_id", "receiver_id", "resource", "score", "criteria", "version")
    more = ("offer_id", "need_id", "lot_id", "transformation", "parties", "likelihood", "checks")
    return {name: getattr(suggestion, name) for name in (*names, *more)} | {"key": suggestion.key}


def _sentences(suggestion: Suggestion) -> dict[str, Any]:
    told = cards([suggestion])[0]
    lines = [
        {"label": row.label, "value": row.value, "max": row.max, "detail": row.detail}
        for row in told.criteria
    ]
    return {
        "kind": told.kind,
        "reason": told.reason,
        "criteria": lines,
        "total": told.total,
        "total_max": told.total_max,
        "checks": [*told.checks, *told.rules],
    }
