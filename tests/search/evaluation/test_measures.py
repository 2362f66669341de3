"""The measures of a ranking, by hand."""

import math

import pytest

from search.evaluation.cases import Case
from search.evaluation.measures import gain, measured, quality

CASE = Case(1, "pain", ("a", 2))


@pytest.mark.parametrize(
    ("found", "rank", "gained"),
    [
        (["a", "2"], 1, 1.0),
        (["x", "a"], 2, (1 / math.log2(3)) / (1 + 1 / math.log2(3))),
        (["x", 2, "a"], 2, (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))),
        (["x"], None, 0.0),
        ([], None, 0.0),
    ],
)
def test_a_ranking_is_judged_by_its_first_ten(found, rank, gained):
    row = measured(CASE, found)
    assert row.rank == rank
    assert gain(row) == pytest.approx(gained)


def test_what_comes_after_ten_has_a_rank_and_no_gain():
    row = measured(CASE, [*"zyxwvutsrq", "a"])
    assert (row.rank, gain(row), len(row.top)) == (11, 0.0, 10)


def test_the_means_are_over_all_the_queries():
    rows = [measured(CASE, ["a", 2]), measured(CASE, ["x", "a"]), measured(CASE, [])]
    found = quality(rows)
    assert (found.queries, found.mrr) == (3, pytest.approx(0.5))
    assert (found.hit_1, found.hit_10) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_no_query_is_no_quality():
    assert quality([]).mrr == 0.0
    assert gain(measured(Case(1, "pain", ()), ["a"])) == 0.0
