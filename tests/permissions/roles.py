"""The six people who try every door, and the letters that say what each gets."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pacte.enums import MembershipRole
from pacte.models import Organisation
from tests.factories.pacte import OrganisationFactory
from tests.factories.people import MembershipFactory, UserFactory

ROLES = ("visitor", "outsider", "member", "manager", "curator", "administrator")
"""A visitor; a member of another organisation; then of the one at stake; the staff."""

LETTERS = {400: "r", 403: "f", 404: "n", 405: "m", 409: "r", 410: "r", 422: "r", 429: "t"}
"""``r`` refused with a word, ``f`` forbidden, ``n`` not found, ``m`` not that method, ``t`` too many."""
QUIET = (
    "django_session",
    "usersessions_usersession",
    "wagtailusers_userprofile",
    "cooperation_exposure",
)
"""Tables that reading a page may write to."""
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@dataclass(frozen=True)
class Cast:
    """The organisation at stake, another one, and who acts for each."""

    own: Organisation
    other: Organisation
    people: dict[str, Any]


def cast() -> Cast:
    """Create the two organisations and the six people."""
    own, other = OrganisationFactory.create(kinds=["ess"]), OrganisationFactory.create()
    people = {
        "outsider": MembershipFactory.create(organisation=other).user,
        "member": MembershipFactory.create(organisation=own).user,
        "manager": MembershipFactory.create(organisation=own, role=MembershipRole.MANAGER).user,
        "curator": UserFactory.create(curator=True),
        "administrator": UserFactory.create(administrator=True),
    }
    return Cast(own, other, people)


def clients(people: dict[str, Any]) -> dict[str, Client]:
    """Open a browser as each; the visitor's has no cookie."""
    opened = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, person in people.items():
        opened[role].force_login(person)
    return opened


class Writes:
    """What is written while somebody is in: the tables of which a row really changed."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        found = WRITES.match(sql)
        added = sql.startswith("INSERT")  # what it returns is not counted yet
        if found and found[1] not in QUIET and (added or context["cursor"].rowcount > 0):
            self.tables.add(found[1])
        return result


def letter(response: HttpResponse, written: set[str]) -> str:
    """Say in a letter what somebody got.

    ``w`` something was written, ``y`` the door opens (a page or a redirection elsewhere),
    ``L`` the way to the login page, else :data:`LETTERS`; Wagtail turns
    away to the first page of the administration. A fault is ``!``.
    """
    status = response.status_code
    opened = "w" if written else "y"
    if status in (301, 302):
        to_login = "/connexion/" in response["Location"] or "/login/" in response["Location"]
        turned_away = response["Location"] == reverse("wagtailadmin_home")
        return "L" if to_login else "f" if turned_away else opened
    return LETTERS.get(status) or ("!" if status >= 500 else opened)
