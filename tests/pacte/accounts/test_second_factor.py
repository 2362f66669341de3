"""The second factor: set up, used, lost; required of the staff where the site says so."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail

from pacte.selectors.account_security import staff_without_second_factor
from tests.factories.people import UserFactory
from tests.pacte.accounts.conftest import EMAIL, PASSWORD, SECRET, is_inside, log_in, protect

pytestmark = pytest.mark.django_db
INDEX, ACTIVATE = "/compte/second-facteur/", "/compte/second-facteur/activer/"
CODES = "/compte/codes-de-secours/"


def code_now(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def prove(client, path):
    """Give the password again, as asked before what matters."""
    asked = client.get(path)
    assert asked["Location"].startswith("/compte/identite/")
    return client.post(asked["Location"], {"password": PASSWORD, "next": path})


@pytest.fixture
def inside(client, person):
    log_in(client)
    return client


def test_setting_it_up_asks_the_password_then_a_code_and_gives_ten_spare_ones(inside, person):
    assert "pas encore de second facteur" in inside.get(INDEX).text
    assert prove(inside, ACTIVATE)["Location"] == ACTIVATE
    html = inside.get(ACTIVATE).text
    assert "data:image/svg+xml;base64," in html
    secret = inside.session["mfa.totp.secret"]
    assert secret in html
    assert inside.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    assert inside.post(ACTIVATE, {"code": code_now(secret)})["Location"] == CODES
    assert inside.get(CODES).text.count("<li><code>") == 10
    assert "activé" in mail.outbox[-1].subject
    file = inside.get(f"{CODES}telecharger/")
    assert len(file.content.split()) == 10
    assert "no-store" in file["Cache-Control"]


def test_the_secret_is_not_readable_in_the_database(person):
    protect(person)
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in rows
    seeds = [row["seed"] for row in Authenticator.objects.values_list("data", flat=True)[1:]]
    assert all(seed.startswith("gAAAA") for seed in seeds)


def test_a_former_key_of_the_site_still_opens_the_secret(client, person, settings):
    protect(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-one"
    log_in(client)
    assert client.post("/connexion/second-facteur/", {"code": code_now()}).status_code == 302
    assert is_inside(client)


def test_the_password_alone_no_longer_opens(client, person):
    protect(person)
    assert log_in(client)["Location"] == "/connexion/second-facteur/"
    assert not is_inside(client)
    assert client.get("/mon-espace/").status_code == 302
    wrong = client.post("/connexion/second-facteur/", {"code": "000000"})
    assert "pas le bon" in wrong.text
    assert client.post("/connexion/second-facteur/", {"code": code_now()})["Location"] == (
        "/mon-espace/"
    )


def test_a_spare_code_serves_once(client, person):
    code = protect(person)
    for expected in (302, 200):
        log_in(client)
        answer = client.post("/connexion/second-facteur/", {"code": code})
        assert answer.status_code == expected
        client.post("/deconnexion/")


def test_the_same_code_of_the_application_serves_once(client, person):
    protect(person)
    code = code_now()
    log_in(client)
    assert client.post("/connexion/second-facteur/", {"code": code}).status_code == 302
    client.post("/deconnexion/")
    log_in(client)
    assert client.post("/connexion/second-facteur/", {"code": code}).status_code == 200


def test_guessing_codes_has_to_stop(client, person):
    protect(person)
    log_in(client)
    answers = [
        client.post("/connexion/second-facteur/", {"code": f"{n:06}"}).text for n in range(7)
    ]
    assert "Trop d’essais" in answers[-1]
    client.post("/connexion/second-facteur/", {"code": code_now()})
    assert not is_inside(client)


def test_nobody_comes_to_the_code_without_the_password(client, db):
    assert client.get("/connexion/second-facteur/")["Location"].startswith("/connexion/")


def test_another_password_does_not_go_round_it(client, person):
    protect(person)
    client.post("/compte/mot-de-passe/oublie/", {"email": EMAIL})
    assert not is_inside(client)


def test_taking_it_off_asks_for_a_proof(inside, person):
    protect(person)
    path = f"{INDEX}desactiver/"
    assert prove(inside, path)["Location"] == path
    assert "ne serviront plus" in inside.get(path).text
    assert inside.post(path)["Location"] == INDEX
    assert not Authenticator.objects.exists()
    assert "désactivé" in mail.outbox[-1].subject


def test_new_spare_codes_replace_the_others(inside, person):
    old = protect(person)
    path = f"{CODES}nouveaux/"
    prove(inside, path)
    inside.post(path)
    html = inside.get(CODES).text
    assert html.count("<li><code>") == 10
    assert old not in html


STAFF = [{"administrator": True}, {"curator": True}]


@pytest.fixture
def required(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/pilotage/", "/annuaire/", "/"])
def test_staff_set_it_up_before_anything(client, required, role, path):
    client.force_login(UserFactory(**role))
    assert client.get(path)["Location"] == INDEX
    assert "deux minutes" in client.get(INDEX).text
    assert client.post(path).status_code == 403
    assert client.post("/graphql/", "{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize("path", [INDEX, "/mon-espace/compte/", "/compte/adresse/"])
def test_staff_reach_what_sets_it_up(client, required, path):
    client.force_login(UserFactory(curator=True))
    assert client.get(path).status_code == 200
    assert client.post("/deconnexion/")["Location"] == "/"


def test_staff_with_a_second_factor_go_everywhere(curator, required):
    user = UserFactory._meta.model.objects.get()
    protect(user)
    assert curator.get("/admin/").status_code == 200
    assert curator.get("/pilotage/").status_code == 200


def test_others_and_visitors_are_asked_nothing(client, required, person):
    assert client.get("/annuaire/").status_code == 200
    client.force_login(person)
    assert client.get("/annuaire/").status_code == 200


def test_a_demonstration_does_without(curator, settings):
    settings.STAFF_SECOND_FACTOR = False
    assert curator.get("/pilotage/").status_code == 200


def test_it_takes_one_query_and_only_for_who_is_inside(
    client, required, person, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert not staff_without_second_factor(person)
    with django_assert_num_queries(0):
        client.get("/connexion/lien/")


def test_spare_codes_alone_are_no_second_factor(db):
    user = UserFactory(administrator=True)
    protect(user)
    assert not staff_without_second_factor(user)
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert staff_without_second_factor(user)
