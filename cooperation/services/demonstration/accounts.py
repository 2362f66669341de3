"""Demonstration accounts: one a role, one password, kept out of the repository."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.enums import MembershipRole
from pacte.models import Membership, Organisation
from pacte.permissions import CURATORS
from pacte.services.accounts import verify_address
from pacte.services.loading import Ledger

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DATASET = "account"
MANAGED = "la-legumerie-pilote-fictive"
PASSWORD_BYTES = 9
FAMILY = "(personne fictive)"
NOBODY = 0
"""Kept for a name that somebody had already taken: that account stays theirs."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account and what it may do."""

    key: str
    first_name: str
    role: str
    is_curator: bool = False
    is_administrator: bool = False
    membership: str = ""

    @property
    def email(self) -> str:
        """The address that logs in."""
        return f"{self.key}@pacte-economique.example"


@dataclass(frozen=True, slots=True)
class AccountsReport:
    """The accounts, and their password when it is known."""

    accounts: tuple[Account, ...]
    password: str | None


def accounts() -> tuple[Account, ...]:
    """Return the demonstration accounts, in order of rights."""
    return (
        Account(
            "admin", "Alix", _("Administration : tout, réglages compris"), is_administrator=True
        ),
        Account(
            "animation",
            "Camille",
            _("Animation du pacte : relire, publier, suivre"),
            is_curator=True,
        ),
        Account(
            "gestion",
            "Dominique",
            _("Gestion de La Légumerie Pilote (fictive)"),
            membership=MembershipRole.MANAGER,
        ),
        Account(
            "membre",
            "Sacha",
            _("Membre de La Légumerie Pilote (fictive)"),
            membership=MembershipRole.MEMBER,
        ),
    )


def allowed() -> bool:
    """Say whether this installation may hold demonstration accounts."""
    return bool(settings.DEBUG or settings.DEMONSTRATION)


def password_file() -> Path:
    """Return where the drawn password is kept."""
    return Path(settings.VAR_DIR) / "demo-password"


def write_accounts(ledger: Ledger) -> None:
    """Create the accounts never made, within the caller's transaction."""
    if not allowed():
        return
    for user in _users(ledger):
        verify_address(user=user)
    pending = ledger.pending(DATASET, accounts())
    if not pending:
        return
    password = _password() or _draw()
    model = get_user_model()
    for account in pending:
        taken = model.objects.filter(username=account.key).exists()
        pk = NOBODY if taken else _create(account, password).pk
        ledger.remember(DATASET, {account.key: pk})


def _create(account: Account, password: str) -> "User":
    user = get_user_model().objects.create_user(
        account.key,
        email=account.email,
        first_name=account.first_name,
        last_name=FAMILY,
        password=password,
        is_staff=account.is_administrator,
        is_superuser=account.is_administrator,
    )
    verify_address(user=user)
    if account.is_curator:
        user.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
    organisation = Organisation.objects.filter(slug=MANAGED).first()
    if account.membership and organisation is not None:
        Membership.objects.create(organisation=organisation, user=user, role=account.membership)
    return user


def _password() -> str | None:
    """Return the password given by the environment, or kept in the file."""
    if given := os.environ.get("DEMO_PASSWORD"):
        return given
    path = password_file()
    return path.read_text("utf-8").strip() or None if path.is_file() else None


def _draw() -> str:
    """Draw a password and keep it where only this account can read it."""
    password, path = secrets.token_urlsafe(PASSWORD_BYTES), password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{password}\n")
    return password


def report_accounts() -> AccountsReport:
    """Return the accounts that still exist, and their password if it still opens one."""
    if not allowed():
        raise PermissionDenied
    users = {user.get_username(): user for user in _users()}
    password = _password()
    opens = any(password and user.check_password(password) for user in users.values())
    found = tuple(account for account in accounts() if account.key in users)
    return AccountsReport(found, password if opens else None)


@transaction.atomic
def reset_accounts() -> AccountsReport:
    """Draw a new password (or take the environment's) for the accounts that still exist."""
    if not allowed():
        raise PermissionDenied
    password = os.environ.get("DEMO_PASSWORD") or _draw()
    for user in _users():
        user.set_password(password)
        user.save(update_fields=["password"])
    return report_accounts()


def _users(ledger: Ledger | None = None) -> "list[User]":
    """Return the users that this module made: never another that bears the same name."""
    known = (ledger or Ledger.open()).known
    pks = [pk for (name, _key), pk in known.items() if name == DATASET]
    names = [account.key for account in accounts()]
    return list(get_user_model().objects.filter(pk__in=pks, username__in=names).order_by("pk"))
