"""What the staff said of a suggestion is kept: who, when, which, and the word."""

import datetime as dt

import pytest
from django.urls import reverse

from cooperation.enums import Mark
from cooperation.models import CuratorMarkMove, Suggestion
from cooperation.services.decisions import mark, unmark
from tests.cooperation import showcase
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = showcase.NOW


@pytest.fixture
def camille():
    return UserFactory(curator=True, first_name="Camille", last_name="(fictive)")


def say(suggestion, user, what=Mark.FORWARD, word="À voir.", days=0):
    now = NOW + dt.timedelta(days=days)
    return mark(suggestion=suggestion, mark=what, word=word, user=user, now=now)


def history():
    rows = CuratorMarkMove.objects.order_by("pk")
    return [(row.mark, row.word, row.author, (row.made_at - NOW).days) for row in rows]


def test_each_word_is_kept_with_who_said_it_and_when(suggestion, camille):
    other = UserFactory(curator=True)
    say(suggestion, camille)
    row = say(suggestion, other, Mark.ASIDE, "Finalement non.", days=2)
    unmark(mark_id=row.pk, user=camille, now=NOW + dt.timedelta(days=3))
    assert history() == [
        ("forward", "À voir.", camille, 0),
        ("aside", "Finalement non.", other, 2),
        ("withdrawn", "", camille, 3),
    ]


def test_a_double_click_is_said_once(suggestion, camille):
    first = say(suggestion, camille)
    assert say(suggestion, UserFactory(curator=True), days=1) == first
    assert len(history()) == 1
    first.refresh_from_db()
    assert (first.author, first.made_at) == (camille, NOW)
    assert unmark(mark_id=first.pk, user=camille, now=NOW)
    assert not unmark(mark_id=first.pk, user=camille, now=NOW)
    assert len(history()) == 2


def test_the_page_shows_it_newest_first_and_escaped(client, suggestion, camille):
    page = reverse("cooperation:mark", args=[suggestion.pk])
    client.force_login(camille)
    assert "Rien encore." in client.get(page).text
    say(suggestion, camille, word="Un <i>premier</i> mot.")
    row = say(suggestion, camille, Mark.ASIDE, "Un second.", days=1)
    unmark(mark_id=row.pk, user=camille, now=NOW + dt.timedelta(days=2))
    html = client.get(page).text.split("Ce que l’animation en a dit")[1]
    words = ("Avis retiré", "Un second.", "Un &lt;i&gt;premier&lt;/i&gt; mot.")
    places = [html.index(word) for word in words]
    assert places == sorted(places)
    assert html.count("Camille (fictive)") == 3
    assert "22 novembre 2026" in html


def test_it_outlives_the_row_and_whoever_said_it(client, suggestion, camille):
    say(suggestion, camille)
    Suggestion.objects.all().delete()
    showcase.refresh()
    client.force_login(UserFactory(curator=True))
    row = Suggestion.objects.get(kind="circular")
    assert "À voir." in client.get(reverse("cooperation:mark", args=[row.pk])).text
    camille.delete()
    assert "À voir." in client.get(reverse("cooperation:mark", args=[row.pk])).text


def test_what_was_said_of_another_is_not_shown_and_nobody_else_reads_it(
    client, case, suggestion, camille
):
    CuratorMarkMove.objects.create(key="autre", mark="aside", word="Ailleurs", made_at=NOW)
    say(suggestion, camille, Mark.ASIDE, "Entre nous.")
    say(suggestion, camille, word="Finalement oui.")
    client.force_login(camille)
    page = reverse("cooperation:mark", args=[suggestion.pk])
    html = client.get(page).text
    assert "Entre nous." in html
    assert "Ailleurs" not in html
    client.force_login(MembershipFactory(organisation=case.receiver).user)
    assert client.get(page).status_code == 403
    assert "Entre nous." not in client.get("/mon-espace/pour-vous/").text


def test_the_page_asks_as_many_queries_whatever_was_said(
    client, suggestion, camille, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(25) as found:
            client.get(reverse("cooperation:mark", args=[suggestion.pk]))
        return len(found)

    client.force_login(camille)
    say(suggestion, camille)
    few = queries()
    for number in range(6):
        say(suggestion, UserFactory(curator=True), word=f"Mot {number}")
    assert queries() == few
