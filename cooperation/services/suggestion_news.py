"""Telling organisations what is newly suggested to them: once each, a notification a run.

What is new is what was never suggested before, whatever row says it: rows are written again,
their keys stay. The first time that an organisation is looked at, nothing is told: all that it
finds in « Pour vous » is known from then on.
"""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Suggestion, SuggestionNews, SuggestionParty
from cooperation.selectors import for_you, suggestions
from cooperation.wording.suggestion_news import body_of, subject_of
from pacte.enums import NotificationKind
from pacte.models import Organisation
from pacte.selectors.people import members_of
from pacte.services.notifications import notify

BATCH = 100
"""Organisations looked at together."""
BEST = 3
"""Suggestions whose reason is told; the others are counted."""
REMEMBERED = dt.timedelta(days=400)
"""How long what is no longer suggested stays known."""
SHORT = 16
"""Characters kept of the digest of a key."""


@dataclass(frozen=True, slots=True)
class NewsReport:
    """How many organisations were looked at, how many were told, and of how many suggestions."""

    looked: int
    told: int
    new: int


def tell_new_suggestions(*, now: dt.datetime) -> NewsReport:
    """Tell the members of each organisation what is new to look at; twice tells nothing more.

    A few queries for each hundred organisations, and a fixed number for each that has news.
    No permission: members read of what they may see already.
    """
    looked, counts = 0, []
    for organisations in _batches():
        looked += len(organisations)
        counts += [tell(organisation_id=pk, now=now) for pk in _with_news(organisations, now)]
    told = [count for count in counts if count]
    return NewsReport(looked=looked, told=len(told), new=sum(told))


def short(key: str) -> str:
    """Shorten the key of a suggestion, to keep many."""
    return hashlib.sha256(key.encode()).hexdigest()[:SHORT]


def _batches() -> Iterator[list[int]]:
    """Give the published organisations that somebody acts for, some at a time."""
    rows = Organisation.objects.filter(live=True, memberships__user__is_active=True)
    numbers, last = rows.order_by("pk").distinct().values_list("pk", flat=True), 0
    while batch := list(numbers.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]


def _with_news(organisations: Sequence[int], now: dt.datetime) -> list[int]:
    """Return those for whom something was never seen; learn what the others start from."""
    seen = _suggested_to(organisations)
    rows = SuggestionNews.objects.filter(organisation__in=organisations)
    known = {pk: set(keys) for pk, keys in rows.values_list("organisation_id", "known")}
    day = timezone.localdate(now).isoformat()
    SuggestionNews.objects.bulk_create(
        [
            SuggestionNews(organisation_id=pk, known=dict.fromkeys(sorted(seen[pk]), day),
                           looked_at=now)
            for pk in organisations if pk not in known
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return [pk for pk in organisations if pk in known and not seen[pk] <= known[pk]]


def _suggested_to(organisations: Collection[int]) -> dict[int, set[str]]:
    """Return what stands for each of these organisations, in one query."""
    between = SuggestionParty.objects.filter(organisation__in=organisations)
    rows = Suggestion.objects.active().filter(
        Q(giver__in=organisations)
        | Q(receiver__in=organisations)
        | Q(pk__in=between.values("suggestion"))
    )
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows.only(*for_you.IDENTITY).order_by().iterator():
        for pk in {row.giver_id, row.receiver_id, *row.parties}:
            found[pk].add(short(row.key))
    return found


@transaction.atomic
def tell(*, organisation_id: int, now: dt.datetime, by_mail: bool = True) -> int:
    """Tell an organisation what is new to look at; return how many suggestions.

    Its row is locked: of two runs at once, the second finds nothing new. What it starts from was
    written before: with nothing known, all is new.
    """
    rows = SuggestionNews.objects.select_for_update(of=("self",)).select_related("organisation")
    state = rows.filter(organisation=organisation_id).first()
    if state is None:
        return 0
    today = timezone.localdate(now)
    found = for_you.sort_out(state.organisation, today=today)
    keys = {pk: short(key) for pk, key in found.keys.items()}
    new = [pk for pk in found.tabs[for_you.TO_SEE] if keys[pk] not in state.known]
    state.known = _remembered(state.known, set(keys.values()), today)
    state.looked_at = now
    state.save(update_fields=["known", "looked_at"])
    if new:
        only_new = replace(found, tabs=found.tabs | {for_you.TO_SEE: new})
        code = short(":".join(sorted(keys[pk] for pk in new)))
        _notify(state.organisation, only_new, code, now=now, by_mail=by_mail)
    return len(new)


def _remembered(known: dict[str, str], current: set[str], today: dt.date) -> dict[str, str]:
    """Add what is suggested now to what is known, and forget what has long been gone."""
    limit = (today - REMEMBERED).isoformat()
    kept = {key: day for key, day in known.items() if key in current or day >= limit}
    return dict.fromkeys(sorted(current), today.isoformat()) | kept


def _notify(
    organisation: Organisation, found: for_you.Sorted, code: str, *, now: dt.datetime, by_mail: bool
) -> None:
    today, count = timezone.localdate(now), found.count(for_you.TO_SEE)
    best = for_you.rows_of(found, for_you.TO_SEE, organisation, today=today)[:BEST]
    notify(
        kind=NotificationKind.SUGGESTION,
        recipients=members_of(organisation),
        subject=subject_of(organisation.name, count),
        body=body_of(suggestions.cards(best), count),
        url=reverse("cooperation:for-you"),
        key=f"suggestions-{organisation.pk}-{code}",
        organisation=organisation,
        now=now,
        by_mail=by_mail,
    )
