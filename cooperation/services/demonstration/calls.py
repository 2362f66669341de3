"""One solidarity call to open the pages with: sent to all, that nobody has answered.

Signatories are real: no answer is made up for them.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cooperation.enums import CallKind, CallStatus
from cooperation.models import Call, CallRecipient
from cooperation.selectors.calls import callable_by
from cooperation.services.demonstration.accounts import MANAGED
from pacte.models import Organisation
from pacte.services.loading import Ledger

DATASET = "call"
SENT_BEFORE = dt.timedelta(days=6)
ANSWER_WITHIN = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Example:
    """A call of the demonstration."""

    key: str
    kind: CallKind
    title: str
    description: str


def examples() -> list[Example]:
    """Return the calls of the demonstration."""
    return [
        Example(
            "visits",
            CallKind.VISIT,
            _("Faire visiter vos cuisines à huit personnes en parcours"),
            _(
                "Appel fictif. Huit personnes se forment aux métiers de la légumerie : une matinée "
                "dans une cuisine collective leur montrerait où vont les légumes qu’elles préparent."
            ),
        )
    ]


def write_calls(ledger: Ledger, *, now: dt.datetime) -> None:
    """Write the calls never made, where the structure that makes them is there."""
    pending = list(ledger.pending(DATASET, examples()))
    caller = Organisation.objects.filter(slug=MANAGED).first() if pending else None
    if caller is None:
        return
    for row in pending:
        call = Call.objects.create(
            organisation=caller,
            kind=row.kind,
            title=row.title,
            description=row.description,
            to_all=True,
            answer_by=(now + ANSWER_WITHIN).date(),
            status=CallStatus.OPEN,
            created_at=now - SENT_BEFORE,
            sent_at=now - SENT_BEFORE,
            is_fictitious=True,
        )
        CallRecipient.objects.bulk_create(
            CallRecipient(call=call, organisation=called) for called in callable_by(caller)
        )
        ledger.remember(DATASET, {row.key: call.pk})
