"""Send a call and remind, once each, within limits that hold whoever clicks at the same time."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.enums import CallStatus
from cooperation.models import Call, CallRecipient
from cooperation.permissions import may_call, may_follow_call
from cooperation.selectors.calls import (
    MOST_OPEN,
    REMIND_AFTER,
    callable_by,
    may_remind,
    room_of,
    with_members,
)
from cooperation.services.calls.refusals import CallRefused
from cooperation.services.calls.telling import tell_reminder, tell_sent
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def send(*, call: Call, user: "User", now: dt.datetime) -> bool:
    """Send a draft; say whether this did it, as somebody may have sent it already."""
    if not may_call(user, call.organisation):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=call.organisation_id)
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if row.status != CallStatus.DRAFT:
        return False
    _check_limits(row, organisation, now)
    _address_all(row, organisation)
    if not row.recipients.exists():
        raise CallRefused(_("Choisissez au moins un signataire."))
    sent = Call.objects.filter(pk=row.pk, status=CallStatus.DRAFT)
    sent.update(status=CallStatus.OPEN, sent_at=now)
    row.refresh_from_db()
    told = with_members(row.recipients.all())
    row.recipients.filter(organisation__in=told).update(told_at=now)
    tell_sent(row, told, now)
    return True


def _check_limits(call: Call, organisation: Organisation, now: dt.datetime) -> None:
    room = room_of(organisation, now)
    if not room.may_open:
        raise CallRefused(
            _("Vous avez déjà %(most)s appels ouverts : fermez-en un d’abord.")
            % {"most": MOST_OPEN}
        )
    if call.to_all and room.to_all_from is not None:
        raise CallRefused(
            _("Un appel à tous par trimestre : le prochain à partir du %(day)s.")
            % {"day": date_format(room.to_all_from, "DATE_FORMAT")}
        )
    if call.answer_by <= timezone.localdate(now):
        raise CallRefused(_("La date de réponse est passée : choisissez-en une autre."))


def _address_all(call: Call, organisation: Organisation) -> None:
    """Address a call to all to whoever has signed by now; drop who signed no longer."""
    wanted = callable_by(organisation)
    if call.to_all:
        rows = [CallRecipient(call=call, organisation=row) for row in wanted]
        CallRecipient.objects.bulk_create(rows, ignore_conflicts=True)
    call.recipients.exclude(organisation__in=wanted).delete()


@transaction.atomic
def remind(*, call: Call, user: "User", now: dt.datetime) -> int:
    """Remind those who have not answered; return how many signatories, none the second time."""
    if not may_follow_call(user, call):
        raise PermissionDenied
    row = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if row.status != CallStatus.OPEN:
        raise CallRefused(_("Cet appel n’est plus ouvert."))
    if row.answer_by < timezone.localdate(now):
        raise CallRefused(_("La date de réponse est passée : plus personne n’est relancé."))
    if row.sent_at is not None and now < row.sent_at + REMIND_AFTER:
        raise CallRefused(
            _("Attendez le %(day)s : une relance part au plus tôt après %(days)s jours.")
            % {
                "day": date_format(row.sent_at + REMIND_AFTER, "DATE_FORMAT"),
                "days": REMIND_AFTER.days,
            }
        )
    if not may_remind(row, now):
        return 0
    waiting = row.recipients.filter(answer="", reminded_at=None).exclude(told_at=None)
    organisations = list(waiting.values_list("organisation_id", flat=True))
    waiting.update(reminded_at=now)
    tell_reminder(row, organisations, now)
    return len(organisations)
