"""Digests: once a day or a week, what is not read, and what a person then changes."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from pacte.models import Notification, OutgoingMail
from pacte.services.notification_digests import send_notification_digests
from pacte.services.notification_mail import SHOWN
from pacte.services.notifications import mark_all_read, notify, set_preferences
from pacte.tasks import send_notification_digests as send_notification_digests_task
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory
from tests.french import plain
from tests.mail import delivered

pytestmark = pytest.mark.django_db
MONDAY = timezone.make_aware(dt.datetime(2026, 11, 23, 7))  # noqa: DTZ001 - Paris, made so


def days(number, hours=0):
    return MONDAY + dt.timedelta(days=number, hours=hours)


@pytest.fixture
def user():
    found = UserFactory()
    set_preferences(user=found, rhythms={"message": "daily", "call": "weekly"})
    return found


def tell(user, kind="message", now=MONDAY, number=1, **fields):
    given = {"subject": f"Sujet {number}", "body": "Un <mot>", "url": "/annonces/"}
    key = f"{kind}-{number}"
    return notify(kind=kind, recipients=[user], key=key, now=now, **(given | fields))


def test_a_daily_digest_leaves_once_a_day_with_what_is_new(user):
    tell(user, organisation=OrganisationFactory(name="Fournil (fictif)"))
    tell(user, number=2, url="", body="")
    assert send_notification_digests(now=days(0, 1)).told == 2
    tell(user, number=3, now=days(0, 2))
    assert send_notification_digests(now=days(0, 3)).sent == 0
    assert send_notification_digests(now=days(1)).told == 1
    assert send_notification_digests(now=days(2)).sent == 0
    first, second = delivered()
    assert first.subject == "2 nouvelles du pacte"
    assert second.subject == "1 nouvelle du pacte"
    html, _kind = first.alternatives[0]
    for part in (first.body, html):
        assert "Sujet 1" in part
        assert "Sujet 2" in part
        assert "Fournil (fictif)" in part
    assert "Un &lt;mot&gt;" in html
    assert "Sujet 3" in second.body


def test_a_weekly_digest_leaves_on_mondays_with_the_week_before(user):
    tell(user, kind="call", now=days(1))
    for number in range(1, 7):
        assert send_notification_digests(now=days(number)).sent == 0
    tell(user, kind="call", number=2, now=days(7, -1))
    assert send_notification_digests(now=days(7)).told == 1
    for number in range(7, 14):
        assert send_notification_digests(now=days(number, 1)).sent == 0
    (mail,) = delivered()
    assert mail.subject == "1 nouvelle du pacte cette semaine"


def test_a_missed_monday_leaves_on_tuesday(user):
    tell(user, kind="call", now=days(1))
    assert send_notification_digests(now=days(8)).told == 1


def test_what_was_read_in_the_site_is_not_told_again(user):
    tell(user)
    mark_all_read(user=user, now=MONDAY)
    assert send_notification_digests(now=days(1)).sent == 0


def test_what_waits_follows_a_new_wish(user):
    tell(user)
    set_preferences(user=user, rhythms={"message": "none"})
    assert send_notification_digests(now=days(1)).sent == 0
    tell(user, number=2, now=days(1))
    assert Notification.objects.get(key="message-2").rhythm == "none"
    set_preferences(user=user, rhythms={"message": "weekly"})
    tell(user, number=3, now=days(1))
    set_preferences(user=user, rhythms={"message": "immediate"})
    assert send_notification_digests(now=days(2)).told == 1


def test_who_left_or_has_no_address_gets_none(user):
    tell(user)
    user.is_active = False
    user.save()
    other = UserFactory(email="")
    set_preferences(user=other, rhythms={"message": "daily"})
    tell(other)
    assert send_notification_digests(now=days(1)).sent == 0


def test_an_address_that_cannot_be_stops_nobody(user):
    broken = UserFactory(email="cassée")
    set_preferences(user=broken, rhythms={"message": "daily"})
    tell(broken)
    tell(user)
    assert send_notification_digests(now=days(1)).sent == 1


def test_a_long_digest_shows_a_part_and_counts_the_rest(user):
    for number in range(SHOWN + 2):
        tell(user, number=number)
    assert send_notification_digests(now=days(1)).told == SHOWN + 2
    (mail,) = delivered()
    assert "Et 2 autres" in plain(mail.body)
    assert "Et 2 autres" in mail.alternatives[0][0]


def test_the_digest_of_a_day_is_written_once_even_if_a_claim_were_lost(user):
    tell(user)
    send_notification_digests(now=days(0, 1))
    Notification.objects.update(mailed_at=None)
    assert send_notification_digests(now=days(0, 2)).sent == 0
    assert OutgoingMail.objects.count() == 1


def test_a_digest_costs_the_same_whatever_it_tells(user, django_assert_num_queries):
    counts = []
    for day, size in enumerate((1, 12)):
        for number in range(size):
            tell(user, number=100 * day + number, now=days(day))
        with django_assert_num_queries(12) as queries:
            assert send_notification_digests(now=days(day, 1)).told == size
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_command_and_the_task_say_how_many(user):
    tell(user, now=timezone.now())
    out = StringIO()
    call_command("send_notification_digests", stdout=out)
    assert "Résumés : 1 ; nouvelles dites : 1." in plain(out.getvalue())
    assert user.email not in out.getvalue()
    assert send_notification_digests_task.call() == 0
