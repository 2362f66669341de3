"""The kernels without a compiler: the same lists, and every line of them seen by the tests."""

import importlib
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product
from types import ModuleType
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.knowledge import load
from cooperation.matching import columns, flow, kernels, reference
from cooperation.matching.columns import lanes, layout, sorting
from cooperation.matching.live import Matcher, pools, store
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Actor, Direction, Network, Posting

from .builders import BREAD, CARROT, FAR, HERE, NEAR, TODAY, actor, need, network, offer
from .territories import CLOSE, ELSEWHERE, territories, without_circular

KNOWLEDGE = load()
PREFIX = "cooperation.matching.kernels."
NAMES = ("pairs", "numbers", "looking", "lanes", "bounds", "search", "update", "books")


@pytest.fixture(scope="module")
def interpreted() -> Iterator[dict[str, ModuleType]]:
    """Load the kernels anew as if numba were not installed, and put the others back.

    Blocks and chunks are small ones: a territory that a test can draw then has many.
    """
    kept = {name: sys.modules.pop(PREFIX + name, None) for name in NAMES}
    with ExitStack() as small:
        for module in (layout, lanes, sorting, pools):
            for name, size in (("SIZE", 5), ("CHUNK", 3)):
                if hasattr(module, name):
                    small.enter_context(patch.object(module, name, size))
        with patch.dict(sys.modules, {"numba": None}):
            found = {name: importlib.import_module(PREFIX + name) for name in NAMES}
        yield found
    for name, before in kept.items():
        sys.modules.pop(PREFIX + name, None)
        if before is not None:
            sys.modules[PREFIX + name] = before


@given(rows=territories(), count=st.integers(1, 3))
@settings(deadline=None, max_examples=60)
def test_the_search_equals_the_reference(
    interpreted: dict[str, ModuleType], rows: Network, count: int
) -> None:
    every = without_circular(reference.suggest_all(rows, today=TODAY))
    with patch.object(kernels, "import_module", lambda name, package: interpreted["search"]):
        found = flow.suggest_all_best(rows, today=TODAY, count=count, kernel="compiled")
    assert found == flow.best_of_each(every, count)


@given(rows=territories(), picks=st.lists(st.integers(0, 99), min_size=1, max_size=6))
@settings(deadline=None, max_examples=40)
def test_following_postings_equals_a_full_run(
    interpreted: dict[str, ModuleType], rows: Network, picks: list[int]
) -> None:
    def module(name: str, package: str) -> ModuleType:
        return (
            interpreted[name.lstrip(".")]
            if name.lstrip(".") in interpreted
            else (importlib.import_module(name, package))
        )

    with patch.object(kernels, "import_module", module):
        matcher = Matcher(rows, TODAY, count=2)
        for pick in picks:
            if rows.postings:
                posting = rows.postings[pick % len(rows.postings)]
                gone = posting.id in matcher.postings and pick % 2
                matcher.withdraw(posting.id) if gone else matcher.publish(posting)
        left = tuple(matcher.postings.values())
        kept = matcher.kept()
    now = Network(**{name: getattr(rows, name) for name in rows.__slots__} | {"postings": left})
    assert kept == flow.suggest_all_best(now, today=TODAY, count=2, kernel="numpy")


def crowd(seed: int) -> Network:
    """Make a territory of many blocks: three resources, two distant groups, some know no place."""
    rng = random.Random(seed)  # noqa: S311
    places = (HERE, NEAR, FAR, ELSEWHERE, None)
    areas = (frozenset[str](), frozenset[str](), frozenset({NEAR.insee, FAR.insee}))
    actors = tuple(
        Actor(
            id=number,
            place=rng.choice(places),
            service_radius_km=rng.choice((None, 5, 40)),
            service_communes=rng.choice(areas),
        )
        for number in range(1, 31)
    )
    rows = tuple(
        Posting(
            id=number,
            actor_id=rng.randrange(1, 31),
            direction=rng.choice((Direction.OFFER, Direction.NEED)),
            resource=rng.choice(CLOSE),
            likelihood=1000,
            max_distance_km=rng.choice((None, 10)),
            quantity=rng.choice((None, Decimal(1), Decimal(3), Decimal(7))),
            unit=rng.choice(("kg", "kg", "l", "")),
            minimum_lot=rng.choice((None, None, Decimal(2))),
            months=rng.choice((0, 0b111, 0b110)),
            published_on=rng.choice((None, TODAY, TODAY - timedelta(days=100))),
            labels_required=rng.choice((frozenset[str](), frozenset({"organic"}))),
            labels_held=rng.choice((frozenset[str](), frozenset({"organic"}))),
        )
        for number in range(1, 301)
    )
    probable = tuple(
        Posting(
            id=-number,
            actor_id=rng.randrange(1, 31),
            direction=rng.choice((Direction.OFFER, Direction.NEED)),
            resource=rng.choice(CLOSE),
            likelihood=rng.choice((400, 700)),
            trade="bakery",
        )
        for number in range(1, 80)
    )
    return Network(knowledge=KNOWLEDGE, actors=actors, postings=(*rows, *probable))


def test_a_posting_that_nothing_is_close_to_keeps_an_empty_list(
    interpreted: dict[str, ModuleType],
) -> None:
    rows = network(
        actors=(actor(1), actor(2)),
        postings=(offer(10, 1, CARROT), offer(11, 1, BREAD), need(20, 2, CARROT)),
    )
    with patch.object(kernels, "import_module", lambda name, package: interpreted["search"]):
        ways = flow.best(columns.build(rows, TODAY, TABLE), 2, kernel="compiled")
    kept = dict(zip(flow.identifiers(ways.offers["tie"]).tolist(), ways.gives, strict=True))
    assert flow.identifiers(kept[10][kept[10] >= 0]).tolist() == [20]
    assert (kept[11] == -1).all()


RATES, AGES = (-1, 0, 1, 499, 500, 1000), (-1, 0, 14, 100, 189, 365)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("age", AGES)
def test_the_answers_are_bounded_by_the_best_other_side_or_by_what_is_unknown(
    interpreted: dict[str, ModuleType], rate: int, age: int
) -> None:
    row = {"rate": rate, "age": age}
    others = [{"rate": one, "age": two} for one, two in product(RATES, AGES)]
    weights = columns.build(network(), TODAY, TABLE).direct
    scored = [interpreted["pairs"].by_answers(row, other, weights) for other in others]
    bound = interpreted["bounds"].answers(row, weights)
    assert bound == max(*scored, weights.no_responsiveness)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_crowd_of_many_blocks_equals_the_other_kernel(
    interpreted: dict[str, ModuleType], seed: int
) -> None:
    rows = crowd(seed)
    with patch.object(kernels, "import_module", lambda name, package: interpreted["search"]):
        found = flow.suggest_all_best(rows, today=TODAY, count=3, kernel="compiled")
    assert found == flow.suggest_all_best(rows, today=TODAY, count=3, kernel="numpy")
    assert len(found) > 100


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_crowd_that_moves_equals_a_full_run(
    interpreted: dict[str, ModuleType], seed: int
) -> None:
    rows, rng = crowd(seed), random.Random(seed)  # noqa: S311

    def module(name: str, package: str) -> ModuleType:
        return interpreted.get(name.lstrip(".")) or importlib.import_module(name, package)

    with (
        patch.object(kernels, "import_module", module),
        patch.object(pools, "RECENT", 6),
        patch.object(store, "RECENT", 6),
    ):
        matcher = Matcher(rows, TODAY, count=3)
        for _ in range(25):
            posting = rng.choice(rows.postings)
            if posting.id in matcher.postings and rng.random() < 0.5:
                matcher.withdraw(posting.id)
            else:
                matcher.publish(replace(posting, resource=rng.choice(CLOSE)))
        now = replace(rows, postings=tuple(matcher.postings.values()))
        kept = matcher.kept()
    assert kept == flow.suggest_all_best(now, today=TODAY, count=3, kernel="numpy")


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("gives", [True, False])
def test_a_code_is_the_score_or_a_doubtful_bound(
    interpreted: dict[str, ModuleType], seed: int, gives: bool
) -> None:
    laid = columns.build(crowd(seed), TODAY, TABLE)
    mine, others = (laid.offers, laid.needs) if gives else (laid.needs, laid.offers)
    pairs = interpreted["pairs"]
    codes, seen = np.zeros(layout.SIZE, np.int32), Counter[bool]()
    for row in mine.rows[:6]:
        me, wary = interpreted["looking"].looking(row), interpreted["looking"].is_special(row)
        for at, block in enumerate(others.blocks):
            there = others.rows[block["first"] : block["last"]]
            most = interpreted["lanes"].evaluate(
                me, gives, others.lanes, at, len(there), 0, 0, laid.direct, codes
            )
            assert most == codes.max()
            assert (codes[len(there) :] == -1).all()
            for code, other in zip(codes.tolist(), there, strict=False):
                square = pairs.apart(row, other)
                sides = (row, other) if gives else (other, row)
                exact = pairs.points(*sides, 0, 0, square, laid.direct)
                out = pairs.excluded(row, other, square, laid.tables.areas)
                same = row["tie"] >> layout.ID_BITS == other["tie"] >> layout.ID_BITS
                seen[bool(code & 1)] += 1
                assert out or code >> 1 >= exact
                sure = code >= 0 and not code & 1 and not wary
                assert not sure or (code >> 1 == exact and out == same)
    assert seen[True] > 10
    assert seen[False] > 100
