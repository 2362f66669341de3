"""Two who act on one posting at once: one wins, the other is told, nothing is lost."""

import pytest

from tests.cooperation.postings.races import RACES
from tests.races import tries_of
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.cooperation.postings.races", postgresql_url, tmp_path_factory.mktemp("races")
    )


def won(given):
    return [answer.startswith("ok") for answer in given]


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


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


def test_the_profile_that_was_read_is_the_one_accepted(races):
    for (accepted, again), state in races["accept_or_write_the_profile_again"]:
        assert again.startswith("ok")
        assert state["written"] == "Encore."
        assert state["waits"]
        if accepted.startswith("ok"):
            assert state["public"] == "Après."
        else:
            assert "entre-temps" in accepted
            assert state["public"] not in {"Après.", "Encore."}


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
