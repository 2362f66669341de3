"""The pages of what one was told, the bell, and the links that stop e-mails."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.models import Notification
from pacte.selectors.notifications import PAGE_SIZE, preferences_of
from pacte.services.notification_mail import stop_token
from pacte.services.notifications import notify, set_preferences
from tests.factories.people import UserFactory
from tests.french import plain
from tests.mail import delivered

pytestmark = pytest.mark.django_db
LIST = "/mon-espace/notifications/"
PREFERENCES = "/mon-espace/notifications/preferences/"


def tell(user, count=1, **fields):
    given = {"kind": "message", "subject": "Sujet", "body": "<i>mot</i>\nsuite", "url": "/agenda/"}
    for number in range(count):
        now = timezone.now() - dt.timedelta(seconds=number)
        notify(recipients=[user], key=f"k{number}", now=now, **(given | fields))


@pytest.fixture
def user(client):
    found = UserFactory()
    client.force_login(found)
    return found


def test_visitors_sign_in_first(client):
    for address in (LIST, PREFERENCES):
        assert client.get(address).status_code == 302


def test_nothing_yet_says_what_will_come(client, user):
    page = client.get(LIST)
    assert "Rien pour l’instant" in page.text
    assert "no-store" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_shows_what_was_told_as_text(client, user, count, django_assert_num_queries):
    tell(user, count)
    tell(UserFactory(), 1, subject="Pour une autre")
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        page = client.get(LIST)
    assert page.text.count("notice--unread") == count
    assert "&lt;i&gt;mot&lt;/i&gt;<br>suite" in page.text
    assert "Pour une autre" not in page.text


QUERIES = 8
"""Session, person, memberships, bell, counts, rows, and what the frame of a page asks."""


def test_the_list_is_paged(client, user):
    tell(user, PAGE_SIZE + 1)
    assert client.get(LIST).text.count("notice--unread") == PAGE_SIZE
    for page in ("2", "99", "rien"):
        assert client.get(LIST, {"page": page}).status_code == 200


def test_one_is_read_opened_and_all_are_read(client, user):
    tell(user, 3, url="")
    first, second, _third = Notification.objects.order_by("pk")
    answer = client.post(reverse("pacte:notification-read", args=[first.pk]))
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    Notification.objects.filter(pk=second.pk).update(url="/agenda/")
    answer = client.post(reverse("pacte:notification-read", args=[second.pk]), {"open": ""})
    assert answer["Location"] == "/agenda/"
    assert Notification.objects.filter(read_at=None).count() == 1
    page = client.post(reverse("pacte:notifications-read"), follow=True)
    assert "Tout est lu." in plain(page.text)
    assert not Notification.objects.filter(read_at=None).exists()


def test_those_of_others_are_out_of_reach(client, user):
    other = UserFactory()
    tell(other)
    row = Notification.objects.get()
    assert client.post(reverse("pacte:notification-read", args=[row.pk])).status_code == 404
    client.post(reverse("pacte:notifications-read"))
    row.refresh_from_db()
    assert row.read_at is None


def test_nothing_changes_by_a_mere_visit(client, user):
    tell(user)
    row = Notification.objects.get()
    for name, arguments in (("notification-read", [row.pk]), ("notifications-read", [])):
        assert client.get(reverse(f"pacte:{name}", args=arguments)).status_code == 405


def test_the_bell_counts_for_members_and_costs_visitors_nothing(client, user):
    assert "bell__count" not in client.get(LIST).text
    tell(user, 3)
    page = plain(client.get(PREFERENCES).text)
    assert re.search(r'class="bell__count" aria-hidden="true">3<', page)
    assert "Notifications, 3 non lues" in page
    assert "#bell" not in Client().get("/annonces/").text


def test_preferences_are_shown_and_kept(client, user):
    page = client.get(PREFERENCES).text
    assert page.count('type="radio"') == 4 * len(preferences_of(user))
    assert page.count(" checked") == len(preferences_of(user))
    wishes = dict.fromkeys((row.kind for row in preferences_of(user)), "none")
    answer = client.post(PREFERENCES, {**wishes, "moderation": "immediate"})
    assert answer.status_code == 302
    assert {row.rhythm for row in preferences_of(user)} == {"none"}
    assert not user.notification_preferences.filter(kind="moderation").exists()


@pytest.mark.parametrize("wrong", [{"message": "hourly"}, {"message": ""}, {"message": "\x00"}])
def test_a_wrong_choice_is_told_and_nothing_kept(client, user, wrong):
    wishes = dict.fromkeys((row.kind for row in preferences_of(user)), "none")
    page = client.post(PREFERENCES, wishes | wrong)
    assert page.status_code == 422
    assert "Choisissez une des quatre réponses" in page.text
    assert not user.notification_preferences.exists()


def link(user):
    tell(user)
    headers = delivered()[-1].message()
    return re.fullmatch(r"<https?://[^/]+(/.*)>", str(headers["List-Unsubscribe"]))[1]


def test_one_click_stops_a_kind_without_signing_in(user):
    address = link(user)
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(address)
    assert "Les messages reçus" in page.text
    assert "no-store" in page["Cache-Control"]
    assert not user.notification_preferences.exists()
    for _twice in range(2):
        page = visitor.post(address, {"List-Unsubscribe": "One-Click"})
        assert page.status_code == 200
        assert "C’est arrêté" in page.text
    assert "C’est arrêté" in visitor.get(address).text  # and it is not said otherwise afterwards
    assert [(row.kind, row.rhythm) for row in user.notification_preferences.all()] == [
        ("message", "none")
    ]
    tell(user, 2, subject="Après")
    assert len(delivered()) == 1


def test_a_digest_stops_all_that_it_tells(client, user):
    set_preferences(user=user, rhythms={"message": "daily", "call": "daily"})
    address = reverse("pacte:notifications-stop", args=[stop_token(user.pk, "daily")])
    assert "Le résumé du jour" in client.get(address).text
    assert "Vous recevez des e-mails" in client.get(address).text
    client.post(address)
    assert "C’est arrêté" in client.get(address).text
    rhythms = {row.kind: row.rhythm for row in preferences_of(user)}
    assert (rhythms["message"], rhythms["call"]) == ("none", "none")
    assert rhythms["introduction"] == "immediate"
    weekly = reverse("pacte:notifications-stop", args=[stop_token(user.pk, "weekly")])
    assert "Le résumé de la semaine" in client.get(weekly).text


def test_a_link_of_somebody_who_left_answers_like_the_others(client):
    address = reverse("pacte:notifications-stop", args=[stop_token(99_999, "message")])
    assert client.post(address).status_code == 200


@pytest.mark.parametrize("token", ["1-message:faux", "x", "é" * 50, ":", "1-message"])
def test_a_forged_link_is_not_found(client, token):
    address = reverse("pacte:notifications-stop", args=[token])
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_signature_stops_nothing_else(client, user):
    signed = stop_token(user.pk, "message")
    forged = signed.replace(f"{user.pk}-message", f"{user.pk + 1}-message")
    assert client.post(reverse("pacte:notifications-stop", args=[forged])).status_code == 404
