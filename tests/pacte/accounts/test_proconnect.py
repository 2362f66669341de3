"""ProConnect, as OpenID Connect: a provider made up here, whose answers are signed."""

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth import get_user_model
from django.core import mail
from requests import ConnectionError, Response, Session

from config.settings.accounts import proconnect_apps
from tests.pacte.accounts.conftest import EMAIL, PASSWORD, is_inside, log_in, protect, the_link

pytestmark = pytest.mark.django_db
User = get_user_model()
BASE = "https://proconnect.example/api/v2"
START, BACK = "/connexion/proconnect/", "/connexion/proconnect/retour/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """Answers the requests of the site; ``wrong`` says what it does badly."""

    def __init__(self):
        self.claims = {
            "sub": "sujet-1",
            "email": EMAIL,
            "email_verified": True,
            "given_name": "Camille",
            "usual_name": "Fictive",
        }
        self.nonce = ""
        self.wrong = ""
        self.plain = False
        self.asked = []

    def signed(self, claims, key=KEY):
        claims = {"iss": BASE, "aud": "le-site", "exp": 4_000_000_000, "iat": 1, **claims}
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "cle-1"})

    def request(self, url):
        self.asked.append(url)
        if self.wrong == "away":
            raise ConnectionError
        name = urlsplit(url).path.rpartition("/")[2]
        kind, body = getattr(self, f"_{name.replace('-', '_')}")()
        response = Response()
        response.status_code = 500 if self.wrong == f"500 {name}" else 200
        response.headers["content-type"] = kind
        response._content = body.encode()
        return response

    def _openid_configuration(self):
        names = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
        }
        config = {key: f"{BASE}/{name}" for key, name in names.items()}
        return "application/json", json.dumps({"issuer": BASE, **config})

    def _token(self):
        subject = "un-autre" if self.wrong == "subject" else self.claims["sub"]
        nonce = "rejoué" if self.wrong == "nonce" else self.nonce
        answer = {"access_token": "jeton", "token_type": "Bearer"}
        if self.wrong != "no identity":
            answer["id_token"] = self.signed({"sub": subject, "nonce": nonce})
        return "application/json", json.dumps(answer)

    def _userinfo(self):
        if self.plain:
            return "application/json", json.dumps(self.claims)
        if self.wrong == "unsigned":
            return "application/jwt", jwt.encode(self.claims, None, algorithm="none")
        if self.wrong == "forged":
            return "application/jwt", self.signed(self.claims, OTHER_KEY)
        if self.wrong == "secret":
            key = "une-cle-de-trente-deux-caracteres"
            return "application/jwt", jwt.encode(self.claims, key, headers={"kid": "cle-1"})
        if self.wrong == "other site":
            return "application/jwt", self.signed({**self.claims, "aud": "un-autre-site"})
        if self.wrong == "garbage":
            return "application/jwt", "n’importe quoi"
        return "application/jwt; charset=utf-8", self.signed(self.claims)

    def _jwks(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return "application/json", json.dumps({"keys": [{**key, "kid": "cle-1", "alg": "RS256"}]})


def requester(provider):
    """Stand for the method of a session, which gives itself first."""

    def request(session, method, url, **kwargs):
        return provider.request(url)

    return request


@pytest.fixture
def provider(settings, monkeypatch):
    apps = proconnect_apps(BASE, "le-site", "le-secret")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    made = Provider()
    monkeypatch.setattr(Session, "request", requester(made))
    return made


def leave(client, provider, **data):
    """Follow the button as far as ProConnect; return what it was asked."""
    answer = client.post(START, data)
    query = {k: v[0] for k, v in parse_qs(urlsplit(answer["Location"]).query).items()}
    provider.nonce = query["nonce"]
    return answer["Location"], query


def come_back(client, provider, **data):
    _, query = leave(client, provider, **data)
    return client.get(BACK, {"code": "abc", "state": query["state"]})


def test_there_is_no_button_where_nothing_is_configured(client, db):
    assert "ProConnect" not in client.get("/connexion/").text
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_half_a_configuration_is_none(missing):
    parts = [BASE, "le-site", "le-secret"]
    parts[missing] = ""
    assert proconnect_apps(*parts) == []


def test_the_button_leads_to_proconnect_with_what_it_asks_for(client, provider):
    for path in ("/connexion/", "/inscription/"):
        assert "S’identifier avec ProConnect" in client.get(path).text
    assert client.get(START).status_code == 405
    location, query = leave(client, provider)
    assert location.startswith(f"{BASE}/authorize?")
    assert query["redirect_uri"] == f"http://localhost:8000{BACK}"
    assert set(query["scope"].split()) == {"openid", "given_name", "usual_name", "email"}
    assert query["acr_values"] == "eidas1"
    assert len(query["nonce"]) >= 32
    assert len(query["state"]) >= 16


def test_a_signed_answer_makes_an_account(client, provider):
    assert come_back(client, provider)["Location"] == "/mon-espace/"
    assert is_inside(client)
    user = User.objects.get()
    assert (user.first_name, user.last_name, user.email) == ("Camille", "Fictive", EMAIL)
    assert "camille" not in user.username
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified


def test_a_plain_answer_is_read_too(client, provider):
    provider.plain = True
    assert come_back(client, provider)["Location"] == "/mon-espace/"


def test_a_verified_address_links_to_the_account_that_holds_it(client, provider, person):
    come_back(client, provider)
    assert is_inside(client)
    assert SocialAccount.objects.get().user == person
    assert User.objects.count() == 1


@pytest.mark.parametrize("claim", [False, None])
def test_an_address_not_verified_links_to_nothing_and_tells_nothing(
    client, provider, person, claim
):
    provider.claims["email_verified"] = claim
    answer = come_back(client, provider)
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1
    if answer["Location"] == "/compte/liaisons/inscription/":
        names = {"first_name": "Camille", "last_name": "Fictive"}
        answer = client.post(answer["Location"], {**names, "email": EMAIL})
    assert answer["Location"] == "/compte/adresse/verification/"
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()
    assert [m.to for m in mail.outbox] == [[EMAIL]]


def test_a_new_address_not_verified_has_to_be_confirmed(client, provider):
    del provider.claims["email_verified"]
    assert come_back(client, provider)["Location"] == "/compte/adresse/verification/"
    assert not is_inside(client)
    client.post(the_link(mail.outbox[0]))
    assert EmailAddress.objects.get().verified
    assert come_back(client, provider)["Location"] == "/mon-espace/"


def test_whoever_prepared_the_account_with_a_password_is_shut_out(client, provider, newcomer):
    provider.claims["email"] = newcomer.email
    assert come_back(client, provider)["Location"] == "/compte/adresse/verification/"
    client.post(the_link(next(m for m in mail.outbox if "/verification/" in m.body)))
    assert come_back(client, provider)["Location"] == "/mon-espace/"
    client.post("/deconnexion/")
    assert "ne vont pas ensemble" in log_in(client, email=newcomer.email).text


def test_without_an_address_it_is_asked_for(client, provider):
    del provider.claims["email"]
    answer = come_back(client, provider)
    assert answer["Location"] == "/compte/liaisons/inscription/"
    assert 'value="Fictive"' in client.get(answer["Location"]).text
    data = {"first_name": "C", "last_name": "F", "email": "c@structure.example"}
    assert client.post(answer["Location"], data)["Location"] == "/compte/adresse/verification/"


def test_the_second_factor_still_applies(client, provider, person):
    protect(person)
    assert come_back(client, provider)["Location"] == "/connexion/second-facteur/"
    assert not is_inside(client)


def test_the_page_to_return_to_stays_on_the_site(client, provider, person):
    assert come_back(client, provider, next="/annuaire/")["Location"] == "/annuaire/"
    client.post("/deconnexion/")
    away = come_back(client, provider, next="https://ailleurs.example/")
    assert away["Location"] == "/mon-espace/"


@pytest.mark.parametrize(
    "wrong",
    [
        "nonce",
        "subject",
        "no identity",
        "unsigned",
        "forged",
        "secret",
        "other site",
        "garbage",
        "500 userinfo",
        "500 token",
    ],
)
def test_an_answer_that_is_not_what_it_should_be_opens_nothing(client, provider, person, wrong):
    provider.wrong = wrong
    answer = come_back(client, provider)
    assert "n’a pas abouti" in answer.text
    assert not is_inside(client)
    assert not SocialAccount.objects.exists()


def test_proconnect_away_is_said(client, provider):
    provider.wrong = "away"
    answer = client.post(START)
    assert answer.status_code == 502
    assert "n’a pas abouti" in answer.text
    assert "Recevoir un lien" in answer.text


def test_an_answer_nobody_asked_for_opens_nothing(client, provider):
    answer = client.get(BACK, {"code": "abc", "state": "inventé"})
    assert "n’a pas abouti" in answer.text
    leave(client, provider)
    assert "n’a pas abouti" in client.get(BACK, {"code": "abc", "state": "inventé"}).text
    assert not is_inside(client)


def test_giving_up_is_said_kindly(client, provider):
    _, query = leave(client, provider)
    answer = client.get(BACK, {"error": "access_denied", "state": query["state"]}, follow=True)
    assert "Vous avez renoncé" in answer.text


def test_somebody_inside_links_and_unlinks_their_account(client, provider, person):
    log_in(client)
    assert "Comptes liés" in client.get("/mon-espace/compte/").text
    page = "/compte/liaisons/"
    assert "Lier mon compte ProConnect" in client.get(page).text
    provider.claims["email"] = "ailleurs@structure.example"
    asked = come_back(client, provider, process="connect", next=page)
    assert asked["Location"] == "/compte/identite/"
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == page
    linked = SocialAccount.objects.get(user=person)
    assert "ailleurs@structure.example" in client.get(page).text
    assert client.post(page, {"account": linked.pk})["Location"] == page
    assert not SocialAccount.objects.exists()


def test_the_account_of_somebody_else_is_not_unlinked(client, provider, person, newcomer):
    theirs = SocialAccount.objects.create(user=newcomer, provider="proconnect", uid="x")
    log_in(client)
    client.post("/compte/liaisons/", {"account": theirs.pk})
    assert SocialAccount.objects.filter(pk=theirs.pk).exists()
