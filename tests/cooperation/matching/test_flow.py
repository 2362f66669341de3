"""The full run equals the reference, whatever the kernel."""

import dataclasses
import importlib
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching import columns, flow, kernels, reference
from cooperation.matching.points import SuggestionKind
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network, Place

from .builders import BREAD, CARROT, TODAY, actor, need, network, offer
from .territories import territories, without_circular

KERNELS = ("numpy", "compiled")


@pytest.mark.parametrize("kernel", [None, *KERNELS])
@given(rows=territories(), count=st.integers(1, 4))
@settings(deadline=None)
def test_what_is_kept_equals_the_reference(rows: Network, count: int, kernel: None) -> None:
    every = without_circular(reference.suggest_all(rows, today=TODAY))
    expected = flow.best_of_each(every, count)
    found = flow.suggest_all_best(rows, today=TODAY, count=count, kernel=kernel)
    assert found == expected


@pytest.mark.parametrize("kernel", KERNELS)
@given(rows=territories(), count=st.integers(1, 4))
@settings(deadline=None)
def test_the_lists_of_every_posting_equal_the_reference(
    rows: Network, count: int, kernel: kernels.Name
) -> None:
    gives, takes = defaultdict(list), defaultdict(list)
    for row in reference.suggest_all(rows, today=TODAY):
        if row.kind is SuggestionKind.DIRECT:
            gives[row.offer_id].append((-row.score, row.receiver_id, row.need_id))
            takes[row.need_id].append((-row.score, row.giver_id, row.offer_id))
    ways = flow.best(columns.build(rows, TODAY, TABLE), count, kernel=kernel)
    for side, lists, wanted in (
        (ways.offers, ways.gives, gives),
        (ways.needs, ways.takes, takes),
    ):
        for ident, keys in zip(flow.identifiers(side["tie"]), lists, strict=True):
            best = [(score, other) for score, _, other in sorted(wanted[int(ident)])[:count]]
            full = keys[keys >= 0]
            found = zip(-flow.scores(full), flow.identifiers(full), strict=True)
            assert [(int(score), int(other)) for score, other in found] == best


def test_an_empty_territory_has_no_suggestion() -> None:
    assert flow.suggest_all_best(network(), today=TODAY) == ()
    ways = flow.best(columns.build(network(), TODAY, TABLE))
    assert ways.gives.shape == ways.takes.shape == (0, 10)
    assert flow.suggest_all_best(network(), today=TODAY, kernel="numpy") == ()


def test_too_many_labels_are_matched_by_the_indexed_engine() -> None:
    labels = frozenset(f"label-{number}" for number in range(64))
    rows = network(
        actors=(actor(1), actor(2, labels=labels)),
        postings=(
            offer(10, 1, CARROT, labels_required=frozenset({"label-7"})),
            need(20, 2, CARROT),
        ),
    )
    with pytest.raises(columns.TooManyError, match="more than 63 labels"):
        columns.build(rows, TODAY, TABLE)
    (found,) = flow.suggest_all_best(rows, today=TODAY, kernel="numpy")
    assert (found.offer_id, found.need_id) == (10, 20)


def test_numpy_answers_where_numba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "find_spec", lambda name: None)
    tiles = importlib.import_module("cooperation.matching.kernels.tiles")
    assert kernels.choose(10**9) is tiles.search_all
    assert kernels.choose(10**9, "compiled") is tiles.search_all


def test_one_probable_need_of_an_organisation_is_enough() -> None:
    likely = [
        dataclasses.replace(need(-number, 2, code), likelihood=600, trade="bakery")
        for number, code in enumerate((CARROT, "food.vegetable"), start=1)
    ]
    both = dataclasses.replace(offer(-9, 1, CARROT), likelihood=500, trade="farm")
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, CARROT), offer(11, 1, BREAD), both, *likely),
    )
    (found,) = flow.suggest_all_best(rows, today=TODAY)
    assert (found.kind, found.offer_id, found.need_id) == (SuggestionKind.DEDUCED, 10, None)
    assert found.likelihood == 600
    assert dict(found.criteria[0].evidence) == {
        "side": "need",
        "likelihood": 600,
        "trade": "bakery",
    }
    assert sum(row.maximum for row in found.criteria) == 1000


def test_a_block_with_places_known_and_unknown_is_not_left_alone() -> None:
    offers = tuple(offer(ident, 1, CARROT, place=Place()) for ident in range(1, 4))
    rows = network(
        actors=(actor(1), actor(2)), postings=(*offers, offer(9, 1, CARROT), need(20, 2, CARROT))
    )
    ways = flow.best(columns.build(rows, TODAY, TABLE), 1, kernel="compiled")
    assert flow.identifiers(ways.takes).tolist() == [[9]]
