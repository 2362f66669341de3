"""On PostgreSQL, what is left is read, locked and freed as it is on SQLite."""

import pytest

from tests.cooperation.introductions.left_races import RACES
from tests.races import tries_of, won
from tests.services import postgresql_url  # noqa: F401 - fixture

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def races(postgresql_url, tmp_path_factory):  # noqa: F811
    return tries_of(
        "tests.cooperation.introductions.left_races",
        postgresql_url,
        tmp_path_factory.mktemp("left_races"),
    )


def test_every_race_was_run(races):
    assert set(races) == {race.__name__ for race in RACES}


def test_one_statement_reads_what_the_whole_network_reads(races):
    for _given, state in races["any_mix_is_read_alike"]:
        assert state["wrong"] == 0
        assert state["placed"] > 0


def test_two_halves_that_conclude_at_once_end_the_posting(races):
    for given, state in races["two_halves_at_once"]:
        assert len(won(given)) == 2, given
        assert state == {"status": "agreed", "left": 0}


def test_a_departure_moves_figures_and_postings_back(races):
    for _given, state in races["a_departure"]:
        assert state["statuses"] == ["agreed", "in_discussion"]
        assert state["figures"] == [4, 3]
        assert (state["left"], state["dangling"]) == (100, 0)


def test_the_list_of_the_staff_names_what_is_not_counted(races):
    for _given, state in races["what_is_not_counted"]:
        assert state["listed"] == [True]


def test_the_rows_follow_pair_by_pair(races):
    for _given, state in races["the_rows_follow"]:
        assert state["followed"] >= 1
        assert state["differences"] == 0
