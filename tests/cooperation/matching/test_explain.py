import pytest
from hypothesis import given

from cooperation.matching import engine
from cooperation.matching.explain import Main, criterion, explain
from cooperation.matching.points import CriterionCode
from cooperation.matching.types import Network

from .builders import CARROT, NETWORKS, TODAY, actor, need, network, offer


def _only(resource: str) -> Main:
    (found,) = engine.suggest_all(
        network(
            actors=(actor(1), actor(2)),
            postings=(offer(10, 1, CARROT), need(20, 2, resource)),
        ),
        today=TODAY,
    )
    return explain(found).main


def test_the_main_reason_of_a_direct_suggestion() -> None:
    assert _only(CARROT) is Main.SAME_RESOURCE
    assert _only("food.vegetable") is Main.CLOSE_RESOURCE


@given(NETWORKS)
def test_every_criterion_is_a_reason_or_a_weakness(rows: Network) -> None:
    for suggestion in engine.suggest_all(rows, today=TODAY):
        found = explain(suggestion)
        every = (*found.reasons, *found.weaknesses)
        assert set(every) == set(suggestion.criteria)
        assert len(every) == len(suggestion.criteria)
        points = [row.points for row in found.reasons]
        assert points == sorted(points, reverse=True)
        assert (found.checks, found.path) == (suggestion.checks, suggestion.path)


def test_a_criterion_that_is_not_there_is_refused() -> None:
    (found,) = engine.suggest_all(
        network(actors=(actor(1), actor(2)), postings=(offer(10, 1, CARROT), need(20, 2, CARROT))),
        today=TODAY,
    )
    with pytest.raises(KeyError):
        criterion(found, CriterionCode.OUTLET)
