"""Two members who act at the same moment: one effect, the other is told, nobody is told twice."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.cooperation.calls.races import MARK, RACES, TRIES
from tests.services import postgresql_url  # noqa: F401 - fixture

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
sys.path[:0] = [".", "site"]
import django
django.setup()
from tests.cooperation.calls.races import main
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
    found = {}
    for line in run(environment, "-c", PROGRAM).splitlines():
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


def keys(state, what):
    return [key for key, _who in state["told"] if key.endswith(what)]


def test_every_race_was_run_and_none_broke(races):
    assert {name: len(tries) for name, tries in races.items()} == {
        race.__name__: TRIES for race in RACES
    }
    faults = [tries for tries in races.values() if "FAULT" in json.dumps(tries)]
    assert not faults


def test_a_double_click_refuses_once_and_teaches_once(races):
    for given, state in races["refuse_twice"]:
        assert sorted(given) == [False, False, True]
        assert state == {"decisions": [["refused", "price"]], "outcomes": [["price"]]}


def test_of_two_reasons_the_first_counts(races):
    for given, state in races["refuse_for_two_reasons"]:
        assert sorted(given) == [False, True]
        assert len(state["decisions"]) == len(state["outcomes"]) == 1


def test_refused_and_put_off_at_once_is_refused_or_put_off_never_both(races):
    for given, state in races["refuse_or_later"]:
        (decision,) = state["decisions"]
        assert True in given
        assert len(state["outcomes"]) == (decision[0] == "refused")


def test_a_call_leaves_once(races):
    for given, state in races["send_twice"]:
        assert sorted(given) == [False, False, True]
        assert len(keys(state, "sent")) == len(state["answers"])


def test_one_call_to_all_a_quarter_even_in_a_race(races):
    for given, state in races["send_two_to_all"]:
        assert given.count(True) == 1
        assert any("trimestre" in str(answer) for answer in given)
        assert state["states"] == ["draft", "open"]


def test_an_answer_is_kept_or_its_author_told_that_it_is_not(races):
    for (answered, closed), state in races["answer_close"]:
        assert closed is True
        assert state["status"] == "closed"
        kept = "yes" in state["answers"]
        assert kept == (answered is True)
        assert kept or "n’a pas été gardée" in answered
        # who answered in time is thanked, who did not is not
        assert len(keys(state, "closed")) == kept


def test_closed_or_stopped_never_both(races):
    for given, state in races["close_stop"]:
        assert sorted(given) == [False, True]
        assert bool(keys(state, "stopped")) == (state["status"] == "stopped")


def test_a_reminder_leaves_once(races):
    for given, state in races["remind_twice"]:
        assert sorted(given) == [0, 0, 3]
        assert len(keys(state, "reminder")) == 3


def test_an_answer_is_told_once(races):
    for given, state in races["answer_twice"]:
        assert sorted(given) == [False, False, True]
        assert len([key for key, _who in state["told"] if "answer" in key]) == 1


def test_counts_add_up_whoever_writes_together(races):
    for given, state in races["count_together"]:
        assert given == [5, 5, 5, 5]
        assert state["counts"] == [4] * 5
