"""What waits for a decision of the staff."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import WorkflowState

from cooperation.enums import PostingStatus
from cooperation.models import Posting
from pacte.models import Organisation

SHOWN = 8


@dataclass(frozen=True, slots=True)
class WorkList:
    """Postings and profiles to moderate: the oldest, and how many there are."""

    postings: tuple[Posting, ...]
    postings_count: int
    profiles: tuple[Organisation, ...]
    profiles_count: int


def work_list() -> WorkList:
    """Return what waits for the staff."""
    postings = Posting.objects.filter(status=PostingStatus.SUBMITTED).select_related("organisation")
    profiles = profiles_waiting()
    return WorkList(
        postings=tuple(postings.order_by("pk")[:SHOWN]),
        postings_count=postings.count(),
        profiles=tuple(profiles.order_by("pk")[:SHOWN]),
        profiles_count=profiles.count(),
    )


def profiles_waiting() -> QuerySet[Organisation]:
    """Return the profiles sent for approval, and the drafts that visitors' postings made."""
    running = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Organisation),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    deposited = Posting.objects.filter(organisation=OuterRef("pk"), status=PostingStatus.SUBMITTED)
    waits = Exists(running) | (Q(live=False) & Exists(deposited))
    return Organisation.objects.filter(waits)
