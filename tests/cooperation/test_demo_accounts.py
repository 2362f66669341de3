"""Accounts of the demonstration: one a role, only where a demonstration is."""

import stat
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from cooperation.services.demonstration.accounts import (
    password_file,
    report_accounts,
    reset_accounts,
    write_accounts,
)
from pacte.models import LoadedRow, Membership
from pacte.permissions import is_administrator, is_curator
from pacte.services.loading import Ledger
from tests.factories.pacte import OrganisationFactory

pytestmark = pytest.mark.django_db
User = get_user_model()


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


@pytest.fixture
def legumerie(db):
    return OrganisationFactory(slug="la-legumerie-pilote-fictive")


@pytest.fixture
def accounts(legumerie):
    write_accounts(Ledger.open())


def said(*args):
    out = StringIO()
    call_command("demo_accounts", *args, stdout=out)
    return out.getvalue()


def test_each_role_has_its_account(accounts, legumerie):
    users = {user.username: user for user in User.objects.all()}
    assert set(users) == {"admin", "animation", "gestion", "membre"}
    assert is_administrator(users["admin"])
    assert is_curator(users["animation"])
    assert not users["animation"].is_superuser
    assert not is_curator(users["gestion"])
    roles = Membership.objects.filter(organisation=legumerie).values_list("user__username", "role")
    assert set(roles) == {("gestion", "manager"), ("membre", "member")}
    assert all(user.email.endswith(".example") for user in users.values())
    assert all("fictive" in user.get_full_name() for user in users.values())


def test_the_password_is_drawn_and_kept_for_one_reader(accounts):
    path = password_file()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    password = path.read_text().strip()
    assert len(password) >= 12
    assert authenticate(email="membre@pacte-economique.example", password=password)


def test_the_environment_may_give_the_password(legumerie, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "choisi-par-l-exploitant")
    write_accounts(Ledger.open())
    assert authenticate(email="admin@pacte-economique.example", password="choisi-par-l-exploitant")
    assert not password_file().exists()


def test_the_command_says_where_and_how(accounts):
    text = said("--address", "http://localhost:9000/")
    assert "http://localhost:9000/connexion/" in text
    assert "http://localhost:9000/admin/" in text
    for name in ("admin", "animation", "gestion", "membre", password_file().read_text().strip()):
        assert name in text


def test_a_lost_password_is_said_and_reset(accounts):
    former = password_file().read_text().strip()
    password_file().unlink()
    assert "--reset" in said()
    assert password_file().exists() is False
    text = said("--reset")
    drawn = password_file().read_text().strip()
    assert drawn != former
    assert drawn in text
    assert authenticate(email="gestion@pacte-economique.example", password=drawn)


def test_a_password_changed_by_its_owner_is_not_announced(accounts):
    for user in User.objects.all():
        user.set_password("autre-chose-de-long")
        user.save()
    assert report_accounts().password is None


def test_each_account_logs_in_by_its_address_at_once(accounts):
    addresses = EmailAddress.objects.filter(verified=True, primary=True)
    assert addresses.count() == 4
    addresses.delete()  # an installation from before the addresses were verified
    write_accounts(Ledger.open())
    assert addresses.count() == 4


def test_loading_again_keeps_the_accounts_as_they_are(accounts):
    User.objects.get(username="membre").delete()
    User.objects.filter(username="gestion").update(is_active=False)
    write_accounts(Ledger.open())
    assert not User.objects.filter(username="membre").exists()
    assert not User.objects.get(username="gestion").is_active


def test_an_account_of_somebody_else_is_left_alone(legumerie):
    User.objects.create_user("admin", "moi@ailleurs.example", "mien-et-seulement-mien")
    write_accounts(Ledger.open())
    assert not User.objects.get(username="admin").is_superuser
    reset_accounts()
    assert authenticate(email="moi@ailleurs.example", password="mien-et-seulement-mien")


def test_there_are_none_outside_a_demonstration(legumerie, settings):
    settings.DEMONSTRATION = False
    settings.DEBUG = False
    write_accounts(Ledger.open())
    assert not User.objects.exists()
    assert not LoadedRow.objects.exists()
    with pytest.raises(CommandError, match="n’existent pas"):
        said()
    with pytest.raises(CommandError, match="n’existent pas"):
        said("--reset")


def test_without_accounts_it_says_what_to_do(db):
    assert "load_demo" in said()
