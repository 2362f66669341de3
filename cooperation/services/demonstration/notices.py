"""What the demonstration's members were told: of their introductions, and of what is suggested.

Told by the services, in the site alone: nothing leaves by e-mail for addresses that nobody reads.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.enums import IntroductionStatus
from cooperation.introduction_moves import Act
from cooperation.models import Introduction, Message, SuggestionNews
from cooperation.selectors import for_you
from cooperation.services import suggestion_news
from cooperation.services.demonstration.accounts import MANAGED
from cooperation.services.introductions.telling import name_of, url_of
from cooperation.wording.introductions import about, body_of, staff_name, subject_of
from pacte.enums import NotificationKind
from pacte.models import Notification, Organisation
from pacte.selectors.people import members_of
from pacte.services.notifications import mark_read, notify

NEW = 4
"""Suggestions told as new."""


def write_notices(*, now: dt.datetime) -> None:
    """Write them after the introductions, once: each has its key."""
    mine = Organisation.objects.filter(slug=MANAGED).first()
    if mine is None:
        return
    for row in Introduction.objects.filter(parties__organisation=mine).order_by("created_at", "pk"):
        _tell_moves(row, mine)
        _tell_messages(row, mine)
    _mark_oldest_read(mine, now)
    _tell_suggestions(mine, now)


def _tell_suggestions(mine: Organisation, now: dt.datetime) -> None:
    """Tell the best suggestions, as if the others had been known for long."""
    today = timezone.localdate(now)
    found = for_you.sort_out(mine, today=today)
    new = {row.pk for row in for_you.rows_of(found, for_you.TO_SEE, mine, today=today)[:NEW]}
    known = [suggestion_news.short(key) for pk, key in found.keys.items() if pk not in new]
    start = {"known": dict.fromkeys(sorted(known), today.isoformat()), "looked_at": now}
    SuggestionNews.objects.get_or_create(organisation=mine, defaults=start)
    suggestion_news.tell(organisation_id=mine.pk, now=now, by_mail=False)


def _tell_moves(introduction: Introduction, mine: Organisation) -> None:
    """Tell what the others did: propose, accept."""
    for row in introduction.moves.exclude(organisation=mine).select_related("organisation"):
        who = name_of(row) if row.organisation else staff_name()
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
        who = row.organisation.name if row.organisation else staff_name()
        names = {"who": who, "about": about(introduction)}
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
