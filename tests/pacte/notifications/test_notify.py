"""People told once, in the site and by e-mail, as each prefers."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from pacte.enums import NotificationKind, Rhythm
from pacte.models import Notification, NotificationPreference, OutgoingMail
from pacte.selectors.notifications import BY_DEFAULT, preferences_of, unread_count
from pacte.services.notification_mail import ANSWER_ABOVE
from pacte.services.notifications import mark_all_read, mark_read, notify, set_preferences
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import UserFactory
from tests.mail import delivered

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def tell(*people, **fields):
    given = {
        "kind": NotificationKind.MESSAGE,
        "subject": "Le Fournil (fictif) vous écrit",
        "body": "Bonjour <b>vous</b>\nDeux lignes.",
        "url": "/annonces/",
        "key": "message-1",
        "now": NOW,
    }
    return notify(recipients=people, **(given | fields))


def test_each_person_is_told_once_in_the_site_and_by_mail():
    anna, bela = UserFactory.create_batch(2)
    assert tell(anna, anna) == 1
    assert tell(anna, bela) == 1
    assert tell(anna, bela, subject="Autre") == 0
    assert Notification.objects.count() == 2
    assert [mail.to for mail in delivered()] == [[anna.email], [bela.email]]


def test_the_mail_has_both_parts_escapes_html_and_can_be_left():
    tell(UserFactory(), organisation=OrganisationFactory(name="Épicerie & <fille>"))
    (mail,) = delivered()
    html, kind = mail.alternatives[0]
    assert kind == "text/html"
    assert "Bonjour <b>vous</b>\nDeux lignes." in mail.body
    assert "Bonjour &lt;b&gt;vous&lt;/b&gt;<br>Deux lignes." in html
    assert "Épicerie & <fille>" in mail.body
    assert "Épicerie &amp; &lt;fille&gt;" in html
    assert '<html lang="fr"' in html
    assert "prefers-color-scheme: dark" in html
    for part in (mail.body, html):
        assert "http://localhost:8000/annonces/" in part
        assert "/mon-espace/notifications/preferences/" in part
    headers = mail.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http://localhost:8000/mon-espace/notif")
    assert "Pour répondre, ouvrez cette page" in mail.body


def test_a_message_that_can_be_answered_says_so_and_where():
    tell(UserFactory(), headers_of=lambda user: {"Reply-To": f"reponse+{user.pk}@relais.example"})
    (mail,) = delivered()
    assert "Vous pouvez répondre à cet e-mail" in mail.body
    for part in (mail.body, mail.alternatives[0][0]):
        assert ANSWER_ABOVE in part
    assert mail.message()["Reply-To"].startswith("reponse+")


@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.NONE])
def test_a_preference_keeps_the_mail_back_and_not_the_notification(rhythm):
    user = UserFactory()
    set_preferences(user=user, rhythms={"message": rhythm})
    tell(user)
    row = Notification.objects.get()
    assert (row.rhythm, row.mailed_at) == (rhythm, None)
    assert delivered() == []
    tell(user, kind=NotificationKind.CALL, key="appel")
    assert len(delivered()) == 1


def test_every_kind_has_a_default():
    assert set(BY_DEFAULT) == set(NotificationKind)
    assert all(rhythm in Rhythm for rhythm in BY_DEFAULT.values())


def test_only_the_staff_is_asked_about_moderation():
    kinds = {row.kind for row in preferences_of(UserFactory())}
    assert kinds == set(NotificationKind) - {NotificationKind.MODERATION}
    assert len(preferences_of(UserFactory(curator=True))) == len(NotificationKind)


def test_who_left_or_has_no_address_gets_no_mail():
    tell(UserFactory(is_active=False), UserFactory(email=""), UserFactory(email="cassée"))
    assert Notification.objects.count() == 2
    assert delivered() == []


@pytest.mark.parametrize(
    "fields", [{"url": "https://ailleurs.example/"}, {"url": "//ailleurs.example"}, {"kind": "x"}]
)
def test_a_wrong_call_is_refused(fields):
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is
        tell(UserFactory(), **fields)
    assert not Notification.objects.exists()


def test_long_or_broken_texts_are_cut_to_what_fits():
    tell(UserFactory(), subject="a\nBcc: b@c.example " + "é" * 300, body="x\x00y")
    row = Notification.objects.get()
    assert len(row.subject) == 200
    assert row.body == "xy"
    (mail,) = delivered()
    assert mail.message()["Bcc"] is None


def test_a_change_that_is_undone_tells_nobody():
    with transaction.atomic():
        tell(UserFactory())
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("count", [1, 10])
def test_telling_costs_no_more_queries_by_person_than_its_mail(count, django_assert_num_queries):
    people = UserFactory.create_batch(count)
    set_preferences_quietly(people, Rhythm.DAILY)
    with django_assert_num_queries(5):
        assert tell(*people) == count


def set_preferences_quietly(people, rhythm):
    NotificationPreference.objects.bulk_create(
        NotificationPreference(user=user, kind="message", rhythm=rhythm) for user in people
    )


def test_reading_one_reads_what_leads_to_the_same_page():
    anna, bela = UserFactory.create_batch(2)
    tell(anna, bela)
    tell(anna, key="message-2")
    tell(anna, key="appel", url="/agenda/")
    tell(anna, key="sans-page", url="")
    first = Notification.objects.get(recipient=anna, key="message-1")
    assert mark_read(user=bela, pk=first.pk, now=NOW) is None
    assert unread_count(anna) == 4
    assert mark_read(user=anna, pk=first.pk, now=NOW) == first
    assert unread_count(anna) == 2
    assert unread_count(bela) == 1
    assert mark_all_read(user=anna, now=NOW) == 2
    assert unread_count(anna) == 0


def test_what_comes_after_the_page_was_shown_stays_unread():
    user = UserFactory()
    tell(user, now=timezone.now() + dt.timedelta(hours=1))
    assert mark_all_read(user=user, now=timezone.now()) == 0
