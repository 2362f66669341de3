"""What a person was told, and how they want to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from pacte.enums import NotificationKind, Rhythm
from pacte.models import Notification, NotificationPreference
from pacte.permissions import is_curator

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PAGE_SIZE = 20
BY_DEFAULT: Mapping[str, str] = {
    NotificationKind.POSTING: Rhythm.IMMEDIATE,
    NotificationKind.INTRODUCTION: Rhythm.IMMEDIATE,
    NotificationKind.MESSAGE: Rhythm.IMMEDIATE,
    NotificationKind.FOLLOW_UP: Rhythm.IMMEDIATE,
    NotificationKind.SUGGESTION: Rhythm.WEEKLY,
    NotificationKind.CALL: Rhythm.IMMEDIATE,
    NotificationKind.MEMBERSHIP: Rhythm.IMMEDIATE,
    NotificationKind.MODERATION: Rhythm.DAILY,
}
"""What somebody waits for leaves at once; what is only good to know, together."""


@dataclass(frozen=True, slots=True)
class NotificationList:
    """A page of what a person was told, and how many of all are unread."""

    page: Page[Notification]
    unread: int


@dataclass(frozen=True, slots=True)
class Preference:
    """How a person wants to be told of a kind of thing by e-mail."""

    kind: str
    label: str
    rhythm: str
    is_default: bool


def unread_count(user: "User | AnonymousUser") -> int:
    """Count what a person has not read; visitors cost no query."""
    if not user.is_authenticated:
        return 0
    return Notification.objects.filter(recipient=user, read_at=None).count()


def notification_list(user: "User", *, page: str | int | None) -> NotificationList:
    """Return a page of what a person was told, newest first."""
    rows = Notification.objects.filter(recipient=user).select_related("organisation")
    counts = rows.aggregate(count=Count("pk"), unread=Count("pk", filter=Q(read_at=None)))
    paginator = Paginator(rows, PAGE_SIZE)
    paginator.count = counts["count"]  # asked with the unread, in one query
    return NotificationList(page=paginator.get_page(page), unread=counts["unread"])


def preferences_of(user: "User") -> tuple[Preference, ...]:
    """Return how a person wants to be told of each kind that they may be told of."""
    wishes = NotificationPreference.objects.filter(user=user)
    chosen = dict(wishes.values_list("kind", "rhythm"))
    is_staff = is_curator(user)
    return tuple(
        Preference(kind, str(label), chosen.get(kind, BY_DEFAULT[kind]), kind not in chosen)
        for kind, label in NotificationKind.choices
        if is_staff or kind != NotificationKind.MODERATION
    )


def rhythms_for(kind: str, user_ids: Iterable[int]) -> dict[int, str]:
    """Return the rhythm of each of these people for a kind, in one query."""
    wanted = list(user_ids)
    chosen = NotificationPreference.objects.filter(kind=kind, user__in=wanted)
    found = dict(chosen.values_list("user_id", "rhythm"))
    return {pk: found.get(pk, BY_DEFAULT[kind]) for pk in wanted}
