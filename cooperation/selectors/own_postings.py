"""The postings of the organisations that a person acts for: by state, with what each awaits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet

from cooperation.enums import AmendmentStatus, IntroductionStatus
from cooperation.enums import PostingStatus as S
from cooperation.models import Introduction, IntroductionParty, Posting, PostingAmendment
from cooperation.permissions import may_keep_posting
from cooperation.wording.follow import Follow
from pacte.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

GROUPS: dict[str, tuple[S, ...]] = {
    "a-suivre": (S.DRAFT, S.CHANGES_ASKED, S.SUBMITTED),
    "en-ligne": (S.PUBLISHED, S.IN_DISCUSSION, S.AGREED),
    "en-pause": (S.PAUSED,),
    "finies": (S.EXPIRED, S.FULFILLED, S.WITHDRAWN, S.REFUSED),
}
"""Tabs of the list: what to do, what runs, what rests, what ended."""
OPEN_AMENDMENTS = (AmendmentStatus.WAITING, AmendmentStatus.CHANGES_ASKED)


@dataclass(frozen=True, slots=True)
class OwnList:
    """The postings of an organisation in one tab, and how many each tab holds."""

    rows: QuerySet[Posting]
    totals: dict[str, int] = field(default_factory=dict)


def own_postings(*, organisation: Organisation, group: str) -> OwnList:
    """Return the postings of an organisation in a tab, the latest changed first."""
    rows = Posting.objects.filter(organisation=organisation)
    by_state = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    totals = {name: sum(by_state.get(s, 0) for s in states) for name, states in GROUPS.items()}
    amended = PostingAmendment.objects.filter(posting=OuterRef("pk"), status__in=OPEN_AMENDMENTS)
    chosen = rows.filter(status__in=GROUPS[group]).select_related("organisation")
    chosen = chosen.prefetch_related("flows")
    return OwnList(
        chosen.annotate(is_amended=Exists(amended)).order_by("-updated_at", "-pk"), totals
    )


def follow_of(postings: Iterable[Posting]) -> dict[int, Follow]:
    """Return what came of some postings, in two queries whatever their number."""
    owners = {row.pk: row.organisation_id for row in postings}
    found = {pk: Follow() for pk in owners}
    rows = Introduction.objects.filter(posting__in=owners).order_by()
    for pk, status, count in rows.values_list("posting", "status").annotate(Count("pk")):
        _count(found[pk], status, count)
    seen = IntroductionParty.objects.filter(
        introduction__posting__in=owners, seen_at__isnull=False
    ).order_by()
    names = ("introduction__posting", "organisation")
    for pk, organisation_id, count in seen.values_list(*names).annotate(Count("pk")):
        found[pk].seen += count if organisation_id != owners[pk] else 0
    return found


def _count(follow: Follow, status: str, count: int) -> None:
    follow.asked += count
    if status == IntroductionStatus.ACCEPTED_ONE:
        follow.interested += count
    elif status == IntroductionStatus.ACCEPTED:
        follow.in_touch += count
    elif status == IntroductionStatus.AGREED:
        follow.agreed += count


def own_posting(*, user: "User | AnonymousUser", pk: int) -> Posting | None:
    """Return a posting that a person follows, or nothing: another's does not exist for them."""
    rows = Posting.objects.select_related("organisation__commune", "commune").prefetch_related(
        "moves__actor", "labels", "kinds_may_answer", "service_zones", "photos", "flows"
    )
    posting: Posting | None = rows.filter(pk=pk).first()
    if posting is None or not may_keep_posting(user, posting):
        return None
    return posting


def last_amendment(posting: Posting) -> PostingAmendment | None:
    """Return the last change proposed to a posting, whatever became of it."""
    rows = PostingAmendment.objects.filter(posting=posting).prefetch_related("photos")
    return rows.order_by("-submitted_at", "-pk").first()


def introductions_of(posting: Posting, statuses: Iterable[str]) -> QuerySet[Introduction]:
    """Return the introductions of a posting in some states, with who is in them."""
    rows = Introduction.objects.filter(posting=posting, status__in=list(statuses))
    return rows.prefetch_related("parties__organisation").order_by("-changed_at", "-pk")
