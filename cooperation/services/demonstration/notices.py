"""What the demonstration's members were told: of their introductions, and of what is suggested.

Told by the services, in the site alone: nothing leaves by e-mail for addresses that nobody reads.
"""

import datetime as dt

from django.utils.translation import gettext as _

from cooperation.enums import IntroductionStatus
from cooperation.introduction_moves import Act
from cooperation.models import Introduction, Message, SuggestionNews
from cooperation.services import suggestion_news
from cooperation.services.demonstration.accounts import MANAGED
from cooperation.services.introductions.telling import name_of, url_of
from cooperation.wording.introductions import about, body_of, subject_of
from pacte.enums import NotificationKind
from pacte.models import Notification, Organisation
from pacte.selectors.people import members_of
from pacte.services.notifications import mark_read, notify


def write_notices(*, now: dt.datetime) -> None:
    """Write them after the introductions, once: each has its key."""
    mine = Organisation.objects.filter(slug=MANAGED).first()
    if mine is None:
        return
    for row in Introduction.objects.filter(parties__organisation=mine).order_by("created_at", "pk"):
        _tell_moves(row, mine)
        _tell_messages(row, mine)
    _mark_oldest_read(mine, now)
    start = {"known": {}, "looked_at": now}
    SuggestionNews.objects.get_or_create(organisation=mine, defaults=start)
    suggestion_news.tell(organisation_id=mine.pk, now=now, by_mail=False)


def _tell_moves(introduction: Introduction, mine: Organisation) -> None:
    """Tell what the others did: propose, accept."""
    for row in introduction.moves.exclude(organisation=mine).select_related("organisation"):
        who = name_of(row)
        subject = (
            subject_of(Act.ACCEPT, who)
            if row.target == IntroductionStatus.ACCEPTED
            else _("%(who)s vous propose une mise en relation") % {"who": who}
        )
        _tell(
            NotificationKind.INTRODUCTION,
            f"introduction-{introduction.pk}-step-{row.pk}",
            (subject, body_of(introduction, word=row.note)),
            introduction,
            mine,
            row.made_at,
        )


def _tell_messages(introduction: Introduction, mine: Organisation) -> None:
    """Tell what the others wrote."""
    rows = Message.objects.filter(introduction=introduction).exclude(organisation=mine)
    for row in rows.select_related("organisation"):
        names = {"who": row.organisation.name, "about": about(introduction)}
        subject = _("%(who)s vous écrit à propos de : %(about)s") % names
        _tell(
            NotificationKind.MESSAGE,
            f"message-{row.pk}",
            (subject, row.body),
            introduction,
            mine,
            row.sent_at,
        )


def _tell(
    kind: str,
    key: str,
    texts: tuple[str, str],
    introduction: Introduction,
    mine: Organisation,
    now: dt.datetime,
) -> None:
    subject, body = texts
    notify(
        kind=kind,
        recipients=members_of(mine),
        subject=subject,
        body=body,
        url=url_of(introduction),
        key=key,
        organisation=mine,
        now=now,
        by_mail=False,
    )


def _mark_oldest_read(mine: Organisation, now: dt.datetime) -> None:
    """Let each member have read the first thing they were told."""
    for user in members_of(mine):
        oldest = Notification.objects.filter(recipient=user).order_by("created_at", "pk").first()
        if oldest is not None:
            mark_read(user=user, pk=oldest.pk, now=now)
