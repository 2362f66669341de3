"""Two members who act at the same moment: one effect, the other is told, nobody is told twice."""

import pytest

from tests.cooperation.calls.races import RACES
from tests.races import tries_of
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.cooperation.calls.races", postgresql_url, tmp_path_factory.mktemp("races")
    )


def keys(state, what):
    return [key for key, _who in state["told"] if key.endswith(what)]


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


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
        assert given.count(True) in {1, 2}
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


def test_a_date_that_passes_is_told_once(races):
    for _given, state in races["end_twice"]:
        assert state["status"] == "ended"
        assert len(keys(state, "ended")) == 1


def test_what_its_author_says_of_a_call_is_kept_whatever_the_date_does(races):
    for (_ended, closed), state in races["end_close"]:
        assert closed is True
        assert state["status"] == "closed"
        assert len(keys(state, "ended")) <= 1


def test_a_double_click_of_the_staff_is_said_once(races):
    for given, state in races["mark_twice"]:
        assert given == ["forward"] * 3
        assert state == {"moves": 1}


def test_of_three_runs_at_once_one_tells_what_is_new(races):
    for given, state in races["tell_news_twice"]:
        assert sorted(given) == [0, 0, 1]
        assert state == {"told": 1}
