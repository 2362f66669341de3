"""Published for six months at most, reminded once, expired on its day."""

import datetime as dt

import pytest

from cooperation.lifecycle import last_day
from cooperation.models import Posting
from cooperation.services.postings import move_posting
from cooperation.services.postings_expiry import (
    expire_postings,
    remind_author,
    remind_authors,
    start_counting,
)
from pacte.models import Notification
from tests.factories.cooperation import PostingFactory
from tests.factories.people import MembershipFactory, UserFactory

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        (None, dt.date(2027, 5, 24)),
        (dt.date(2026, 12, 1), dt.date(2026, 12, 1)),
        (dt.date(2028, 1, 1), dt.date(2027, 5, 24)),
    ],
)
def test_six_months_at_most_or_its_own_end(ends_on, expected):
    assert last_day(TODAY, ends_on) == expected


@pytest.mark.django_db
def test_publishing_sets_the_last_day_and_going_back_and_forth_does_not():
    row, curator = PostingFactory(status="submitted"), UserFactory(curator=True)
    for target in ("published", "in_discussion", "published", "paused", "published"):
        later = NOW + dt.timedelta(days=len(target))
        now = NOW if target == "published" and row.expires_on is None else later
        row = move_posting(posting_id=row.pk, target=target, user=curator, now=now)
        assert row.expires_on == dt.date(2027, 5, 24)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["published", "paused"])
def test_what_is_past_expires_and_its_author_is_told(status):
    row = PostingFactory(status=status, expires_on=TODAY - dt.timedelta(1))
    member = MembershipFactory(organisation=row.organisation).user
    PostingFactory(status=status, expires_on=TODAY)
    assert expire_postings(now=NOW) == 1
    assert Posting.objects.get(pk=row.pk).status == "expired"
    assert Notification.objects.get().recipient == member


@pytest.mark.django_db
def test_the_author_is_reminded_once_seven_days_before():
    row = PostingFactory(expires_on=TODAY + dt.timedelta(7), title="Pain du soir")
    member = MembershipFactory(organisation=row.organisation).user
    for days, status in ((8, "published"), (-1, "published"), (3, "withdrawn"), (3, "draft")):
        PostingFactory(expires_on=TODAY + dt.timedelta(days), status=status)
    PostingFactory(expires_on=None)
    assert (remind_authors(now=NOW), remind_authors(now=NOW)) == (1, 0)
    told = Notification.objects.get()
    assert told.recipient == member
    assert told.url == f"/mon-espace/annonces/{row.pk}/prolonger/"
    assert "Pain du soir" in told.body


@pytest.mark.django_db
def test_what_was_published_before_counts_from_today():
    soon = PostingFactory(ends_on=TODAY + dt.timedelta(9), status="paused")
    rows = [soon, PostingFactory(ends_on=dt.date(2030, 1, 1)), PostingFactory(status="draft")]
    assert (start_counting(now=NOW), start_counting(now=NOW)) == (2, 0)
    for row in rows:
        row.refresh_from_db()
    expected = [soon.ends_on, dt.date(2027, 5, 24), None]
    assert [row.expires_on for row in rows] == expected


@pytest.mark.django_db
def test_two_runs_at_once_tell_once():
    row = PostingFactory(expires_on=TODAY + dt.timedelta(2))
    assert [remind_author(posting=row, now=NOW) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_a_posting_that_was_prolonged_is_reminded_again():
    row = PostingFactory(expires_on=TODAY + dt.timedelta(2))
    assert remind_authors(now=NOW) == 1
    author = MembershipFactory(organisation=row.organisation).user
    move_posting(posting_id=row.pk, target="published", user=author, now=NOW)
    later = dt.datetime(2027, 5, 20, 10, 0, tzinfo=dt.UTC)
    assert remind_authors(now=later) == 1
