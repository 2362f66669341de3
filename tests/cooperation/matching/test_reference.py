"""One suggestion for what is posted on both sides: the best, and the first of equals."""

from dataclasses import replace
from itertools import permutations

from cooperation.matching.points import Criterion, CriterionCode, Suggestion, SuggestionKind
from cooperation.matching.reference import single


def suggestion(points: int, resource: str) -> Suggestion:
    criterion = Criterion(CriterionCode.CLOSENESS, points, 240)
    return Suggestion(
        kind=SuggestionKind.DEDUCED,
        giver_id=1,
        receiver_id=2,
        resource=resource,
        offer_id=5,
        criteria=(criterion,),
    )


def test_the_best_is_kept_in_any_order() -> None:
    rows = [suggestion(200, "food.bread"), suggestion(90, "food"), suggestion(200, "food.cake")]
    for order in permutations(rows):
        first = next(row for row in order if row.score == 200)
        assert list(single(order)) == [first]


def test_two_offers_are_two_suggestions() -> None:
    other = replace(suggestion(1, "food"), offer_id=6)
    assert len(list(single([suggestion(1, "food"), other]))) == 2
