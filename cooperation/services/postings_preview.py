"""The matches that a posting would get, shown while it is being written."""

import datetime as dt
from typing import TYPE_CHECKING

from cooperation import knowledge, snapshot
from cooperation.enums import Direction
from cooperation.matching.live import GUEST, UNSAVED
from cooperation.matching.points import Suggestion, SuggestionKind
from cooperation.models import Posting
from cooperation.selectors.postings import visible_postings
from cooperation.services.suggestions.asking import ask_matches
from cooperation.wording.matches import Match, match_of
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def matches_of(
    *,
    posting: Posting,
    labels: list[str],
    kinds: list[str],
    organisation: Organisation | None,
    user: "User | AnonymousUser",
    now: dt.datetime,
    patient: bool = True,
) -> list[Match] | None:
    """Return who would answer, best first; nothing said when that takes too long to wait for."""
    if posting.resource not in knowledge.load().resources or not posting.direction:
        return []
    found = ask_matches(
        posting=snapshot.unsaved(
            posting,
            ident=UNSAVED,
            actor_id=organisation.pk if organisation else GUEST,
            labels=labels,
            kinds=kinds,
        ),
        guest=snapshot.guest(posting, ident=GUEST),
        now=now,
        patient=patient,
    )
    return None if found is None else _told(found, posting.direction, user)


def _told(
    found: tuple[Suggestion, ...], direction: str, user: "User | AnonymousUser"
) -> list[Match]:
    """Put matches in words, those whose posting the visitor may see; each organisation once."""
    numbers = {pk for row in found for pk in (row.giver_id, row.receiver_id)} - {GUEST}
    written = {pk for row in found for pk in (row.offer_id, row.need_id) if pk} - {UNSAVED}
    organisations = Organisation.objects.public().select_related("commune").in_bulk(numbers)
    postings = visible_postings(user).in_bulk(written) if written else {}
    ordered = sorted(found, key=lambda row: row.kind == SuggestionKind.DEDUCED)
    first: dict[int, Match] = {}
    for row in ordered:
        match = match_of(row, direction, organisations, postings)
        other = row.receiver_id if direction == Direction.OFFER else row.giver_id
        if match is not None:
            first.setdefault(other, match)
    return list(first.values())
