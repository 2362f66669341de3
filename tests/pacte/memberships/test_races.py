"""Joining and deciding at the same moment: one wins, the other is told, nothing is lost."""

import pytest

from tests.pacte.memberships.races import RACES
from tests.races import tries_of, won
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.pacte.memberships.races", postgresql_url, tmp_path_factory.mktemp("races")
    )


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


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
