"""Amend the knowledge, or undo an amendment: refused when the result would not hold."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.knowledge import KnowledgeError, loading, overlay
from cooperation.models import KnowledgeAmendment
from cooperation.services.knowledge_base.state import bring_up_to_date, in_force, laid
from cooperation.services.outbox import record_network
from cooperation.wording.knowledge import problem_of
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AmendmentRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """An amendment that the knowledge cannot take; names the field, and says why to the user."""

    def __init__(self, field: str, problem: str) -> None:
        self.field, self.problem = field, problem
        super().__init__(problem)


@transaction.atomic
def amend(
    *,
    subject: str,
    code: str,
    action: str,
    values: Mapping[str, str],
    note: str,
    user: "User",
    now: dt.datetime,
) -> KnowledgeAmendment:
    """Add, change or remove a row of the knowledge; it counts at once, everywhere.

    1. Check the permission and the word. 2. Lay every amendment, this one last, and check the
    result whole. 3. Write it; once committed, put the result in force and compute again.
    """
    if not is_curator(user):
        raise PermissionDenied
    if not note.strip():
        raise AmendmentRefused("note", _("Dites pourquoi, en quelques mots : l’histoire le garde."))
    row = KnowledgeAmendment(
        subject=subject,
        code=code,
        action=action,
        values=dict(values),
        note=note.strip(),
        author=user,
        made_at=now,
    )
    rows = [*_locked(), row]
    _check(rows, len(rows))
    row.save()
    _follow(now)
    return row


@transaction.atomic
def undo(*, amendment_id: int, user: "User", now: dt.datetime) -> KnowledgeAmendment:
    """Undo an amendment; the history keeps it. Refused when a later one rests on it."""
    if not is_curator(user):
        raise PermissionDenied
    rows = _locked()
    row = next((row for row in rows if row.pk == amendment_id), None)
    if row is None:
        raise AmendmentRefused("", _("Cet amendement n’existe plus, ou est déjà annulé."))
    _check([other for other in rows if other.pk != amendment_id], 0)
    row.undone_at, row.undone_by = now, user
    row.save(update_fields=["undone_at", "undone_by"])
    _follow(now)
    return row


def _locked() -> list[KnowledgeAmendment]:
    """Return the amendments in force; two people amend one after the other."""
    list(KnowledgeAmendment.objects.select_for_update().values_list("pk", flat=True))
    return in_force()


def _check(rows: Sequence[KnowledgeAmendment], last: int) -> None:
    """Refuse amendments whose result does not hold; ``last`` is the place of the new one."""
    try:
        overlay.amended(loading.data_files(), laid(rows))
    except KnowledgeError as error:
        problem = problem_of(error.problem)
        if error.row == last and error.file == overlay.FILE:
            raise AmendmentRefused(error.field, problem) from error
        if last and error.field == "label" and repr(rows[last - 1].code) in error.problem:
            raise AmendmentRefused("label", _("Ce nom est déjà pris.")) from error
        where = rows[error.row - 1].code if error.file == overlay.FILE and error.row else error.file
        text = _("Un autre amendement en dépend (%(code)s, « %(field)s ») : %(problem)s")
        values = {"code": where, "field": error.field, "problem": problem}
        raise AmendmentRefused("", text % values) from error


def _follow(now: dt.datetime) -> None:
    """Put the result in force once committed, and have the suggestions computed again."""
    transaction.on_commit(bring_up_to_date)
    record_network(now=now)
