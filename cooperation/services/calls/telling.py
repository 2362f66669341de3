"""Who is told of a call, once each: whoever acts for two signatories reads it once."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import CallAnswer
from cooperation.models import Call, CallRecipient
from pacte.enums import NotificationKind
from pacte.selectors.people import members_of
from pacte.services.notifications import notify

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def _people(organisation_ids: Iterable[int]) -> "Iterable[User]":
    people = get_user_model().objects.filter(is_active=True)
    mine = people.filter(memberships__organisation__in=list(organisation_ids))
    return mine.distinct().order_by("pk")


def _tell(
    call: Call, what: str, people: "Iterable[User]", texts: tuple[str, str], now: dt.datetime
) -> None:
    subject, body = texts
    notify(
        kind=NotificationKind.CALL,
        recipients=people,
        subject=subject,
        body=body,
        url=reverse("cooperation:call", args=[call.pk]),
        key=f"call-{call.pk}-{what}",
        now=now,
    )


def tell_sent(call: Call, organisation_ids: Iterable[int], now: dt.datetime) -> None:
    """Tell the members of the signatories that a call is addressed to."""
    values = _values(call)
    subject = _("%(name)s vous appelle : %(title)s") % values
    body = _("%(kind)s. %(description)s\n\nRéponse souhaitée avant le %(day)s.") % values
    _tell(call, "sent", _people(organisation_ids), (subject, body), now)


def tell_reminder(call: Call, organisation_ids: Iterable[int], now: dt.datetime) -> None:
    """Tell again, once, those who have not answered."""
    values = _values(call)
    subject = _("%(name)s attend votre réponse : %(title)s") % values
    body = _("Même « Pas cette fois » l’aide. Réponse souhaitée avant le %(day)s.") % values
    _tell(call, "reminder", _people(organisation_ids), (subject, body), now)


def tell_answer(row: CallRecipient, now: dt.datetime) -> None:
    """Tell who calls that a signatory answered, once for each answer it gives."""
    call = row.call
    values = _values(call) | {"who": row.organisation.name, "answer": row.get_answer_display()}
    subject = _("%(who)s répond à « %(title)s » : %(answer)s") % values
    what = f"answer-{row.pk}-{row.answer}"
    _tell(call, what, members_of(call.organisation), (subject, row.word), now)


def tell_closed(call: Call, now: dt.datetime) -> None:
    """Tell those who helped or wanted to what came of it."""
    helped = call.recipients.filter(answer__in=["yes", "maybe"])
    ids = helped.values_list("organisation_id", flat=True)
    subject = _("%(name)s vous remercie : « %(title)s » est clos") % _values(call)
    _tell(call, "closed", _people(ids), (subject, call.closing_note), now)


def tell_ended(call: Call, now: dt.datetime) -> None:
    """Tell who called that the date has passed, who answered, and ask what came of it."""
    answers = list(call.recipients.values_list("answer", flat=True))
    values = _values(call) | {
        "total": len(answers),
        "yes": answers.count(CallAnswer.YES),
        "maybe": answers.count(CallAnswer.MAYBE),
    }
    subject = _("« %(title)s » : la date de réponse est passée, qu’est-ce que cela a donné ?")
    body = _(
        "Signataires appelés : %(total)s ; oui : %(yes)s ; peut-être : %(maybe)s. L’appel n’attend "
        "plus de réponse. Dites sur sa page ce qu’il a donné : celles qui ont répondu oui ou "
        "peut-être le liront."
    )
    people = members_of(call.organisation)
    _tell(call, "ended", people, (subject % values, body % values), now)


def tell_stopped(call: Call, now: dt.datetime) -> None:
    """Tell who called that the staff stopped it, and why."""
    subject = _("L’animation du pacte a arrêté « %(title)s »") % _values(call)
    people = members_of(call.organisation)
    _tell(call, "stopped", people, (subject, call.closing_note), now)


def _values(call: Call) -> dict[str, str]:
    return {
        "name": call.organisation.name,
        "title": call.title,
        "kind": str(call.get_kind_display()),
        "description": call.description,
        "day": date_format(call.answer_by, "DATE_FORMAT"),
    }
