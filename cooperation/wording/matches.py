"""What a posting would match, in words, while it is being written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cooperation.enums import Direction
from cooperation.matching.points import CriterionCode, Suggestion, SuggestionKind
from cooperation.models import Posting
from cooperation.wording.parts import within
from cooperation.wording.postings import resource_label
from pacte.models import Organisation

METRES = 1000


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that would answer: who, why, where to read more."""

    name: str
    url: str
    text: str
    where: str
    score: int
    is_probable: bool
    is_fictitious: bool


def match_of(
    row: Suggestion,
    direction: str,
    organisations: Mapping[int, Organisation],
    postings: Mapping[int, Posting],
) -> Match | None:
    """Put a match in words; nothing when who or what it is about may not be shown."""
    offering = direction == Direction.OFFER
    other = organisations.get(row.receiver_id if offering else row.giver_id)
    posting_id = row.need_id if offering else row.offer_id
    posting = postings.get(posting_id) if posting_id is not None else None
    if other is None or (posting_id is not None and posting is None):
        return None
    return Match(
        name=other.name,
        url=posting.get_absolute_url() if posting else other.get_absolute_url(),
        text=_text(row, posting, offering),
        where=_where(row, other),
        score=row.score,
        is_probable=row.kind == SuggestionKind.DEDUCED,
        is_fictitious=other.is_fictitious,
    )


def _text(row: Suggestion, posting: Posting | None, offering: bool) -> str:
    if posting is not None:
        return posting.title
    what = {"what": within(resource_label(row.resource))}
    if offering:
        return _("pourrait avoir besoin de : %(what)s, d’après son métier") % what
    return _("pourrait proposer : %(what)s, d’après son métier") % what


def _where(row: Suggestion, other: Organisation) -> str:
    commune = other.commune.name if other.commune else ""
    metres = _metres(row)
    if metres is None:
        return commune
    distance = _("à %(km)s km") % {"km": max(1, round(metres / METRES))}
    return ", ".join(part for part in (commune, distance) if part)


def _metres(row: Suggestion) -> int | None:
    for criterion in row.criteria:
        if criterion.code == CriterionCode.DISTANCE:
            found = dict(criterion.evidence).get("metres")
            return found if isinstance(found, int) else None
    return None
