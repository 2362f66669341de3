"""What a person sees and changes of their own account."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacte.selectors.account_security import account_security
from pacte.services.accounts import verify_address
from tests.factories.people import UserFactory
from tests.pacte.accounts.conftest import EMAIL, PASSWORD, is_inside, log_in, the_link

pytestmark = pytest.mark.django_db
SECURITY, SESSIONS = "/mon-espace/compte/", "/compte/sessions/"
PRIVATE = [
    SECURITY,
    "/mon-espace/compte/nom/",
    "/compte/adresse/",
    "/compte/mot-de-passe/",
    "/compte/second-facteur/",
    SESSIONS,
    "/compte/liaisons/",
]


@pytest.fixture
def inside(client, person):
    log_in(client)
    return client


@pytest.mark.parametrize("path", PRIVATE)
def test_only_the_person_enters(client, db, path):
    assert client.get(path)["Location"].startswith("/connexion/?next=")


@pytest.mark.parametrize("path", PRIVATE)
def test_pages_are_kept_nowhere_and_show_no_user_name(inside, person, path):
    response = inside.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert person.username not in response.text
    assert "noindex" in response.text


def test_one_page_gathers_what_protects_the_account(inside, person, django_assert_num_queries):
    html = inside.get(SECURITY).text
    for text in ("Camille Fictive", EMAIL, "Mot de passe", "Second facteur", "1 session ouverte"):
        assert text in html
    assert "Comptes liés" not in html
    with django_assert_num_queries(5):
        account_security(person)
    with CaptureQueriesContext(connection) as before:
        inside.get(SECURITY)
        inside.get(SESSIONS)
    count = len(before)
    for _ in range(3):
        log_in(Client())
    with django_assert_num_queries(count):
        assert "4 sessions ouvertes" in inside.get(SECURITY).text
        assert inside.get(SESSIONS).text.count("/fermer/") == 3


def test_the_name_is_changed(inside, person):
    path = f"{SECURITY}nom/"
    assert inside.post(path, {"first_name": "", "last_name": "X"}).status_code == 422
    assert inside.post(path, {"first_name": "Andrée", "last_name": "Inventée"})["Location"] == (
        SECURITY
    )
    person.refresh_from_db()
    assert person.get_full_name() == "Andrée Inventée"
    assert "enregistré" in inside.get(SECURITY).text


def test_fields_that_are_not_offered_are_not_taken(inside, person):
    data = {"first_name": "A", "last_name": "B", "is_superuser": "1", "username": "chef"}
    inside.post(f"{SECURITY}nom/", data)
    person.refresh_from_db()
    assert not person.is_superuser
    assert person.username != "chef"


def change_address(client, email):
    asked = client.post("/compte/adresse/", {"email": email, "action_add": ""})
    if asked["Location"].startswith("/compte/identite/"):
        return client.post(asked["Location"], {"password": PASSWORD})
    return asked


def test_another_address_counts_once_confirmed(inside, person):
    change_address(inside, "neuve@structure.example")
    message = next(m for m in mail.outbox if m.to == ["neuve@structure.example"])
    html = inside.get("/compte/adresse/").text
    assert "attend d’être confirmée" in html
    assert EMAIL in html
    assert "neuve@structure.example" in inside.get(SECURITY).text
    inside.post(the_link(message))
    person.refresh_from_db()
    assert person.email == "neuve@structure.example"
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [person.email]
    assert any(m.to == [EMAIL] for m in mail.outbox)  # the former one is told


def test_asking_for_the_address_of_another_says_nothing(inside, newcomer):
    EmailAddress.objects.filter(user=newcomer).update(verified=True)
    change_address(inside, newcomer.email)
    first = inside.get("/compte/adresse/").text
    assert "attend d’être confirmée" in first
    assert EmailAddress.objects.get(email=newcomer.email, verified=True).user == newcomer


def test_the_address_of_another_is_never_taken_over(inside, newcomer):
    EmailAddress.objects.filter(user=newcomer).update(verified=True)
    change_address(inside, newcomer.email)
    links = [the_link(m) for m in mail.outbox if m.to == [newcomer.email]]
    for link in links:
        inside.post(link)
    assert EmailAddress.objects.get(email=newcomer.email, verified=True).user == newcomer


def test_the_password_is_changed_against_the_former_one(inside, person):
    path = "/compte/mot-de-passe/"
    new = "encore-une-phrase-longue"
    wrong = inside.post(path, {"oldpassword": "faux", "password1": new, "password2": new})
    assert "mot de passe actuel" in wrong.text
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert inside.post(path, data)["Location"] == SECURITY
    assert is_inside(inside)
    assert "changé" in mail.outbox[-1].subject
    assert SECURITY in mail.outbox[-1].body


def test_changing_the_password_closes_the_other_sessions(inside, person):
    elsewhere = Client()
    log_in(elsewhere)
    new = "encore-une-phrase-longue"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    inside.post("/compte/mot-de-passe/", data)
    assert elsewhere.get("/mon-espace/").status_code == 302
    assert inside.get("/mon-espace/compte/").status_code == 200


def test_whoever_has_no_password_may_choose_one(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert "Aucun" in client.get(SECURITY).text
    assert client.get("/compte/mot-de-passe/")["Location"] == "/compte/mot-de-passe/choisir/"
    new = {"password1": "encore-une-phrase-longue", "password2": "encore-une-phrase-longue"}
    assert "pas une obligation" in client.get("/compte/mot-de-passe/choisir/").text
    assert client.post("/compte/mot-de-passe/choisir/", new)["Location"] == SECURITY


def test_sessions_are_listed_and_one_is_closed(inside, person):
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1"})
    log_in(phone)
    html = inside.get(SESSIONS).text
    assert "Safari sur iPhone" in html
    assert html.count("Cet appareil") == 1
    other = UserSession.objects.get(user_agent__contains="iPhone")
    assert inside.post(f"{SESSIONS}{other.pk}/fermer/")["Location"] == SESSIONS
    assert phone.get("/mon-espace/compte/").status_code == 302
    assert inside.get(SESSIONS).status_code == 200


def test_all_the_others_are_closed_at_once(inside, person):
    others = [Client(), Client()]
    for other in others:
        log_in(other)
    assert "Fermer toutes les autres" in inside.get(SESSIONS).text
    assert inside.post(SESSIONS)["Location"] == SESSIONS
    assert [other.get("/mon-espace/compte/").status_code for other in others] == [302, 302]
    assert inside.get(SESSIONS).status_code == 200


def test_the_session_of_somebody_else_does_not_exist(inside, person):
    stranger = Client()
    user = UserFactory(email="autre@structure.example")
    user.set_password(PASSWORD)
    user.save()
    verify_address(user=user)
    log_in(stranger, email=user.email)
    theirs = UserSession.objects.get(user=user)
    assert inside.post(f"{SESSIONS}{theirs.pk}/fermer/").status_code == 404
    assert inside.get(f"{SESSIONS}{theirs.pk}/fermer/").status_code == 405
    assert stranger.get("/mon-espace/compte/").status_code == 200


def test_an_address_held_for_verified_is_never_the_one_of_another(person):
    other = UserFactory(email=EMAIL)
    verify_address(user=other)
    assert EmailAddress.objects.get(email=EMAIL).user == person
    nobody = UserFactory(email="")
    verify_address(user=nobody)
    assert EmailAddress.objects.count() == 1


def test_a_changed_address_becomes_the_main_one(person):
    person.email = "Neuve@structure.example"
    verify_address(user=person)
    verify_address(user=person)
    main = EmailAddress.objects.get(user=person, primary=True)
    assert main.email == "neuve@structure.example"


def test_whoever_signed_in_before_sessions_were_followed_sees_it_said(client, person):
    client.force_login(person)
    html = client.get(SESSIONS).text
    assert "Aucune session suivie" in html
