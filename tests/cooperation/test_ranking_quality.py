"""What the ranking is worth on the judged cases, held slightly under what it reaches.

The same file is read twice, with and without the knowledge: it is the knowledge that answers.
"""

import pytest

from benchmarks.quality import CASES, measure
from cooperation.matching.ranking import Part
from cooperation.services.evaluation import Quality, evaluate, read_cases

LEAST_MRR, LEAST_HIT_3, LEAST_HIT_10 = 0.845, 0.92, 0.97
LEAST_UNREAD_MRR, LEAST_UNREAD_HIT_3 = 0.815, 0.90
LEAST_LOST = 0.2


@pytest.fixture(scope="module")
def whole() -> Quality:
    return evaluate(read_cases(CASES)).quality


def test_the_cases_are_many_enough() -> None:
    cases = read_cases(CASES)
    assert len(cases.organisations) >= 150
    assert len(cases.queries) >= 200


def test_it_is_as_good_as_it_was(whole: Quality) -> None:
    assert whole.mrr >= LEAST_MRR
    assert whole.hit_3 >= LEAST_HIT_3
    assert whole.hit_10 >= LEAST_HIT_10


def test_it_is_the_knowledge_that_answers(whole: Quality) -> None:
    without = evaluate(read_cases(CASES), without=[Part.KNOWLEDGE]).quality
    assert whole.mrr - without.mrr >= LEAST_LOST


def test_the_half_whose_queries_were_not_read_keeps_its_own_floor() -> None:
    """The other half was read while the words were written: it is no peer to compare with."""
    rows = {row.name: row for row in measure()}
    assert rows["hold"].mrr >= LEAST_UNREAD_MRR
    assert rows["hold"].hit_3 >= LEAST_UNREAD_HIT_3
    assert rows["all"].queries == rows["hold"].queries + rows["develop"].queries
