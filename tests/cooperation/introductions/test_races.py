"""Two people who act at the same moment: one wins, the other is told, nothing is lost."""

from collections import Counter

import pytest

from tests.cooperation.introductions.races import RACES
from tests.races import tries_of, won
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.cooperation.introductions.races", postgresql_url, tmp_path_factory.mktemp("races")
    )


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


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


def test_confirmed_three_times_at_once_it_counts_once(races):
    for given, state in races["confirm_twice"]:
        assert len(won(given)) == 3
        assert (state["cooperations"], state["figures"]) == (1, [1])


def test_four_that_serve_one_action_all_count(races):
    for given, state in races["confirm_for_one_action"]:
        assert len(won(given)) == 4
        assert state["figures"] == [1, 2, 3, 4]


def test_undone_three_times_at_once_it_moves_back_once(races):
    for given, state in races["undo_twice"]:
        assert len(won(given)) == 3
        assert (state["cooperations"], state["figures"]) == (0, [1, 0])
