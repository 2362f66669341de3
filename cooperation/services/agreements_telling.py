"""What the two ends of a declared cooperation are told."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.models import Agreement
from cooperation.services.introductions.telling import tell_parties
from cooperation.wording.introductions import flow_of, staff_name

SUBJECTS = {
    "declared": gettext_lazy("%(who)s déclare une coopération : à vous de confirmer"),
    "confirmed": gettext_lazy("%(who)s confirme la coopération"),
    "contested": gettext_lazy("%(who)s conteste la coopération déclarée"),
    "taken_back": gettext_lazy("%(who)s retire la coopération déclarée"),
    "undo_asked": gettext_lazy("%(who)s demande d’annuler la coopération"),
    "undone": gettext_lazy("%(who)s annule la coopération"),
}
"""What the other end reads first."""


def tell_agreement(
    *, agreement: Agreement, what: str, now: dt.datetime, by_staff: bool = False, more: str = ""
) -> None:
    """Tell the other end what was said of a cooperation; both of them when staff said it."""
    actor = _actor_id(agreement, what)
    ends = [agreement.giver, agreement.receiver]
    told = ends if by_staff else [row for row in ends if row.pk != actor]
    who = staff_name() if by_staff else next(row.name for row in ends if row.pk == actor)
    lines = [flow_of(agreement)]
    if agreement.note and what in {"declared", "contested"}:
        lines.append(_("Le mot qui l’accompagne : « %(word)s »") % {"word": agreement.note})
    if more:
        lines.append(more)
    tell_parties(
        introduction=agreement.introduction,
        subject=str(SUBJECTS[what]) % {"who": who},
        body="\n".join(lines),
        key=f"agreement-{agreement.pk}-{what}-{int(now.timestamp())}",
        organisations=told,
        now=now,
    )


def _actor_id(agreement: Agreement, what: str) -> int:
    """Return which end says it: the one that declared, the other one, or who asks to undo."""
    if what in {"declared", "taken_back"}:
        return int(agreement.declared_for_id)
    if what == "undo_asked" and agreement.undo_asked_for_id:
        return int(agreement.undo_asked_for_id)
    mine = agreement.undo_asked_for_id if what == "undone" else agreement.declared_for_id
    ends = (agreement.giver_id, agreement.receiver_id)
    return int(ends[1] if ends[0] == mine else ends[0])
