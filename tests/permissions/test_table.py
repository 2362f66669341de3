"""Every address, with every role, against one table: a new address without a row fails."""

import os
from functools import cache
from pathlib import Path

import pytest
from django.core.cache import cache as memory
from django.db import connection, transaction
from django.test import Client

from tests.permissions import table
from tests.permissions.cases import CASES, cases_of, path_of
from tests.permissions.roles import ROLES, Writes, clients, letter
from tests.permissions.scene import scene
from tests.permissions.walking import addresses
from tests.wagtail import strict_templates

__all__ = ["strict_templates"]
pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
FORM = "application/x-www-form-urlencoded"
PARTS = 16
"""In how many tests the addresses are shared out: each sets the scene once."""
ROUTES = dict(reversed([(name, route) for name, route in addresses()]))
OBSERVED = os.environ.get("PERMISSIONS_OBSERVED", "")
"""A file to write what is seen into, line by line, when the table is to be reviewed."""


@cache
def expected() -> dict[table.Line, str]:
    return table.read()


def test_every_address_has_its_rows_and_no_row_is_left_over():
    needed = {
        (name, case, method) for name in ROUTES for case in cases_of(name) for method in METHODS
    }
    assert sorted(needed - set(expected())) == [], "addresses without a row"
    ours = {line for line in expected() if not line[0].startswith("Query.")}
    assert sorted(ours - needed) == [], "rows without an address"


def test_every_case_is_one_of_an_address():
    assert set(CASES) <= set(ROUTES)


@pytest.mark.parametrize("part", range(PARTS))
def test_what_each_role_gets(part, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    stage = scene()
    people = clients(stage.cast.people)
    wrong = []
    for name in sorted(ROUTES)[part::PARTS]:
        for case in cases_of(name):
            path = path_of(name, ROUTES[name], case, stage)
            for method in METHODS:
                seen = "".join(
                    knock(people[role], method, path) if role in tried(name) else "."
                    for role in ROLES
                )
                line = f"{name} | {case} | {method} | "
                if OBSERVED:
                    with Path(OBSERVED).open("a") as file:
                        file.write(f"{line}{seen}\n")
                elif seen != (due := expected()[name, case, method]):
                    wrong.append(f"{line}{due}, but {seen} at {path}")
    assert not wrong, "\n".join(wrong)


def tried(name: str) -> tuple[str, ...]:
    """Say who knocks: at the doors of Wagtail itself, three of the six are enough."""
    return ("visitor", "manager", "curator") if name.startswith("wagtail") else ROLES


def knock(client: Client, method: str, path: str) -> str:
    """Knock at a door, and leave everything as it was: cookies, rows and counts."""
    memory.clear()
    cookies = client.cookies.output()
    with transaction.atomic():
        with connection.execute_wrapper(writes := Writes()):
            response = client.generic(method, path, content_type=FORM)
            if response.streaming:
                response.getvalue()  # closes the file
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        client.cookies.load(cookies.replace("Set-Cookie:", ""))
    return letter(response, writes.tables)
