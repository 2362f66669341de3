"""What a party does in an introduction: see, accept, refuse, withdraw, close, reopen.

Each takes a lock on the introduction, so that two people who act at the same moment come one after
the other: the first one changes it, the second one is told, or has nothing left to do.
"""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from cooperation.enums import IntroductionStatus, PartyRole, RefusalReason
from cooperation.introduction_moves import GROUPS, WAITING, Act
from cooperation.models import Introduction, IntroductionParty
from cooperation.services.decisions import remember_refusal
from cooperation.services.introductions.hands import Hand, locked, own_party, standing_parties
from cooperation.services.introductions.learning import learn_refusal
from cooperation.services.introductions.moving import check_possible, step
from cooperation.services.introductions.refusals import IntroductionRefused
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def see(
    *, introduction_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> Introduction:
    """Keep that a party opened the page for the first time; once is enough."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now)
    party = own_party(introduction, hand)
    unseen = IntroductionParty.objects.filter(pk=party.pk, seen_at=None, refused_at=None)
    first = unseen.update(seen_at=now)
    if first and introduction.status == IntroductionStatus.PROPOSED:
        step(introduction, Act.SEE, IntroductionStatus.SEEN, hand)
    return introduction


@transaction.atomic
def accept(
    *,
    introduction_id: int,
    organisation: Organisation,
    user: "User",
    word: str = "",
    quantity: Decimal | None = None,
    unit: str = "",
    now: dt.datetime,
) -> Introduction:
    """Accept for a party, with its part in a group; when all have, the contacts are shown."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word)
    party = own_party(introduction, hand)
    if party.accepted_at is not None:
        return introduction
    _check_standing(party)
    check_possible(introduction, Act.ACCEPT, hand)
    part: dict[str, object] = {}
    if quantity is not None and unit and not _is_served(introduction, organisation):
        part = {"quantity": quantity, "unit": unit}
    seen = Coalesce(F("seen_at"), now)
    IntroductionParty.objects.filter(pk=party.pk).update(
        accepted_at=now, accepted_by=user, seen_at=seen, **part
    )
    waited = any(row.accepted_at is None for row in standing_parties(introduction))
    target = IntroductionStatus.ACCEPTED_ONE if waited else IntroductionStatus.ACCEPTED
    step(introduction, Act.ACCEPT, target, hand)
    return introduction


@transaction.atomic
def refuse(
    *,
    introduction_id: int,
    organisation: Organisation,
    user: "User",
    reason: str,
    word: str = "",
    now: dt.datetime,
) -> Introduction:
    """Refuse for a party, with a coded reason: the end, unless others of a group go on."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word, reason)
    party = own_party(introduction, hand)
    if party.refused_at is not None:
        return introduction
    if _others_go_on(introduction, party):
        _leave(introduction, party, hand)
        return introduction
    check_possible(introduction, Act.REFUSE, hand)
    step(introduction, Act.REFUSE, IntroductionStatus.REFUSED, hand)
    _write_refusal(party, hand)
    learn_refusal(introduction=introduction, reason=reason, now=now)
    remember_refusal(
        introduction=introduction, organisation=organisation, reason=reason, user=user, now=now
    )
    return introduction


@transaction.atomic
def withdraw(
    *,
    introduction_id: int,
    organisation: Organisation | None,
    user: "User",
    word: str = "",
    now: dt.datetime,
) -> Introduction:
    """Take back what was asked; staff, who have no organisation in it, say why.

    Who asked in a group leaves it, and the others go on.
    """
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word)
    if introduction.status == IntroductionStatus.WITHDRAWN:
        return introduction
    if organisation is not None:
        party = own_party(introduction, hand)
        if party.refused_at is not None:
            return introduction
        if party.role == PartyRole.ASKER and _others_go_on(introduction, party):
            _leave(introduction, party, Hand(user, organisation, now, word, RefusalReason.OTHER))
            return introduction
    step(introduction, Act.WITHDRAW, IntroductionStatus.WITHDRAWN, hand)
    return introduction


@transaction.atomic
def close(
    *,
    introduction_id: int,
    organisation: Organisation | None,
    user: "User | None",
    reason: str = "",
    word: str = "",
    now: dt.datetime,
) -> Introduction:
    """Close without follow-up what all had accepted; without a user, both said so."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word, reason)
    if introduction.status == IntroductionStatus.NO_FOLLOW_UP:
        return introduction
    if organisation is not None:
        _check_standing(own_party(introduction, hand))
    step(introduction, Act.CLOSE, IntroductionStatus.NO_FOLLOW_UP, hand)
    learn_refusal(introduction=introduction, reason=reason, now=now)
    return introduction


@transaction.atomic
def reopen(
    *,
    introduction_id: int,
    organisation: Organisation,
    user: "User",
    word: str = "",
    now: dt.datetime,
) -> Introduction:
    """Talk again after all."""
    introduction = locked(introduction_id)
    hand = Hand(user, organisation, now, word)
    _check_standing(own_party(introduction, hand))
    if introduction.status == IntroductionStatus.ACCEPTED:
        return introduction
    step(introduction, Act.REOPEN, IntroductionStatus.ACCEPTED, hand)
    return introduction


def _is_served(introduction: Introduction, organisation: Organisation) -> bool:
    """Say whether the others answer an organisation: its posting, or its contract."""
    posting, engine = introduction.posting, introduction.evidence.get("engine", {})
    if posting is not None:
        return bool(posting.organisation_id == organisation.pk)
    return bool(engine.get("receiver_id") == organisation.pk)


def _check_standing(party: IntroductionParty) -> None:
    if party.refused_at is not None:
        raise IntroductionRefused(_("Votre organisation a déjà décliné cette mise en relation."))


def _others_go_on(introduction: Introduction, party: IntroductionParty) -> bool:
    """Say whether others of the same side still answer the same one, were a party to leave."""
    if introduction.kind not in GROUPS or introduction.status not in WAITING:
        return False
    sides = [row.side for row in standing_parties(introduction) if row.pk != party.pk]
    return party.side in sides and len(set(sides)) > 1


def _leave(introduction: Introduction, party: IntroductionParty, hand: Hand) -> None:
    """Leave a group: those who stay may have all accepted already."""
    remaining = [row for row in standing_parties(introduction) if row.pk != party.pk]
    accepted = [row for row in remaining if row.accepted_at and row.role == PartyRole.ANSWERER]
    target = introduction.status
    if introduction.status == IntroductionStatus.ACCEPTED_ONE:
        target = IntroductionStatus.ACCEPTED_ONE if accepted else IntroductionStatus.SEEN
        if all(row.accepted_at for row in remaining):
            target = IntroductionStatus.ACCEPTED
    _write_refusal(party, hand)
    step(introduction, Act.LEAVE, target, hand)


def _write_refusal(party: IntroductionParty, hand: Hand) -> None:
    IntroductionParty.objects.filter(pk=party.pk).update(
        refused_at=hand.now, reason=hand.reason, accepted_at=None, accepted_by=None
    )
