"""What an organisation says it gives and takes when it begins: draft postings, to complete later."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cooperation import knowledge
from cooperation.enums import Direction
from cooperation.models import Posting
from cooperation.permissions import may_create_posting
from cooperation.services.postings import write_draft
from pacte.models import Organisation
from pacte.permissions import may_prepare

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 24
"""Drafts written at once."""


@transaction.atomic
def start_postings(
    *,
    organisation: Organisation,
    chosen: Iterable[tuple[str, str]],
    user: "User",
    now: dt.datetime,
) -> int:
    """Write a draft for each direction and resource not posted yet; return how many."""
    locked: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not (may_create_posting(user, locked) or may_prepare(user, locked)):
        raise PermissionDenied
    rows = Posting.objects.filter(organisation=locked)
    known = set(rows.values_list("direction", "resource"))
    wanted = [pair for pair in dict.fromkeys(chosen) if pair not in known][:MOST]
    for direction, resource in wanted:
        _write(locked, direction, resource, user, now)
    return len(wanted)


def _write(
    organisation: Organisation, direction: str, resource: str, user: "User", now: dt.datetime
) -> None:
    label = knowledge.load().resources[resource].label
    title = label if direction == Direction.OFFER else _("Cherche : %(what)s") % {"what": label}
    posting = Posting(
        organisation=organisation,
        direction=direction,
        resource=resource,
        title=title[:140],
        is_fictitious=organisation.is_fictitious,
    )
    write_draft(posting, user, now)
