"""Open an introduction: from a suggestion, in answer to a posting, or by the pact staff."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cooperation.enums import IntroductionStatus, PartyRole, SuggestionKind
from cooperation.introduction_moves import OPEN
from cooperation.models import Introduction, IntroductionParty, Posting, Suggestion
from cooperation.services.introductions.asking import (
    check_asker,
    check_posting,
    check_suggestion,
    opposite,
    refuse_insistence,
)
from cooperation.services.introductions.hands import Hand
from cooperation.services.introductions.moving import write_step
from cooperation.services.introductions.subjects import evidence_of, key_of, suggestion_of
from cooperation.services.introductions.telling import tell_proposed
from pacte.models import Organisation
from pacte.permissions import is_curator, is_member

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Seat = tuple[Organisation, str]
"""An organisation and its side: it gives or it receives."""


def propose_introduction(
    *,
    suggestion: Suggestion | None,
    posting: Posting | None,
    asker: Organisation,
    user: "User",
    word: str,
    now: dt.datetime,
    quantity: Decimal | None = None,
    invited: Sequence[Organisation] = (),
) -> Introduction:
    """Ask to be put in touch, from a suggestion or in answer to a posting.

    Asking is accepting, for the asker's side. Staff who do not act for ``asker`` put the others in
    touch with it, a word being required, and nobody has accepted yet. Whoever comes second on a
    subject is led to the introduction that is open: the one returned was then not made ``now``.
    ``invited`` answer together with the asker, who offers ``quantity`` in the unit of the posting.
    """
    check_asker(asker, user, word)
    if suggestion is not None:
        check_suggestion(suggestion, asker)
        seats = _seats_of(suggestion)
        posting = posting or _posting_asked(suggestion, asker)
    elif posting is not None:
        check_posting(posting, asker, user, invited)
        seats = [(posting.organisation, posting.direction)]
        seats += [(row, opposite(posting.direction)) for row in (asker, *invited)]
        suggestion = None if invited else suggestion_of(posting, asker)
    else:
        raise ValueError
    draft = _draft(suggestion, posting, seats)
    hand = Hand(user, asker if is_member(user, asker) else None, now, word)
    return _open(draft, seats, hand, quantity)


def introduce(
    *,
    first: Organisation,
    second: Organisation,
    resource: str,
    user: "User",
    word: str,
    now: dt.datetime,
) -> Introduction:
    """Put two organisations in touch, as the staff do with a word: the first may give."""
    if not is_curator(user):
        raise PermissionDenied
    check_asker(first, user, word, by_staff=True)
    seats: list[Seat] = [(first, "offer"), (second, "need")]
    draft = Introduction(
        key=key_of(resource, None, [first, second]),
        kind=SuggestionKind.STRUCTURAL if not resource else SuggestionKind.DIRECT,
        resource=resource,
    )
    return _open(draft, seats, Hand(user, None, now, word), None)


def propose_meeting(
    *, asker: Organisation, other: Organisation, user: "User", word: str, now: dt.datetime
) -> Introduction:
    """Ask to meet an organisation that said yes to a call: what it gives is still to be said."""
    if not is_member(user, asker):
        raise PermissionDenied
    check_asker(asker, user, word)
    seats: list[Seat] = [(other, "offer"), (asker, "need")]
    draft = Introduction(
        key=key_of("", None, [asker, other]), kind=SuggestionKind.STRUCTURAL, resource=""
    )
    return _open(draft, seats, Hand(user, asker, now, word), None)


def _seats_of(suggestion: Suggestion) -> list[Seat]:
    """Return every party with its side; those in the middle of a chain receive first."""
    several = suggestion.kind == SuggestionKind.SOCIAL
    seats: list[Seat] = []
    for pk, row in suggestion.organisations.items():
        gives = pk == suggestion.giver_id or (several and pk != suggestion.receiver_id)
        seats.append((row, "offer" if gives else "need"))
    return seats


def _posting_asked(suggestion: Suggestion, asker: Organisation) -> Posting | None:
    """Return the posting of the others if there is one, or that of the asker."""
    rows = [row for row in (suggestion.need, suggestion.offer) if row is not None]
    rows.sort(key=lambda row: row.organisation_id == asker.pk)
    return rows[0] if rows else None


def _draft(
    suggestion: Suggestion | None, posting: Posting | None, seats: list[Seat]
) -> Introduction:
    source = suggestion or posting
    assert source is not None  # noqa: S101 - one of the two is given
    lot_id = suggestion.lot_id if suggestion else None
    return Introduction(
        key=key_of(source.resource, lot_id, [row for row, _side in seats]),
        posting=posting,
        kind=suggestion.kind if suggestion else SuggestionKind.DIRECT,
        resource=source.resource,
        evidence=evidence_of(suggestion, posting),
    )


def _open(
    draft: Introduction, seats: list[Seat], hand: Hand, quantity: Decimal | None
) -> Introduction:
    """Write the introduction and its parties, or return the one that is open on the subject."""
    existing = _standing(draft, hand)
    if existing is not None:
        return existing
    refuse_insistence(draft.key, hand.organisation, hand.now)
    draft.status = IntroductionStatus.PROPOSED
    draft.proposed_by = hand.user
    draft.created_at = draft.changed_at = hand.now
    try:
        with transaction.atomic():
            draft.save()
            _seat(draft, seats, hand, quantity)
            row = write_step(draft, "", draft.status, hand)
            tell_proposed(introduction=draft, row=row)
    except IntegrityError:  # the same, asked at the same moment
        same = Introduction.objects.filter(key=draft.key, status__in=OPEN).first()
        if same is None:
            raise
        return same
    return draft


def _standing(draft: Introduction, hand: Hand) -> Introduction | None:
    """Return the open introduction on the same subject, or on the same posting for the asker."""
    rows = Introduction.objects.filter(status__in=OPEN)
    found: Introduction | None = rows.filter(key=draft.key).first()
    if found is None and draft.posting is not None and hand.organisation is not None:
        if draft.posting.organisation_id == hand.organisation.pk:
            return None
        about = rows.filter(
            posting=draft.posting,
            parties__organisation=hand.organisation,
            parties__refused_at=None,
        )
        found = about.order_by("pk").first()
    return found


def _seat(
    introduction: Introduction, seats: list[Seat], hand: Hand, quantity: Decimal | None
) -> None:
    """Write the parties: asking is accepting, unless the staff ask for others."""
    unit = introduction.posting.unit if introduction.posting else ""
    rows = []
    for organisation, side in seats:
        row = IntroductionParty(introduction=introduction, organisation=organisation, side=side)
        row.role = PartyRole.ANSWERER
        if hand.organisation is not None and organisation.pk == hand.organisation.pk:
            row.role, row.accepted_by = PartyRole.ASKER, hand.user
            row.seen_at = row.accepted_at = hand.now
            if quantity is not None and unit:
                row.quantity, row.unit = quantity, unit
        rows.append(row)
    rows.sort(key=lambda row: row.role != PartyRole.ASKER)
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    IntroductionParty.objects.bulk_create(rows)


__all__ = ["introduce", "propose_introduction", "propose_meeting"]
