"""Undo a confirmed cooperation: both ends agree to it, or the staff say why."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import AgreementStatus, IntroductionStatus
from cooperation.introduction_moves import Act
from cooperation.models import Agreement, Cooperation, CooperationEffect, Introduction
from cooperation.permissions import may_follow_introductions
from cooperation.services.agreements import decide, waiting_of
from cooperation.services.agreements_telling import tell_agreement
from cooperation.services.effects import uncount_cooperation, undone_source
from cooperation.services.introductions.hands import Hand, checked_word, locked
from cooperation.services.introductions.moving import step, write_step
from cooperation.services.introductions.postings import reopen_postings
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.outbox import record_network
from cooperation.wording.effects import told_of_effects
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def undo(
    *, agreement_id: int, organisation: Organisation, user: "User", now: dt.datetime
) -> Agreement:
    """Ask to undo a cooperation; when the other end had asked for it, it is undone."""
    agreement, introduction = waiting_of(agreement_id, organisation, user)
    if agreement.status == AgreementStatus.WITHDRAWN:
        return agreement
    if agreement.status != AgreementStatus.CONFIRMED:
        raise IntroductionRefused(_("Seule une coopération confirmée s’annule."))
    if agreement.undo_asked_for_id == organisation.pk:
        return agreement
    if agreement.undo_asked_for_id is None:
        agreement.undo_asked_for = organisation
        agreement.save(update_fields=["undo_asked_for"])
        tell_agreement(agreement=agreement, what="undo_asked", now=now)
        return agreement
    counted = _remove(agreement, introduction, Hand(user, organisation, now))
    tell_agreement(agreement=agreement, what="undone", now=now, more=counted)
    return agreement


@transaction.atomic
def undo_by_staff(*, agreement_id: int, user: "User", word: str, now: dt.datetime) -> Agreement:
    """Undo a cooperation for the staff, with a word why."""
    if not may_follow_introductions(user):
        raise PermissionDenied
    if not checked_word(word):
        raise IntroductionRefused(_("Dites pourquoi : un mot est nécessaire."))
    rows = Agreement.objects.select_related("giver", "receiver", "declared_for")
    found = rows.filter(pk=agreement_id).values_list("introduction_id", flat=True).first()
    if found is None:
        raise IntroductionRefused(_("Cette déclaration n’existe plus."))
    introduction = locked(found)
    agreement: Agreement = rows.get(pk=agreement_id)
    if agreement.status == AgreementStatus.WITHDRAWN:
        return agreement
    counted = _remove(agreement, introduction, Hand(user, None, now, word))
    tell_agreement(agreement=agreement, what="undone", now=now, by_staff=True, more=counted)
    return agreement


def _remove(agreement: Agreement, introduction: Introduction, hand: Hand) -> str:
    """Take the cooperation off the graph and move its indicators back; tell which.

    Its declaration, the steps and the values it made stay in the history.
    """
    rows = list(Cooperation.objects.select_for_update().filter(agreement=agreement))
    decide(
        agreement,
        AgreementStatus.WITHDRAWN,
        hand.user,
        hand.now,
        source=AgreementStatus.CONFIRMED,
    )
    effects: list[CooperationEffect] = []
    for row in rows:
        effects += uncount_cooperation(
            cooperation=row, source=undone_source(), now=hand.now, user=hand.user
        )
        row.delete()
    others = introduction.agreements.filter(status=AgreementStatus.CONFIRMED)
    if introduction.status == IntroductionStatus.AGREED and not others.exists():
        step(introduction, Act.UNDO, IntroductionStatus.ACCEPTED, hand)
    else:
        write_step(introduction, introduction.status, introduction.status, hand)
        reopen_postings(introduction=introduction, now=hand.now)
    record_network(now=hand.now)
    return "\n".join(told_of_effects(effects))
