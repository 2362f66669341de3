"""Write a call, as a draft that its organisation alone sees."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cooperation.enums import CallKind, CallStatus
from cooperation.models import Call, CallRecipient
from cooperation.permissions import may_call
from cooperation.selectors.calls import callable_by
from pacte.models import Commune, Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class CallText:
    """What is asked, where, until when, and of whom: nobody named is everybody."""

    kind: CallKind
    title: str
    description: str
    answer_by: dt.date
    commune: Commune | None = None
    recipients: Sequence[Organisation] = ()

    @property
    def to_all(self) -> bool:
        return not self.recipients


@transaction.atomic
def write(
    *,
    organisation: Organisation,
    text: CallText,
    user: "User",
    now: dt.datetime,
    call: Call | None = None,
) -> Call:
    """Write a draft, or again; the same text twice is one draft, as a double click sends it."""
    if not may_call(user, organisation):
        raise PermissionDenied
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    fields = {
        "kind": text.kind,
        "title": text.title,
        "description": text.description,
        "commune": text.commune,
        "to_all": text.to_all,
        "answer_by": text.answer_by,
    }
    drafts = Call.objects.filter(organisation=organisation, status=CallStatus.DRAFT)
    row = drafts.filter(pk=call.pk).first() if call else drafts.filter(**fields).first()
    if call is not None and row is None:
        raise PermissionDenied
    row = row or Call(organisation=organisation, author=user, created_at=now)
    row.is_fictitious = organisation.is_fictitious
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    _address(row, [] if text.to_all else text.recipients)
    return row


def _address(call: Call, organisations: Sequence[Organisation]) -> None:
    """Write whom a draft is for: signatories alone, whatever was asked."""
    wanted = callable_by(call.organisation).filter(pk__in=[row.pk for row in organisations])
    call.recipients.exclude(organisation__in=wanted).delete()
    known = set(call.recipients.values_list("organisation_id", flat=True))
    rows = [CallRecipient(call=call, organisation=row) for row in wanted if row.pk not in known]
    CallRecipient.objects.bulk_create(rows, ignore_conflicts=True)


def discard(*, call: Call, user: "User") -> bool:
    """Throw a draft away; say whether there was one."""
    if not may_call(user, call.organisation):
        raise PermissionDenied
    deleted, _by_model = Call.objects.filter(pk=call.pk, status=CallStatus.DRAFT).delete()
    return bool(deleted)
