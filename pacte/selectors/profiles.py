"""The profile of an organisation as its members edit it: the latest text, accepted or not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from pacte.models import LogoProposal, Organisation

if TYPE_CHECKING:
    from django import forms


def working_copy(organisation: Organisation) -> Organisation:
    """Return an organisation with its latest text, which the staff may not have accepted yet."""
    if not organisation.has_unpublished_changes or organisation.latest_revision_id is None:
        return organisation
    return cast("Organisation", organisation.get_latest_revision_as_object())


def logo_in_waiting(*, organisation: Organisation, pk: int) -> LogoProposal | None:
    """Return a logo that a version of a profile proposes, or nothing."""
    return LogoProposal.objects.filter(organisation=organisation, pk=pk).first()


def changed_labels(theirs: Mapping[str, Any], form: "forms.Form") -> str:
    """Name the fields where what somebody typed differs from a saved version, in words."""
    found = []
    for field in form:
        if field.is_hidden or field.field.disabled or field.name not in theirs:
            continue
        if field.field.has_changed(theirs[field.name], field.data):
            found.append(str(field.label))
    return ", ".join(found)
