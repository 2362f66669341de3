"""The staff approve or refuse a table; approving it makes it the one in force."""

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.enums import WeightsStatus
from cooperation.models import WeightsTable
from cooperation.services.outbox import record_network
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class LearningRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """A decision that cannot be taken; says why to the user."""


@transaction.atomic
def approve(*, table_id: int, user: "User", note: str = "", now: dt.datetime) -> WeightsTable:
    """Put a proposed table in force; every suggestion is then computed again.

    A table that ranks worse was never proposed: it cannot be approved. A replaced one can be put
    back in force.
    """
    row = _locked(table_id, user)
    if row.status not in {WeightsStatus.PROPOSED, WeightsStatus.REPLACED}:
        raise LearningRefused(
            _("Le barème %(version)s est à l’état « %(state)s » : il ne peut pas être approuvé.")
            % {"version": row.version, "state": row.get_status_display()}
        )
    in_force = WeightsTable.objects.filter(status=WeightsStatus.IN_FORCE)
    in_force.update(status=WeightsStatus.REPLACED)
    return _decide(row, WeightsStatus.IN_FORCE, user, note, now)


@transaction.atomic
def refuse(*, table_id: int, user: "User", note: str = "", now: dt.datetime) -> WeightsTable:
    """Refuse a proposed table, or set aside the one in force: the packaged one then holds."""
    row = _locked(table_id, user)
    if row.status not in {WeightsStatus.PROPOSED, WeightsStatus.IN_FORCE}:
        raise LearningRefused(
            _("Le barème %(version)s est à l’état « %(state)s » : il n’y a rien à refuser.")
            % {"version": row.version, "state": row.get_status_display()}
        )
    was_in_force = row.status == WeightsStatus.IN_FORCE
    target = WeightsStatus.REPLACED if was_in_force else WeightsStatus.REFUSED
    return _decide(row, target, user, note, now, follow=was_in_force)


def _locked(table_id: int, user: "User") -> WeightsTable:
    if not is_curator(user):
        raise PermissionDenied
    row: WeightsTable | None = WeightsTable.objects.select_for_update().filter(pk=table_id).first()
    if row is None:
        raise LearningRefused(_("Ce barème n’existe plus."))
    return row


def _decide(
    row: WeightsTable,
    status: WeightsStatus,
    user: "User",
    note: str,
    now: dt.datetime,
    *,
    follow: bool = True,
) -> WeightsTable:
    row.status, row.note, row.decided_at, row.decided_by = status, note.strip(), now, user
    row.save()
    if follow and status != WeightsStatus.REFUSED:
        record_network(now=now)
    return row
