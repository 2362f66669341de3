"""A signatory answers a call, changes its mind until it is closed, and may be put in touch."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import CallAnswer, CallStatus
from cooperation.models import Call, CallRecipient, Introduction
from cooperation.permissions import may_answer_call, may_follow_call
from cooperation.services.calls.refusals import CallRefused
from cooperation.services.calls.telling import tell_answer
from cooperation.services.introductions import propose_meeting
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def answer(
    *,
    call: Call,
    organisation: Organisation,
    given: CallAnswer,
    word: str,
    user: "User",
    now: dt.datetime,
) -> bool:
    """Answer for a signatory; say whether it changed anything. A call that is over takes none."""
    if not may_answer_call(user, call, organisation):
        raise PermissionDenied
    row = (
        Call.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=call.pk)
    )
    if row.status != CallStatus.OPEN:
        raise CallRefused(_("Cet appel n’attend plus de réponse : la vôtre n’a pas été gardée."))
    mine = row.recipients.select_related("organisation").get(organisation=organisation)
    if (mine.answer, mine.word) == (given, word):
        return False
    mine.answer, mine.word, mine.answered_at, mine.answered_by = given, word, now, user
    mine.call = row
    mine.full_clean(validate_unique=False, validate_constraints=False)
    mine.save(update_fields=["answer", "word", "answered_at", "answered_by"])
    tell_answer(mine, now)
    return True


def introduce_after(
    *, recipient: CallRecipient, user: "User", word: str, now: dt.datetime
) -> Introduction:
    """Ask to be put in touch with a signatory that said yes or maybe: contacts once it accepts."""
    call = recipient.call
    if not may_follow_call(user, call):
        raise PermissionDenied
    if recipient.answer not in {CallAnswer.YES, CallAnswer.MAYBE}:
        raise CallRefused(_("Cette organisation n’a pas répondu oui."))
    return propose_meeting(
        asker=call.organisation, other=recipient.organisation, user=user, word=word, now=now
    )
