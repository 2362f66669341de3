"""What is kept of a full run: a suggestion that is among the best of one of its two sides."""

import pytest

from cooperation.matching.keeping import best_of_each
from cooperation.matching.points import Suggestion, SuggestionKind


def between(giver: int, receiver: int, kind: SuggestionKind = SuggestionKind.DIRECT) -> Suggestion:
    return Suggestion(kind=kind, giver_id=giver, receiver_id=receiver, resource="food")


ORDERED = (between(1, 9), between(1, 8), between(2, 9), between(1, 9))


@pytest.mark.parametrize(("count", "kept"), [(0, 0), (1, 3), (2, 3), (3, 4)])
def test_what_is_the_best_of_neither_side_is_left_out(count: int, kept: int) -> None:
    assert best_of_each(ORDERED, count) == ORDERED[:kept]


def test_each_kind_has_its_own_best() -> None:
    other = between(1, 9, SuggestionKind.CIRCULAR)
    assert best_of_each((*ORDERED, other), 1) == (*ORDERED[:3], other)
