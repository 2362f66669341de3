"""Logging in and out, and a person's own space."""

import pytest
from django.contrib.auth.models import Group

from pacte.models import Membership
from pacte.permissions import CURATORS
from tests.factories import pacte as make

pytestmark = pytest.mark.django_db
PASSWORD = "une-longue-phrase-de-passe"


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("membre", password=PASSWORD)


def log_in(client, password=PASSWORD, **data):
    return client.post("/connexion/", {"username": "membre", "password": password, **data})


@pytest.mark.usefixtures("user")
def test_log_in_leads_to_the_space(client):
    html = client.get("/connexion/").text
    assert "Identifiant" in html
    assert "Pacte économique local" in html.split("<main")[0]
    assert log_in(client)["Location"] == "/mon-espace/"


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/annuaire/", "/annuaire/"),
        ("https://ailleurs.example/", "/mon-espace/"),
        ("//ailleurs.example", "/mon-espace/"),
        ("javascript:alert(1)", "/mon-espace/"),
    ],
)
def test_next_stays_on_the_site(client, target, expected):
    assert log_in(client, next=target)["Location"] == expected


@pytest.mark.usefixtures("user")
def test_the_session_changes_at_log_in(client):
    client.get("/connexion/")
    client.session["x"] = 1
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize("name", ["membre", "inconnu"])
def test_a_wrong_password_and_an_unknown_account_read_the_same(client, name):
    response = log_in(client, "faux", username=name)
    assert response.status_code == 200
    assert "ne vont pas ensemble" in response.text
    assert f'value="{name}"' in response.text
    assert "faux" not in response.text


@pytest.mark.usefixtures("user")
def test_too_many_attempts_have_to_wait(client):
    answers = [log_in(client, "faux").status_code for _ in range(9)]
    assert answers == [200] * 8 + [429]
    refused = log_in(client)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "300"
    assert "Attendez cinq minutes" in refused.text
    assert 'value="membre"' in refused.text


def test_an_empty_or_huge_form_is_answered(client):
    assert client.post("/connexion/", {}).status_code == 200
    assert client.post("/connexion/", {"username": "x" * 20_000, "password": "y"}).status_code < 500


def test_log_out_is_a_post(client, user):
    client.force_login(user)
    assert client.get("/deconnexion/").status_code == 405
    assert client.post("/deconnexion/")["Location"] == "/"
    assert client.get("/mon-espace/").status_code == 302


def test_the_space_asks_who_you_are(client):
    assert client.get("/mon-espace/")["Location"] == "/connexion/?next=/mon-espace/"


def test_the_space_shows_own_organisations_only(client, user):
    own = make.OrganisationFactory(name="La mienne")
    draft = make.OrganisationFactory(name="La mienne en attente", draft=True)
    make.OrganisationFactory(name="Une autre")
    Membership.objects.create(user=user, organisation=own, role="manager")
    Membership.objects.create(user=user, organisation=draft)
    client.force_login(user)
    response = client.get("/mon-espace/")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    html = response.text
    assert "La mienne" in html
    assert "Gestionnaire de l’organisation" in html
    assert own.get_absolute_url() in html
    assert draft.get_absolute_url() not in html
    assert "Une autre" not in html
    assert "Administration du site" not in html


def test_a_person_without_organisation_is_told_what_to_do(client, user):
    client.force_login(user)
    assert "pour aucune organisation" in client.get("/mon-espace/").text


def test_staff_find_the_door_of_the_admin(client, user):
    user.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
    client.force_login(user)
    assert "Administration du site" in client.get("/mon-espace/").text
