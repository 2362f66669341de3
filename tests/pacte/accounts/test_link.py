"""The link that logs in: fifteen minutes, once, and never by a program that opens links."""

import pytest
from django.core import mail
from django.core.cache import cache

from tests.pacte.accounts.conftest import EMAIL, PASSWORD, is_inside, log_in, protect, the_link

pytestmark = pytest.mark.django_db


def ask(client, email=EMAIL, **data):
    return client.post("/connexion/lien/", {"email": email, **data})


@pytest.fixture
def link(client, person):
    ask(client)
    return the_link(mail.outbox[0])


def test_the_link_shows_a_button_which_logs_in(client, link):
    for _ in range(3):  # a mail scanner, a preview, the person
        shown = client.get(link)
        assert shown.status_code == 200
        assert client.head(link).status_code == 200
    assert "Camille Fictive" in shown.text
    assert EMAIL not in shown.text
    assert shown["Referrer-Policy"] == "same-origin"
    assert "no-store" in shown["Cache-Control"]
    assert not is_inside(client)
    assert client.post(link)["Location"] == "/mon-espace/"
    assert is_inside(client)


def test_the_link_serves_once(client, client_of_another, link):
    client.post(link)
    for answer in (client_of_another.get(link), client_of_another.post(link)):
        assert answer.status_code == 410
        assert "plus valable" in answer.text
    assert not is_inside(client_of_another)


@pytest.fixture
def client_of_another():
    from django.test import Client  # noqa: PLC0415

    return Client()


def test_the_link_serves_once_even_where_the_cache_was_emptied(client, client_of_another, link):
    client.post(link)
    cache.clear()
    assert client_of_another.post(link).status_code == 410


def test_the_link_dies_after_fifteen_minutes(client, link, monkeypatch):
    import time  # noqa: PLC0415

    now = time.time()
    monkeypatch.setattr("sesame.tokens_v2.time.time", lambda: now + 14 * 60 + 50)
    assert client.get(link).status_code == 200
    monkeypatch.setattr("sesame.tokens_v2.time.time", lambda: now + 15 * 60 + 1)
    assert client.post(link).status_code == 410
    assert not is_inside(client)


@pytest.mark.parametrize("change", ["password", "email", "closed"])
def test_the_link_dies_with_what_it_relied_on(client, person, link, change):
    if change == "password":
        person.set_password("un-autre-mot-de-passe")
    elif change == "email":
        person.email = "ailleurs@structure.example"
    else:
        person.is_active = False
    person.save()
    assert client.post(link).status_code == 410
    assert not is_inside(client)


@pytest.mark.parametrize("token", ["x", "AAAA", "é" * 30, "A" * 900])
def test_a_forged_link_is_refused(client, db, token):
    assert client.get(f"/connexion/lien/{token}/").status_code == 410
    assert client.post(f"/connexion/lien/{token}/").status_code == 410


def test_the_second_factor_still_applies(client, person, link):
    code = protect(person)
    answer = client.post(link)
    assert answer["Location"] == "/connexion/second-facteur/"
    assert not is_inside(client)
    assert client.post(answer["Location"], {"code": code})["Location"] == "/mon-espace/"
    assert is_inside(client)


def test_the_session_changes(client, link):
    session = client.session
    session["planted"] = 1
    session.save()
    before = session.session_key
    client.post(link)
    assert client.session.session_key != before


def test_known_unknown_and_unconfirmed_addresses_read_the_same(client, person, newcomer):
    answers = [ask(client, email) for email in (EMAIL, "personne@x.example", newcomer.email)]
    assert {(a.status_code, a["Location"]) for a in answers} == {(302, "/connexion/lien/envoye/")}
    assert [m.to[0] for m in mail.outbox] == [EMAIL, "personne@x.example", newcomer.email]
    assert "lien de connexion" in mail.outbox[0].subject
    assert "/inscription/" in mail.outbox[1].body
    assert "/connexion/lien/" not in mail.outbox[2].body
    assert "/compte/adresse/verification/" in mail.outbox[2].body


def test_a_link_does_not_open_an_account_that_somebody_else_prepared(client, newcomer):
    ask(client, newcomer.email)
    assert log_in(client, PASSWORD, newcomer.email)["Location"].startswith("/compte/adresse/")


def test_the_page_to_return_to_travels_with_the_link(client, person):
    ask(client, next="/annuaire/?q=pain")
    link = the_link(mail.outbox[0])
    assert client.post(link)["Location"] == "/annuaire/?q=pain"


def test_another_site_is_never_the_page_to_return_to(client, person):
    ask(client, next="https://ailleurs.example/")
    link = the_link(mail.outbox[0])
    assert "ailleurs" not in link
    assert client.post(f"{link}?next=https://ailleurs.example/")["Location"] == "/mon-espace/"


def test_asking_too_often_has_to_wait(client, person):
    assert [ask(client).status_code for _ in range(4)] == [302] * 3 + [429]
    refused = ask(client)
    assert 0 < int(refused["Retry-After"]) <= 600
    assert len(mail.outbox) == 3


def test_what_is_no_address_is_said_and_kept(client, db):
    answer = ask(client, "camille")
    assert answer.status_code == 422
    assert 'value="camille"' in answer.text
    assert not mail.outbox


def test_whoever_is_inside_needs_no_link(client, person):
    client.force_login(person)
    assert client.get("/connexion/lien/")["Location"] == "/mon-espace/"


def test_the_message_has_both_parts_and_links_to_this_site_whatever_the_host(client, person):
    client.post("/connexion/lien/", {"email": EMAIL}, headers={"Host": "127.0.0.1"})
    (message,) = mail.outbox
    assert "http://localhost:8000/connexion/lien/" in message.body
    assert "127.0.0.1" not in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert '<a href="http://localhost:8000/connexion/lien/' in html
    assert "15\u00a0minutes" in message.body or "15 minutes" in message.body


def test_the_pages_ask_little(client, person, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/connexion/lien/")
        client.get("/connexion/lien/envoye/")
