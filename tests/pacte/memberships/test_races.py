"""Joining and deciding at the same moment: one wins, the other is told, nothing is lost."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.pacte.memberships.races import MARK, RACES, TRIES
from tests.services import postgresql_url  # noqa: F401 - fixture

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from tests.pacte.memberships.races import main
main()
"""
pytestmark = pytest.mark.postgresql


def run(environment, *command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    """Run every race on a database of its own; give what came of each try, by name."""
    name = f"joining_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"{postgresql_url.rpartition('/')[0]}/{name}",
        "VAR_DIR": str(tmp_path_factory.mktemp("joining")),
    }
    run(environment, "manage.py", "migrate", "-v0")
    found = {}
    for line in run(environment, "-c", PROGRAM).splitlines():
        if line.startswith(MARK):
            race, given, state = json.loads(line[len(MARK) :])
            found.setdefault(race, []).append((given, state))
    return found


def won(given):
    return [answer for answer in given if answer.startswith("ok")]


def test_every_race_was_run_and_none_broke(races):
    assert {name: len(tries) for name, tries in races.items()} == {
        race.__name__: TRIES for race in RACES
    }
    answers = [answer for tries in races.values() for given, _state in tries for answer in given]
    assert not [answer for answer in answers if answer is None or answer.startswith("FAULT")]


def test_a_double_click_makes_one_member(races):
    for given, state in races["accept_twice"]:
        assert len(set(given)) == 1
        assert state == {"members": 1, "told": 1}


def test_accepting_and_withdrawing_agree(races):
    for given, state in races["accept_withdraw"]:
        assert len(won(given)) == 1, given
        assert state["accepted"] != state["withdrawn"]
        assert state["members"] == int(state["accepted"])


def test_one_decision_is_taken(races):
    for given, state in races["decide_twice"]:
        assert len(won(given)) == 1
        assert any("entre-temps" in answer for answer in given)
        confirmed = given[0].startswith("ok")
        assert state == {
            "status": "confirmed" if confirmed else "refused",
            "members": int(confirmed),
            "told": 1,
        }


def test_the_same_claim_and_the_same_invitation_are_written_once(races):
    for given, state in races["claim_twice"]:
        assert len(set(given)) == 1
        assert state == {"claims": 1}
    for given, state in races["invite_twice"]:
        assert len(won(given)) == 1
        assert state == {"invitations": 1}


def test_two_versions_of_a_profile_do_not_cover_each_other(races):
    for given, state in races["edit_twice"]:
        (winner,) = won(given)
        (loser,) = set(given) - {winner}
        assert state == {"revisions": 1, "latest": f"De {winner.partition(' ')[2]}"}
        assert loser == f"conflict {state['latest']}"


def test_a_manager_stays_and_an_account_closes(races):
    for given, state in races["both_managers_leave"]:
        assert len(won(given)) == 1
        assert state == {"managers": 1}
    assert all(state == {"left": 0} for _given, state in races["erase_twice"])
