"""The door: by password; the same answer whoever knocks."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client

from tests.pacte.accounts.conftest import EMAIL, is_inside, log_in

pytestmark = pytest.mark.django_db


def page(response, email):
    """Return what is shown, but for what was typed and the token of the form."""
    text = response.text.replace(email, "…")
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_address_and_the_password_lead_to_the_space(client, person):
    html = client.get("/connexion/").text
    assert "Adresse électronique" in html
    assert "Identifiant" not in html
    assert "noindex" in html
    assert "Pacte économique local" in html.split("<main")[0]
    assert log_in(client)["Location"] == "/mon-espace/"
    assert is_inside(client)


def test_capitals_of_the_address_do_not_matter(client, person):
    assert log_in(client, email=EMAIL.upper())["Location"] == "/mon-espace/"


def test_a_user_name_opens_nothing(client, person):
    log_in(client, email=person.username)
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/annuaire/", "/annuaire/"),
        ("https://ailleurs.example/", "/mon-espace/"),
        ("//ailleurs.example", "/mon-espace/"),
        ("/\\ailleurs.example", "/mon-espace/"),
        ("javascript:alert(1)", "/mon-espace/"),
    ],
)
def test_next_stays_on_the_site(client, person, target, expected):
    assert log_in(client, next=target)["Location"] == expected


def test_the_session_changes_at_log_in(client, person):
    session = client.session
    session["planted"] = 1
    session.save()
    before = session.session_key
    log_in(client)
    assert is_inside(client)
    assert client.session.session_key != before
    assert not SessionStore().exists(before)


def test_a_wrong_password_and_an_unknown_address_read_the_same(client, person):
    known = log_in(client, "pas-le-bon-mot")
    unknown = log_in(client, "pas-le-bon-mot", email="personne@ailleurs.example")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert page(known, EMAIL) == page(unknown, "personne@ailleurs.example")
    assert "ne vont pas ensemble" in known.text
    assert EMAIL in known.text
    assert "pas-le-bon-mot" not in known.text


@pytest.mark.parametrize("email", [EMAIL, "personne@ailleurs.example"])
def test_a_hash_is_computed_whether_the_account_exists_or_not(client, person, mocker_hash, email):
    log_in(client, "pas-le-bon-mot", email=email)
    assert mocker_hash == ["hashed"]


def test_too_many_attempts_have_to_wait_known_or_not(client, person):
    for email in (EMAIL, "personne@ailleurs.example"):
        answers = [log_in(client, "faux", email=email).status_code for _ in range(9)]
        assert answers == [200] * 8 + [429]
    refused = log_in(client)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 300
    assert "Trop de demandes" in refused.text
    assert "minute" in refused.text
    assert not is_inside(client)


def test_an_address_on_the_network_has_a_limit_of_its_own(client, db):
    answers = [log_in(client, "faux", email=f"p{n}@x.example").status_code for n in range(31)]
    assert answers == [200] * 30 + [429]


def test_the_limit_follows_the_person_behind_our_proxy(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def knock(n, hops):
        data = {"login": f"p{n}@x.example", "password": "faux"}
        return client.post("/connexion/", data, headers={"X-Forwarded-For": hops}).status_code

    assert [knock(n, f"10.9.9.{n}, 192.0.2.7") for n in range(31)][-1] == 429
    assert knock(40, "192.0.2.8") == 200


def test_an_address_never_confirmed_gets_the_message_again(client, newcomer):
    response = log_in(client, email=newcomer.email)
    assert response["Location"] == "/compte/adresse/verification/"
    assert not is_inside(client)
    assert [m.to for m in mail.outbox] == [[newcomer.email]]
    assert "Confirmez" in client.get(response["Location"]).text


def test_a_closed_account_is_said_to_whoever_has_its_password(client, person):
    person.is_active = False
    person.save()
    response = log_in(client)
    assert not is_inside(client)
    assert "Ce compte est fermé" in client.get(response["Location"]).text


def test_an_empty_or_huge_form_is_answered(client, db):
    assert client.post("/connexion/", {}).status_code == 200
    assert client.post("/connexion/", {"login": "x" * 20_000, "password": "y"}).status_code == 200
    assert client.post("/connexion/", {"login": "a\x00@b.fr", "password": "y"}).status_code == 200


def test_log_out_asks_first_when_a_link_leads_there(client, person):
    client.force_login(person)
    assert "vous déconnecter" in client.get("/deconnexion/").text
    assert is_inside(client)
    assert client.post("/deconnexion/")["Location"] == "/"
    assert client.get("/mon-espace/").status_code == 302


def test_the_space_asks_who_you_are(client):
    assert client.get("/mon-espace/")["Location"] == "/connexion/?next=/mon-espace/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/admin/", "/connexion/?next=/admin/"),
        ("/admin/login/", "/connexion/"),
        ("/admin/login/?next=/admin/pages/", "/connexion/?next=/admin/pages/"),
        ("/admin/password_reset/", "/compte/mot-de-passe/oublie/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/compte/mot-de-passe/oublie/"),
        ("/_util/login/", "/connexion/"),
    ],
)
def test_the_administration_has_no_door_of_its_own(client, db, path, expected):
    assert client.get(path)["Location"] == expected


def test_the_administration_logs_out_here(curator):
    assert curator.post("/admin/logout/")["Location"] == "/"
    assert not is_inside(curator)


def test_the_administration_changes_neither_password_nor_address(curator):
    html = curator.get("/admin/account/").text
    assert "password" not in html
    assert 'type="email"' not in html


def test_the_form_is_shown_without_a_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):  # the providers of identity
        client.get("/connexion/")


@pytest.mark.parametrize(
    "path",
    [
        "/connexion/",
        "/connexion/lien/",
        "/connexion/lien/x/",
        "/connexion/proconnect/",
        "/inscription/",
        "/deconnexion/",
        "/admin/logout/",
        "/compte/mot-de-passe/",
        "/compte/mot-de-passe/oublie/",
        "/compte/adresse/",
        "/compte/sessions/",
        "/compte/sessions/1/fermer/",
        "/compte/liaisons/",
        "/compte/second-facteur/desactiver/",
        "/compte/codes-de-secours/nouveaux/",
        "/mon-espace/compte/nom/",
    ],
)
def test_no_form_of_another_site_is_taken(person, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post(path).status_code == 403
