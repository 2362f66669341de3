"""What came of it: each side is asked after two and six weeks, once each."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation.enums import FollowUpAnswer, IntroductionStatus, RefusalReason
from cooperation.introduction_moves import FOLLOW_UP_WEEKS
from cooperation.models import FollowUp, Introduction, IntroductionParty
from cooperation.services.introductions.answering import close
from cooperation.services.introductions.hands import standing_parties
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.introductions.telling import tell_parties
from cooperation.wording.introductions import about
from pacte.enums import NotificationKind

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ask_follow_ups(*, now: dt.datetime) -> int:
    """Ask each party of what all accepted long enough ago; return how many were asked.

    Only the last week that is past is asked about: after an outage, nobody is asked twice at once.
    """
    asked = 0
    for later, week in zip((*FOLLOW_UP_WEEKS[1:], None), FOLLOW_UP_WEEKS, strict=True):
        rows = Introduction.objects.filter(
            status=IntroductionStatus.ACCEPTED, accepted_at__lte=now - dt.timedelta(weeks=week)
        )
        if later is not None:
            rows = rows.filter(accepted_at__gt=now - dt.timedelta(weeks=later))
        for introduction in rows.select_related("posting").order_by("pk"):
            asked += _ask(introduction, week, now)
    return asked


@transaction.atomic
def _ask(introduction: Introduction, week: int, now: dt.datetime) -> int:
    asked = 0
    for party in standing_parties(introduction):
        row, created = FollowUp.objects.get_or_create(
            introduction=introduction,
            organisation=party.organisation,
            week=week,
            defaults={"asked_at": now},
        )
        if created:
            _tell(introduction, party, row, now)
            asked += 1
    return asked


def _tell(
    introduction: Introduction, party: IntroductionParty, row: FollowUp, now: dt.datetime
) -> None:
    tell_parties(
        introduction=introduction,
        subject=_("Votre mise en relation a-t-elle donné quelque chose ?"),
        body=_("À propos de : %(about)s. Répondez en un geste : oui, pas encore, ou non.")
        % {"about": about(introduction)},
        key=f"introduction-{introduction.pk}-follow-up-{row.week}",
        organisations=[party.organisation],
        now=now,
        kind=NotificationKind.FOLLOW_UP,
        url=reverse("cooperation:follow-up", args=[row.token]),
    )


@transaction.atomic
def answer_follow_up(
    *, follow_up: FollowUp, answer: str, reason: str = "", user: "User | None", now: dt.datetime
) -> FollowUp:
    """Keep what a side answers, once; when every side said no, the introduction ends."""
    if answer not in FollowUpAnswer.values:
        raise IntroductionRefused(_("Choisissez une réponse."))
    if answer == FollowUpAnswer.NO and reason not in RefusalReason.values:
        raise IntroductionRefused(_("Dites pourquoi : choisissez une raison."))
    introduction = Introduction.objects.select_for_update().get(pk=follow_up.introduction_id)
    unanswered = FollowUp.objects.filter(pk=follow_up.pk, answer="")
    changed = unanswered.update(answer=answer, answered_at=now, answered_by=user)
    follow_up.refresh_from_db()
    if not changed:
        if follow_up.answer == answer:
            return follow_up
        raise IntroductionRefused(_("Votre organisation a déjà répondu à cette question."))
    if answer == FollowUpAnswer.NO:
        _said_no(introduction, follow_up, reason, now)
    return follow_up


def _said_no(
    introduction: Introduction, follow_up: FollowUp, reason: str, now: dt.datetime
) -> None:
    parties = introduction.parties.filter(organisation=follow_up.organisation)
    parties.filter(refused_at=None).update(reason=reason)
    if introduction.status != IntroductionStatus.ACCEPTED:
        return
    latest = {
        row.organisation_id: row.answer
        for row in introduction.follow_ups.exclude(answer="").order_by("week")
    }
    if all(
        latest.get(row.organisation_id) == FollowUpAnswer.NO
        for row in standing_parties(introduction)
    ):
        close(introduction_id=introduction.pk, organisation=None, user=None, reason=reason, now=now)
