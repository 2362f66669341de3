"""What if, in one sentence: what is lost is told as well as what is gained."""

import pytest

from cooperation.wording.scenarios import figure_of, summary_of
from tests.french import plain

COUNTS = {"gained_count": 45, "lost_count": 101}


@pytest.mark.parametrize(
    ("answered", "unanswered", "text"),
    [
        (
            [1, 2],
            [3, 4, 5],
            (
                "Coopérations possibles : 45 gagnées et 101 perdues. "
                "Besoins qui trouvent une réponse : 2 ; qui n’en ont plus : 3."
            ),
        ),
        ([], [], "Coopérations possibles : 45 gagnées et 101 perdues."),
    ],
)
def test_needs_that_lose_their_answer_are_told_too(answered, unanswered, text):
    row = {**COUNTS, "answered": answered, "unanswered": unanswered}
    assert plain(summary_of(row)) == text


@pytest.mark.parametrize(("after", "gap"), [(9363, "+20 m"), (9343, "="), (9843, "+0,5 km")])
def test_a_few_metres_are_not_told_as_no_kilometre(after, gap):
    row = {"code": "metres", "before": 9343, "after": after}
    assert plain(figure_of(row).gap) == gap
