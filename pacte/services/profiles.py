"""Editing a profile: a draft that the staff accept, at once for the organisations they trust."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import WorkflowState

from pacte.models import Organisation
from pacte.permissions import is_curator, may_edit_profile
from pacte.plain_text import to_body
from pacte.selectors.profiles import working_copy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTS = ("kinds", "themes", "labels")


class ProfileConflict(Exception):  # noqa: N818 - a refusal, not a fault
    """Somebody saved another version meanwhile: ``theirs`` is what they wrote."""

    def __init__(self, theirs: Organisation) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


@transaction.atomic
def save_profile(
    *,
    organisation: Organisation,
    base: int,
    content: Mapping[str, Any],
    user: "User",
    now: dt.datetime,
) -> bool:
    """Save what members wrote as a new version; say whether it is public at once.

    ``base`` is the version that was being read: nobody writes over what they have not seen.
    """
    locked: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not may_edit_profile(user, locked):
        raise PermissionDenied
    copy = working_copy(locked)
    if (locked.latest_revision_id or 0) != base:
        raise ProfileConflict(copy)
    _fill(copy, content)
    copy.full_clean(exclude=["kinds"])
    revision = copy.save_revision(user=user, clean=False, log_action=True)
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
    """Put the profile before the staff, unless it is there already."""
    state = organisation.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    elif state is None and (workflow := organisation.get_workflow()):
        workflow.start(organisation, user)
