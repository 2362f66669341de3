"""On PostgreSQL, what a change moves is one statement: the rows are those of a full run all the same."""

import pytest

from tests.cooperation.live_races import RACES
from tests.races import tries_of
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.cooperation.live_races", postgresql_url, tmp_path_factory.mktemp("live_races")
    )


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


def test_the_rows_are_those_of_a_full_run_and_nothing_waits(races):
    for tries in races.values():
        for _given, state in tries:
            assert (state["differences"], state["waiting"]) == (0, 0)


def test_the_same_matcher_follows_any_sequence_of_changes(races):
    for _given, state in races["any_sequence_of_changes"]:
        assert state["same_matcher"]
        assert set(state["wrong"]) == {0}


def test_a_suggestion_that_stays_keeps_its_number(races):
    for _given, state in races["what_stays_keeps_its_number"]:
        assert state["kept"]
        assert state["moved"]


def test_only_what_can_be_computed_again_does_not_wait_for_the_disk(races):
    for _given, state in races["others_wait_for_the_disk"]:
        assert (state["inside"], state["moved"], state["after"]) == ("off", 1, "on")


def test_new_rows_are_written_while_the_next_are_explained_all_or_none(races):
    for _given, state in races["new_rows_leave_as_they_are_explained"]:
        assert min(state["counts"]) > 1, "one row would be sent at once"
        raised = [tuple(failure) for failure in state["failures"]]
        assert raised == [("ValueError", True, 1), ("DataError", True, 1)] * 2
