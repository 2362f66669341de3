"""One suggestion for what is posted on both sides: the best, and the first of equals."""

from dataclasses import replace
from itertools import permutations

from cooperation.matching.points import Criterion, CriterionCode, Suggestion, SuggestionKind
from cooperation.matching.reference import single, suggest_all
from cooperation.matching.types import Capability

from .builders import BREAD, TODAY, actor, need, network, offer


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


def test_a_probable_offer_meets_needs_but_no_know_how() -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, BREAD), need(20, 2, BREAD)),
        capabilities=(Capability(actor_id=2, transformation="bread_to_beer"),),
    )
    probable = replace(rows.postings[0], id=-1, likelihood=600, trade="bakery")
    told = suggest_all(rows, today=TODAY)
    likely = suggest_all(replace(rows, postings=(probable, rows.postings[1])), today=TODAY)
    assert {row.kind for row in told} == {SuggestionKind.DIRECT, SuggestionKind.CIRCULAR}
    assert [(row.kind, row.transformation) for row in likely] == [(SuggestionKind.DEDUCED, None)]
