"""People who log in, and what they receive."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from tests.factories.people import UserFactory

PASSWORD = "une-longue-phrase-de-passe"
EMAIL = "camille@structure.example"
SECRET = generate_totp_secret()


@pytest.fixture(autouse=True)
def mail_leaves_at_once(monkeypatch):
    """Run what waits for the end of a transaction, which no test here reaches."""
    monkeypatch.setattr(transaction, "on_commit", lambda work, **options: work())


@pytest.fixture
def person(db):
    user = UserFactory(email=EMAIL, first_name="Camille", last_name="Fictive")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


@pytest.fixture
def newcomer(db):
    """Somebody who signed up and never confirmed the address."""
    user = UserFactory(email="nouvelle@structure.example")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    return user


def log_in(client, password=PASSWORD, email=EMAIL, **data):
    return client.post("/connexion/", {"login": email, "password": password, **data})


def is_inside(client):
    return "_auth_user_id" in client.session


def the_link(message):
    """Return the path of the only link of a message that leads inside the site."""
    found = [
        link for link in re.findall(r"http://localhost:8000(/\S+)", message.body) if link != "/"
    ]
    return found[0]


def protect(user):
    """Give somebody a second factor, and return a working recovery code."""
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()[0]


@pytest.fixture
def mocker_hash(monkeypatch):
    """Count the passwords hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: PLC0415

    calls = []
    genuine = MD5PasswordHasher.encode

    def counted(self, password, salt):
        calls.append("hashed")
        return genuine(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return calls
