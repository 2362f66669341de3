"""Editing a profile: a draft that the staff accept, at once for the organisations they trust."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from pacte.models import LogoProposal, Organisation
from pacte.permissions import is_curator, may_edit_profile
from pacte.plain_text import to_body
from pacte.selectors.profiles import working_copy
from pacte.services.logos import FOLDER, forget_proposals, propose_logo
from pacte.uploads import CleanFile, keeping

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTS = ("kinds", "themes", "labels")


class ProfileConflict(Exception):  # noqa: N818 - a refusal, not a fault
    """Somebody saved another version meanwhile: ``theirs`` is what they wrote."""

    def __init__(self, theirs: Organisation) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class LogoChange:
    """What becomes of the logo: another one, none any more, or nothing new."""

    file: CleanFile | None = None
    is_gone: bool = False


SAME_LOGO = LogoChange()


def save_profile(
    *,
    organisation: Organisation,
    base: int,
    content: Mapping[str, Any],
    logo: LogoChange = SAME_LOGO,
    user: "User",
    now: dt.datetime,
) -> bool:
    """Save what members wrote as a new version; say whether it is public at once.

    ``base`` is the version that was being read: nobody writes over what they have not seen.
    """
    with keeping(FOLDER) as keep, transaction.atomic():
        propose = partial(propose_logo, keep=keep, user=user, now=now)
        return _save(organisation, base, content, logo, propose, user)


def _save(
    organisation: Organisation,
    base: int,
    content: Mapping[str, Any],
    logo: LogoChange,
    propose: Callable[..., LogoProposal],
    user: "User",
) -> bool:
    locked: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_edit_profile(user, locked):
        raise PermissionDenied
    copy = working_copy(locked)
    if (locked.latest_revision_id or 0) != base:
        raise ProfileConflict(copy)
    _fill(copy, content)
    if logo.file is not None:
        copy.logo_proposed = propose(organisation=copy, file=logo.file)
    elif logo.is_gone:
        copy.logo, copy.logo_proposed = None, None
    copy.full_clean(exclude=["kinds"])
    revision = copy.save_revision(user=user, clean=False, log_action=True)
    forget_proposals(organisation=locked, but=copy.logo_proposed_id)
    if locked.live and (locked.is_trusted or is_curator(user)):
        revision.publish(user=user, skip_permission_checks=True)  # checked above
        return True
    _submit(Organisation.objects.get(pk=locked.pk), user)
    return False


def _fill(copy: Organisation, content: Mapping[str, Any]) -> None:
    for name, value in content.items():
        if name in LISTS:
            getattr(copy, name).set(list(value))
        elif name == "description":
            copy.description = to_body(value)
        else:
            setattr(copy, name, value)


def _submit(organisation: Organisation, user: "User") -> None:
    """Put the profile before the staff; what they were reading is no longer what they answer."""
    state = organisation.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif state is not None:
        _ask_again(state, organisation)
    elif workflow := organisation.get_workflow():
        workflow.start(organisation, user)


def _ask_again(state: WorkflowState, organisation: Organisation) -> None:
    """Close the question that the staff were asked of a former version, and ask it of the last."""
    task: TaskState = state.current_task_state
    changes = {"revision": organisation.latest_revision, "finished_at": None}
    state.current_task_state = task.copy(update_attrs=changes)
    state.save(update_fields=["current_task_state"])
    TaskState.objects.filter(pk=task.pk).update(
        status=TaskState.STATUS_CANCELLED, finished_at=organisation.latest_revision.created_at
    )
