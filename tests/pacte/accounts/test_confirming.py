"""Confirming an address: it lets in the browser that signed up, and no other."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from pacte.selectors.acting import RETURN_TO
from tests.pacte.accounts.conftest import PASSWORD, is_inside, protect, the_link

pytestmark = pytest.mark.django_db


def sign_up(client, email):
    names = {"first_name": "Dominique", "last_name": "Fictif"}
    client.post("/inscription/", {**names, "email": email, "password1": PASSWORD})
    return the_link(mail.outbox[-1])


def test_the_browser_that_signed_up_is_let_in(client):
    link = sign_up(client, "nouveau@structure.example")
    assert not is_inside(client)
    assert client.post(link)["Location"] == "/mon-espace/"
    assert is_inside(client)


def test_one_goes_on_where_one_was(client):
    session = client.session
    session[RETURN_TO] = "/annonces/deposer/"
    session.save()
    link = sign_up(client, "nouveau@structure.example")
    assert client.post(link)["Location"] == "/annonces/deposer/"


def test_another_browser_confirms_and_no_more(client):
    link, elsewhere = sign_up(client, "nouveau@structure.example"), Client()
    assert elsewhere.post(link)["Location"] == "/connexion/"
    assert EmailAddress.objects.get().verified
    assert not is_inside(elsewhere)
    assert not is_inside(client)
    assert client.post(link).status_code in (302, 404)
    assert not is_inside(client)


def test_the_link_of_somebody_else_lets_nobody_in(client):
    other = sign_up(Client(), "autre@structure.example")
    sign_up(client, "nouveau@structure.example")
    client.post(other)
    assert not is_inside(client)


def test_a_second_factor_is_asked_all_the_same(client, newcomer):
    protect(newcomer)
    client.post("/connexion/", {"login": newcomer.email, "password": PASSWORD})
    answer = client.post(the_link(mail.outbox[-1]))
    assert answer["Location"].startswith("/connexion/second-facteur/")
    assert not is_inside(client)


def test_who_gave_no_name_is_not_called_nobody(client):
    link = sign_up(client, "nouveau@structure.example")
    assert "votre adresse, Dominique Fictif" in client.get(link).text
    get_user_model().objects.update(first_name="", last_name="")
    assert "sans nom" not in client.get(link).text
