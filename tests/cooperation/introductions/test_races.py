"""Two people who act at the same moment: one wins, the other is told, nothing is lost."""

import json
import os
import subprocess
import sys
import uuid
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.cooperation.introductions.races import MARK, RACES, TRIES
from tests.services import postgresql_url  # noqa: F401 - fixture

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from tests.cooperation.introductions.races import main
main()
"""
pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    """Run every race on a database of its own; give what came of each try, by name."""
    name = f"races_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"{postgresql_url.rpartition('/')[0]}/{name}",
        "VAR_DIR": str(tmp_path_factory.mktemp("races")),
    }
    run(environment, "manage.py", "migrate", "-v0")
    lines = run(environment, "-c", PROGRAM).splitlines()
    found = {}
    for line in lines:
        if line.startswith(MARK):
            race, given, state = json.loads(line[len(MARK) :])
            found.setdefault(race, []).append((given, state))
    return found


def run(environment, *command):
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, check=False,
        capture_output=True, text=True, timeout=500,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def won(given):
    return [answer for answer in given if answer.startswith("ok")]


def test_every_race_was_run_and_none_broke(races):
    assert {name: len(tries) for name, tries in races.items()} == {
        race.__name__: TRIES for race in RACES
    }
    answers = [answer for tries in races.values() for given, _state in tries for answer in given]
    assert not [answer for answer in answers if answer is None or answer.startswith("FAULT")]


@pytest.mark.parametrize("name", ["accept_refuse", "accept_withdraw"])
def test_one_wins_and_the_other_is_told(races, name):
    for given, state in races[name]:
        assert len(won(given)) == 1, given
        (loser,) = set(given) - set(won(given))
        assert "état" in loser or "décliné" in loser
        accepted = given[0].startswith("ok")
        ends = {"accept_refuse": "refused", "accept_withdraw": "withdrawn"}
        assert state["status"] == ("accepted" if accepted else ends[name])
        assert state["moves"] == ["proposed", state["status"]]
        assert state["posting"] == ("in_discussion" if accepted else "published")


def test_a_double_click_has_one_effect(races):
    for given, state in races["accept_twice"]:
        assert len(set(won(given))) == 1
        assert len(won(given)) == 3
        assert state["moves"] == ["proposed", "accepted"]
        assert max(Counter(map(tuple, state["told"])).values()) == 1


def test_both_sides_accept_and_neither_is_lost(races):
    for given, state in races["both_accept"]:
        assert len(won(given)) == 2
        assert (state["status"], state["accepted"]) == ("accepted", 2)
        assert state["moves"] == ["proposed", "accepted_one", "accepted"]


def test_one_subject_is_opened_once(races):
    for given, state in races["propose_twice"]:
        assert len(won(given)) == 3
        assert len(set(given)) == 1
        assert state["moves"] == ["proposed"]


def test_declaring_twice_is_once(races):
    for given, state in races["declare_twice"]:
        assert len(won(given)) == 3
        assert len(set(given)) == 1
        assert state["agreements"] == ["waiting"]
    for given, state in races["declare_from_both"]:
        assert len(won(given)) == 1
        assert state["agreements"] == ["waiting"]
        assert any("confirmez-la" in answer for answer in given)


def test_confirmed_or_contested_never_both(races):
    for given, state in races["confirm_contest"]:
        assert len(won(given)) == 1
        confirmed = given[0].startswith("ok")
        assert state["agreements"] == ["confirmed" if confirmed else "contested"]
        assert state["cooperations"] == int(confirmed)
        assert state["status"] == ("agreed" if confirmed else "accepted")


def test_confirmed_or_closed_never_both(races):
    for given, state in races["confirm_close"]:
        assert len(won(given)) == 1
        confirmed = given[0].startswith("ok")
        assert state["status"] == ("agreed" if confirmed else "no_follow_up")
        assert state["cooperations"] == int(confirmed)


def test_a_message_sent_four_times_at_once_is_one(races):
    for given, state in races["message_twice"]:
        assert len(won(given)) == 4
        assert len(set(given)) == 1
        assert state["messages"] == 1
