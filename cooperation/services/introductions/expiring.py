"""What time does to introductions: a reminder after ten days, an end after thirty."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import IntroductionStatus
from cooperation.introduction_moves import EXPIRE_AFTER, REMIND_AFTER, WAITING, Act
from cooperation.models import Introduction
from cooperation.services.introductions.hands import Hand, locked
from cooperation.services.introductions.moving import step
from cooperation.services.introductions.refusals import IntroductionRefused
from cooperation.services.introductions.telling import tell_parties
from cooperation.wording.introductions import about


def expire_introductions(*, now: dt.datetime) -> int:
    """End what nobody answered for thirty days; return how many."""
    past = Introduction.objects.filter(status__in=WAITING, changed_at__lte=now - EXPIRE_AFTER)
    ended = 0
    for pk in list(past.order_by("pk").values_list("pk", flat=True)):
        ended += _expire(pk, now)
    return ended


@transaction.atomic
def _expire(introduction_id: int, now: dt.datetime) -> int:
    """End one, unless somebody has moved it meanwhile."""
    try:
        introduction = locked(introduction_id)
        if introduction.changed_at > now - EXPIRE_AFTER:
            return 0
        step(introduction, Act.EXPIRE, IntroductionStatus.EXPIRED, Hand(None, None, now))
    except IntroductionRefused:
        return 0
    return 1


def remind_introductions(*, now: dt.datetime) -> int:
    """Remind once those who have not answered after ten days; return how many introductions."""
    rows = Introduction.objects.filter(
        status__in=WAITING,
        changed_at__lte=now - REMIND_AFTER,
        changed_at__gt=now - EXPIRE_AFTER,
    )
    reminded = 0
    for introduction in rows.select_related("posting").order_by("pk"):
        reminded += _remind(introduction, now)
    return reminded


@transaction.atomic
def _remind(introduction: Introduction, now: dt.datetime) -> int:
    waited = introduction.parties.filter(accepted_at=None, refused_at=None)
    ends_on = introduction.changed_at + EXPIRE_AFTER
    tell_parties(
        introduction=introduction,
        subject=_("Une mise en relation attend votre réponse"),
        body=_("À propos de : %(about)s. Sans réponse, elle s’arrêtera dans %(days)s jours.")
        % {"about": about(introduction), "days": max(1, (ends_on - now).days)},
        key=f"introduction-{introduction.pk}-reminder",
        organisations=[row.organisation for row in waited.select_related("organisation")],
        now=now,
    )
    return 1


__all__ = ["expire_introductions", "remind_introductions"]
