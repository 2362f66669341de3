"""Two who act on one posting at once: one wins, the other is told, nothing is lost."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.cooperation.postings.races import MARK, RACES, TRIES
from tests.services import postgresql_url  # noqa: F401 - fixture

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from tests.cooperation.postings.races import main
main()
"""
pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    """Run every race on a database of its own; give what came of each try, by name."""
    name = f"postings_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"{postgresql_url.rpartition('/')[0]}/{name}",
        "VAR_DIR": str(tmp_path_factory.mktemp("postings")),
    }
    run(environment, "manage.py", "migrate", "-v0")
    found = {}
    for line in run(environment, "-c", PROGRAM).splitlines():
        if line.startswith(MARK):
            race, given, state = json.loads(line[len(MARK) :])
            found.setdefault(race, []).append((given, state))
    return found


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


def won(given):
    return [answer.startswith("ok") for answer in given]


def test_every_race_was_run_and_none_broke(races):
    assert {name: len(tries) for name, tries in races.items()} == {
        race.__name__: TRIES for race in RACES
    }
    assert not [tries for tries in races.values() if "FAULT" in json.dumps(tries)]


def test_two_curators_decide_one_thing(races):
    for given, state in races["two_curators_decide"]:
        assert sorted(won(given)) == [False, True]
        assert state["moves"] == ["published" if won(given)[0] else "refused"]
        assert state["status"] == state["moves"][0]
        assert state["told"] == 1
        loser = given[won(given).index(False)]
        assert "entre-temps" in loser or "ne peut pas faire" in loser


def test_a_withdrawn_posting_takes_no_new_text_and_a_text_accepted_stays(races):
    for given, state in races["accept_or_withdraw_the_posting"]:
        accepted, withdrawn = won(given)
        assert withdrawn
        assert state["status"] == "withdrawn"
        assert state["title"] == ("Après" if accepted else "Avant")
        assert state["amendments"] == ["accepted" if accepted else "waiting"]


def test_what_is_taken_back_is_not_accepted(races):
    for (accepted, taken), state in races["accept_or_take_back"]:
        is_taken = taken == "ok 1"
        assert accepted.startswith("ok") != is_taken
        assert state["title"] == ("Avant" if is_taken else "Après")
        assert state["amendments"] == ["withdrawn" if is_taken else "accepted"]


def test_what_was_read_is_what_is_accepted(races):
    for (accepted, again), state in races["accept_or_write_again"]:
        assert again.startswith("ok")
        if accepted.startswith("ok"):
            assert (state["title"], state["amendments"]) == ("Après", ["accepted", "waiting"])
        else:
            assert (state["title"], state["amendments"]) == ("Avant", ["waiting"])


def test_one_change_is_open_at_a_time(races):
    for _given, state in races["two_amendments"]:
        assert state["amendments"] == ["waiting"]
        assert state["title"] == "Avant"


def test_an_edit_of_the_staff_never_brings_back_a_state(races):
    for given, state in races["staff_edit_or_withdraw"]:
        assert won(given) == [True, True]
        assert (state["status"], state["title"]) == ("withdrawn", "Corrigé")


def test_clicks_do_it_once(races):
    for _given, state in races["double_click"]:
        assert (state["status"], state["moves"]) == ("paused", ["paused"])
    for _given, state in races["renew_twice"]:
        assert (state["status"], state["moves"]) == ("published", ["published"])


def test_closed_or_paused_never_both(races):
    for given, state in races["close_or_pause"]:
        assert sorted(won(given)) == [False, True]
        expected = ("withdrawn", "not_needed") if won(given)[0] else ("paused", "")
        assert (state["status"], state["closing"]) == expected
        assert len(state["moves"]) == 1


def test_a_reminder_leaves_once(races):
    for given, state in races["remind_twice"]:
        assert sorted(given) == ["ok 0", "ok 0", "ok 1"]
        assert state["told"] == 1


def test_a_form_sent_three_times_makes_one_posting(races):
    for given, state in races["deposit_twice"]:
        assert len(set(given)) == 1
        assert state["postings"] == 1
