"""Signing up, confirming, choosing another password: nothing says who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from pacte.selectors.acting import TYPED_ADDRESS
from tests.pacte.accounts.conftest import EMAIL, PASSWORD, is_inside, log_in, the_link
from tests.pacte.accounts.test_login import page

pytestmark = pytest.mark.django_db
User = get_user_model()
NEW = "nouveau@structure.example"
RESET = "/compte/mot-de-passe/oublie/"


def sign_up(client, email=NEW, password=PASSWORD, **data):
    names = {"first_name": "Dominique", "last_name": "Fictif"}
    return client.post("/inscription/", {**names, "email": email, "password1": password, **data})


def test_a_new_account_is_ready_once_its_address_is_confirmed(client, db):
    assert sign_up(client)["Location"] == "/compte/adresse/verification/"
    user = User.objects.get(email=NEW)
    assert user.get_full_name() == "Dominique Fictif"
    assert "nouveau" not in user.username
    assert "@" not in user.username
    assert not is_inside(client)
    link = the_link(mail.outbox[0])
    assert NEW in client.get(link).text
    assert not EmailAddress.objects.get().verified
    assert client.post(link)["Location"] in ("/connexion/", "/mon-espace/", "/mon-espace/compte/")
    assert EmailAddress.objects.get().verified
    client.post("/deconnexion/")
    assert log_in(client, email=NEW)["Location"] == "/mon-espace/"


def test_a_password_is_not_an_obligation(client, db):
    sign_up(client, password="")
    assert not User.objects.get(email=NEW).has_usable_password()
    client.post(the_link(mail.outbox[0]))
    client.post("/deconnexion/")
    client.post("/connexion/lien/", {"email": NEW})
    client.post(the_link(mail.outbox[-1]))
    assert is_inside(client)


def test_a_known_and_a_new_address_read_the_same(client, person, mocker_hash):
    pages, hashes = [], []
    for email in (EMAIL, NEW):
        del mocker_hash[:]
        answer = sign_up(client, email)
        pages.append((answer["Location"], page(client.get(answer["Location"]), email)))
        hashes.append(len(mocker_hash))
    assert pages[0] == pages[1]
    assert hashes == [1, 1]
    assert User.objects.filter(email=EMAIL).count() == 1
    assert [m.to[0] for m in mail.outbox] == [EMAIL, NEW]
    assert RESET in mail.outbox[0].body


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password", "court", "12"),
        ("password", "123456qwerty", "courant"),
        ("password", NEW, "trop"),
        ("email", "nouveau", "adresse"),
        ("email", f"n@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 50}.example", "254"),
        ("first_name", "", "obligatoire"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, db, field, value, said):
    answer = sign_up(client, **{field: value})
    assert answer.status_code == 200
    assert said in answer.text
    assert "Fictif" in answer.text
    assert f'value="{PASSWORD}"' not in answer.text
    assert not User.objects.exists()


def test_html_in_a_name_is_shown_as_text(client, db):
    sign_up(client, first_name="<b>x</b>")
    html = client.get(the_link(mail.outbox[0])).text
    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x" in html


def test_signing_up_too_often_has_to_wait(client, db):
    answers = [sign_up(client, f"n{n}@x.example").status_code for n in range(11)]
    assert answers == [302] * 10 + [429]


def test_a_dead_confirmation_link_says_what_to_do(client, db):
    html = client.get("/compte/adresse/verification/faux:cle/").text
    assert "plus valable" in html
    assert "/connexion/" in html


def test_another_password_by_a_link(client, person):
    assert client.post(RESET, {"email": EMAIL})["Location"] == f"{RESET}envoye/"
    link = the_link(mail.outbox[0])
    form = client.get(link)["Location"]
    new = {"password1": "encore-une-phrase-longue", "password2": "encore-une-phrase-longue"}
    assert "Nouveau mot de passe" in client.get(form).text
    assert client.post(form, new)["Location"] == "/compte/mot-de-passe/nouveau/fait/"
    assert "Se connecter" in client.get("/compte/mot-de-passe/nouveau/fait/").text
    assert not is_inside(client)
    assert "plus valable" in client.get(link, follow=True).text
    assert log_in(client, "encore-une-phrase-longue")["Location"] == "/mon-espace/"
    assert "changé" in mail.outbox[-1].subject


def test_the_link_of_a_password_never_leads_elsewhere(client, person):
    client.post(RESET, {"email": EMAIL}, headers={"Host": "127.0.0.1"})
    assert "http://localhost:8000/compte/mot-de-passe/nouveau/" in mail.outbox[0].body
    assert client.post(RESET, {"email": EMAIL}, headers={"Host": "mal.example"}).status_code == 400
    assert len(mail.outbox) == 1


def test_a_lost_password_says_nothing_of_who_has_an_account(client, person):
    answers = [client.post(RESET, {"email": email}) for email in (EMAIL, "personne@x.example")]
    assert {a["Location"] for a in answers} == {f"{RESET}envoye/"}
    assert [m.to[0] for m in mail.outbox] == [EMAIL, "personne@x.example"]


def test_asking_too_often_has_to_wait(client, person):
    answers = [client.post(RESET, {"email": EMAIL}).status_code for _ in range(4)]
    assert answers == [302] * 3 + [429]
    refused = client.post(RESET, {"email": EMAIL})
    assert 0 < int(refused["Retry-After"]) <= 600


def test_an_administrator_made_by_the_command_logs_in_by_e_mail(client, db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    options = {"username": "patron", "email": "patron@pacte.example", "verbosity": 0}
    call_command("createsuperuser", interactive=False, **options)
    assert log_in(client, email="patron@pacte.example")["Location"] == (
        "/compte/adresse/verification/"
    )
    client.post(the_link(mail.outbox[0]))
    client.post("/deconnexion/")
    assert log_in(client, email="patron@pacte.example")["Location"] == "/mon-espace/"


@pytest.mark.parametrize("path", ["/inscription/", RESET, f"{RESET}envoye/"])
def test_the_pages_ask_little(client, db, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(1):
        client.get(path)


def test_the_address_typed_before_is_not_typed_again(client):
    session = client.session
    session[TYPED_ADDRESS] = '"><script>@b.example'
    session.save()
    html = client.get("/inscription/").text
    assert 'value="&quot;&gt;&lt;script&gt;@b.example"' in html
