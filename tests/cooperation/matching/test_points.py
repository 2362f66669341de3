import dataclasses
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.points import (
    TABLE_VERSION,
    Criterion,
    CriterionCode,
    PointsTable,
    Suggestion,
    SuggestionKind,
)
from cooperation.matching.tables import TABLE

KINDS = st.sampled_from(SuggestionKind)


def test_the_maxima_of_each_kind_add_up_to_1000() -> None:
    assert {sum(row.values()) for row in TABLE.maxima.values()} == {1000}
    assert set(TABLE.maxima) == set(SuggestionKind)
    assert TABLE.version == TABLE_VERSION


@pytest.mark.parametrize("points", [{CriterionCode.DISTANCE: 999}, {CriterionCode.DISTANCE: 1001}])
def test_a_table_that_does_not_add_up_is_refused(points: dict[CriterionCode, int]) -> None:
    with pytest.raises(ValueError, match="add up to 1000"):
        PointsTable("x", MappingProxyType({SuggestionKind.DIRECT: points}), MappingProxyType({}))


def test_a_table_with_a_negative_maximum_is_refused() -> None:
    points = {CriterionCode.DISTANCE: 1001, CriterionCode.MONTHS: -1}
    with pytest.raises(ValueError, match="add up"):
        PointsTable("x", {SuggestionKind.DIRECT: points}, {})


@given(st.integers(-10, 2000), KINDS)
def test_points_are_bounded(share: int, kind: SuggestionKind) -> None:
    for code, maximum in TABLE.maxima[kind].items():
        found = TABLE.criterion(kind, code, share)
        assert 0 <= found.points <= found.maximum == maximum


@given(st.integers(0, 1000), st.integers(0, 1000), KINDS)
def test_more_share_never_gives_fewer_points(one: int, two: int, kind: SuggestionKind) -> None:
    low, high = sorted((one, two))
    for code in TABLE.maxima[kind]:
        low_points = TABLE.criterion(kind, code, low).points
        assert low_points <= TABLE.criterion(kind, code, high).points


def test_a_missing_datum_has_a_middling_share() -> None:
    found = TABLE.criterion(SuggestionKind.DIRECT, CriterionCode.DISTANCE, None)
    assert (found.points, found.maximum) == (54, 180)
    none = TABLE.criterion(SuggestionKind.DIRECT, CriterionCode.SOCIAL, None)
    assert none.points == 0


def test_a_suggestion_is_ordered_by_score_then_identifiers() -> None:
    best = Suggestion(
        kind=SuggestionKind.DIRECT,
        giver_id=9,
        receiver_id=9,
        resource="food",
        criteria=(Criterion(CriterionCode.DISTANCE, 10, 180),),
    )
    first = Suggestion(kind=SuggestionKind.DIRECT, giver_id=1, receiver_id=2, resource="food")
    second = dataclasses.replace(first, receiver_id=3)
    circular = dataclasses.replace(first, kind=SuggestionKind.CIRCULAR, giver_id=1)
    rows = sorted([second, first, circular, best], key=lambda row: row.sort_key)
    assert rows == [best, circular, first, second]


def test_types_are_frozen_and_slotted() -> None:
    suggestion = Suggestion(kind=SuggestionKind.DIRECT, giver_id=1, receiver_id=2, resource="food")
    with pytest.raises(dataclasses.FrozenInstanceError):
        suggestion.giver_id = 3  # type: ignore[misc]
    assert not hasattr(suggestion, "__dict__")
