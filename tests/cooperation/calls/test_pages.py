"""Calls as people use them: write, read again, send, answer, follow; and who sees none of it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Call, Introduction
from cooperation.services import calls
from tests.cooperation.calls.scene import NOW, draft, scene, sent
from tests.factories.cooperation import CallFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
MINE = "/mon-espace/appels/"


@pytest.fixture
def case():
    return scene()


@pytest.fixture
def author(client, case):
    client.force_login(case.author)
    return case.author


def url(name, *args):
    return reverse(f"cooperation:{name}", args=args)


def typed(case, **changes):
    day = timezone.localdate() + dt.timedelta(days=20)
    return {
        "kind": "equipment",
        "title": "Douze <b>bureaux</b>",
        "description": "Pour un nouvel atelier.",
        "answer_by": day.isoformat(),
        "scope": "some",
        "recipients": [case.signatories[0].pk, case.signatories[1].pk],
    } | changes


def test_written_read_again_sent_and_answered(client, case, author):
    response = client.post(url("call-create"), typed(case))
    (call,) = Call.objects.all()
    assert response["Location"] == url("call", call.pk)
    html = client.get(url("call", call.pk)).text
    assert "Envoyer l’appel" in html
    assert "Douze &lt;b&gt;bureaux&lt;/b&gt;" in html
    assert "Appel envoyé." in client.post(url("call-send", call.pk), follow=True).text
    assert "déjà parti" in client.post(url("call-send", call.pk), follow=True).text
    client.force_login(case.people[0])
    assert "À vous de répondre" in client.get(MINE).text
    given = {"answer": "yes", "word": "<script>oui</script>"}
    html = client.post(url("call-answer", call.pk), given, follow=True).text
    assert "Réponse envoyée." in html
    assert "Changer ma réponse" in html
    assert "<script>oui" not in html
    again = client.post(url("call-answer", call.pk), given, follow=True).text
    assert "déjà votre réponse" in again
    client.force_login(case.author)
    html = client.get(url("call", call.pk)).text
    assert "Oui : 1" in html
    assert "&lt;script&gt;oui" in html
    row = call.recipients.get(answer="yes")
    response = client.post(url("call-meet", call.pk, row.pk))
    assert response["Location"] == url("introduction", Introduction.objects.get().pk)
    done = client.post(url("call-close", call.pk), {"note": "Merci."}, follow=True).text
    assert "Appel clos." in done
    client.force_login(case.people[0])
    late = client.post(url("call-answer", call.pk), {"answer": "no"}, follow=True).text
    assert "n’attend plus de réponse" in late


def test_a_draft_is_changed_and_thrown_away(client, case, author):
    client.post(url("call-create"), typed(case, scope="all", recipients=[]))
    call = Call.objects.get()
    assert call.to_all
    assert "Douze &lt;b&gt;bureaux" in client.get(url("call-edit", call.pk)).text
    client.post(url("call-edit", call.pk), typed(case, title="Dix bureaux"))
    call.refresh_from_db()
    assert (call.title, call.to_all, call.recipients.count()) == ("Dix bureaux", False, 2)
    client.post(url("call-discard", call.pk))
    assert not Call.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Titre"),
        ({"answer_by": "2020-01-01"}, "Choisissez une date à venir"),
        ({"answer_by": "2099-01-01"}, "Choisissez une date à venir"),
        ({"answer_by": "demain"}, "Réponse souhaitée avant le"),
        ({"recipients": []}, "Cochez au moins un signataire"),
        ({"recipients": ["999999"]}, "Signataires"),
        ({"kind": "autre chose"}, "Ce que vous demandez"),
        ({"description": "a" * 4001}, "Dites-en plus"),
        ({"commune": "Nulle-Part"}, "inconnue"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_written(client, case, author, changes, message):
    response = client.post(url("call-create"), typed(case, **changes))
    assert response.status_code == 422
    assert message in response.text
    assert "Rien n’a été enregistré" in response.text
    assert not Call.objects.exists()


def test_limits_are_said(client, case, author):
    for title in ("Un", "Deux"):
        sent(case, case.signatories[0], title=title, now=timezone.now(), answer_by=in_a_month())
    call = draft(case, case.signatories[0], title="Trois", answer_by=in_a_month())
    assert "fermez-en un" in client.post(url("call-send", call.pk), follow=True).text
    response = client.post(url("call-remind", Call.objects.get(title="Un").pk), follow=True)
    assert "au plus tôt après 5" in response.text


def in_a_month():
    return timezone.localdate() + dt.timedelta(days=30)


def test_a_call_is_unknown_to_others(client, case):
    call = sent(case, case.signatories[0])
    mine = draft(case, case.signatories[0], title="Brouillon")
    for user in (case.people[1], MembershipFactory().user, UserFactory()):
        client.force_login(user)
        assert client.get(url("call", call.pk)).status_code == 404
        posts = ("call-answer", "call-close", "call-send", "call-discard", "call-remind")
        for name in posts:
            assert client.post(url(name, call.pk)).status_code == 404
        assert client.post(url("call-stop", call.pk)).status_code == 403
        row = call.recipients.get()
        assert client.post(url("call-meet", call.pk, row.pk)).status_code == 404
    for user in (case.people[0], UserFactory(curator=True)):
        client.force_login(user)
        assert client.get(url("call", mine.pk)).status_code == 404
        assert client.get(url("call", call.pk)).status_code == 200
        assert "Qui a répondu quoi" not in client.get(url("call", call.pk)).text
    client.logout()
    assert "/connexion/" in client.get(url("call", call.pk))["Location"]
    assert client.get(url("call", 999_999)).status_code == 302


def test_who_may_not_call_is_told_what_they_may_do(client):
    user = MembershipFactory(organisation__kinds=["company"]).user
    client.force_login(user)
    html = client.get(MINE).text
    assert "Seules les structures" in html
    assert "Écrire un appel" not in html
    assert client.get(url("call-create")).status_code == 403


@pytest.mark.parametrize(
    "name", ["call-send", "call-discard", "call-remind", "call-answer", "call-close"]
)
def test_reading_an_address_changes_nothing(client, case, author, name):
    call = sent(case, case.signatories[0])
    assert client.get(url(name, call.pk)).status_code == 405


def test_the_staff_see_every_call_and_stop_one_with_a_word(client, case):
    call = sent(case, case.signatories[0])
    client.force_login(UserFactory(curator=True))
    assert "Visiter un atelier" in client.get(url("calls")).text
    assert client.post(url("call-stop", call.pk), {"note": ""}).status_code == 422
    html = client.post(url("call-stop", call.pk), {"note": "Hors sujet."}, follow=True).text
    assert "Appel arrêté." in html
    assert "Hors sujet." in html
    client.force_login(case.author)
    assert client.get(url("calls")).status_code == 403
    assert client.post(url("call-close", call.pk), {"note": ""}).status_code == 422


def test_somebody_answers_for_the_signatory_they_act_for(client, case):
    call = sent(case, case.signatories[0])
    other = MembershipFactory(user=case.people[0]).organisation
    session = client.session
    client.force_login(case.people[0])
    session["acting_organisation"] = other.pk
    client.post(url("call-answer", call.pk), {"answer": "maybe"})
    assert call.recipients.get().answer == "maybe"


def test_pages_ask_as_many_queries_whatever_they_show(
    client, case, author, django_assert_max_num_queries
):
    def queries(address, most):
        with django_assert_max_num_queries(most) as found:
            assert client.get(address).status_code == 200
        return len(found)

    call = sent(case, case.signatories[0])
    few = queries(MINE, 20), queries(url("call", call.pk), 20), queries(url("call-create"), 20)
    big = scene(9)
    for row in big.signatories:
        row.refresh_from_db()
        call.recipients.create(organisation=row, answer="yes", answered_by=big.people[0])
    CallFactory.create_batch(4, organisation=case.caller, status="open", sent_at=NOW)
    many = queries(MINE, 20), queries(url("call", call.pk), 20), queries(url("call-create"), 20)
    assert many == few


def test_the_list_of_the_staff_asks_as_many_queries_whatever_their_number(
    client, case, django_assert_max_num_queries
):
    client.force_login(UserFactory(curator=True))

    def queries():
        with django_assert_max_num_queries(20) as found:
            client.get(url("calls"))
        return len(found)

    sent(case, case.signatories[0])
    few = queries()
    for _ in range(4):
        other = scene(1)
        calls.send(call=draft(other, other.signatories[0]), user=other.author, now=NOW)
    assert queries() == few
