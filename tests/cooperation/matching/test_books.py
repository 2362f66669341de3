"""What an organisation keeps, merged from the lists of its postings."""

import importlib
from collections.abc import Iterator
from itertools import chain
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.matching.columns.encoding import HALF, LAST_ACTOR
from cooperation.matching.columns.layout import GONE, ID_BITS
from cooperation.matching.live.books import Books, Notes, Owner, Reading, pairs_of
from cooperation.matching.live.pools import Source

from .interpreted import interpreted

NAME = "cooperation.matching.kernels.books"
SIZE, LONGEST = 3, 4
Lists = dict[int, list[tuple[int, int, int]]]
"""Posting → (score, other organisation, other posting) of its list."""


@pytest.fixture(scope="module", params=["compiled", "interpreted"])
def kernel(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        yield (
            importlib.import_module(NAME)
            if request.param == "compiled"
            else interpreted(patch, NAME)
        )


def key(score: int, actor: int, ident: int) -> int:
    return (score << 20 | LAST_ACTOR - actor) << ID_BITS | HALF - 1 - ident


def source(lists: Lists, late: Lists, number: int) -> Source:
    """Lay out the lists of one organisation, sorted ones and recent ones."""

    def keys(rows: Lists) -> Any:
        found = np.full((len(rows), LONGEST), -1, np.int64)
        for place, row in enumerate(rows.values()):
            best = sorted((key(*entry) for entry in row), reverse=True)[:LONGEST]
            found[place, : len(best)] = best
        return found

    def ties(rows: Lists) -> Any:
        return np.array([(LAST_ACTOR - number) << 32 | HALF - 1 - pk for pk in rows], np.int64)

    first = np.zeros(number + 2, np.int32)
    first[-1] = len(lists)
    order = np.arange(len(lists), dtype=np.int32)
    owners = np.full(len(late), number, np.int32)
    return Source(keys(lists), keys(late), ties(lists), ties(late), first, order, owners, len(late))


def expected(owner: Owner, rows: list[Lists]) -> list[tuple[int, int]]:
    """Sort everything, as the definition says."""
    found: dict[Any, Any] = {}
    for ident, entries in chain.from_iterable(row.items() for row in rows):
        for score, actor, other in sorted(entries, key=lambda e: -key(*e))[:LONGEST]:
            offer, need = (other, ident) if owner.way else (ident, other)
            shown = max(offer, 0), max(need, 0)
            rank = (-(score << 20 | LAST_ACTOR - actor), *shown, offer, need)
            told = (*shown, actor) if owner.is_probable else rank
            entry = rank, (ident, other)
            found[told] = min(found.get(told, entry), entry)
    return [pair for _, pair in sorted(found.values())[:SIZE]]


ENTRIES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 3), st.integers(-3, 3).filter(bool)),
    max_size=6,
    unique_by=lambda entry: entry[2],
)
LISTS = st.dictionaries(st.integers(-4, 4).filter(bool), ENTRIES, max_size=3)


@given(
    rows=st.lists(LISTS, min_size=4, max_size=4), way=st.integers(0, 1), is_probable=st.booleans()
)
@settings(deadline=None)
def test_a_book_holds_the_best_of_all_lists(
    kernel: ModuleType, rows: list[Lists], way: int, is_probable: bool
) -> None:
    owner = Owner(is_probable, way, 7)
    nothing = source({}, {}, 7)
    places = [2 + 2 * way, 3 + 2 * way] if is_probable else [way]
    sources = [nothing] * 6
    for number, place in enumerate(places):
        late = {pk: row for pk, row in rows[2 + number].items() if pk not in rows[number]}
        sources[place] = source(rows[number], late, 7)
        rows[2 + number] = late
    sizes, (highs, mines, others) = np.zeros(2, np.int64), np.zeros((3, 2, SIZE), np.int64)
    unknown = (is_probable, way, 40)
    kernel.read(tuple(sources), np.array([owner, unknown], np.int64), sizes, highs, mines, others)
    wanted = expected(owner, [rows[n + 2 * half] for n in range(len(places)) for half in (0, 1)])
    found = [*zip(mines[0].tolist(), others[0].tolist(), strict=True)][: sizes[0]]
    assert found == wanted
    assert sizes[1] == 0
    asked = [*wanted, (99, 99)]
    answers = np.zeros(len(asked), np.bool_)
    kernel.keeping(
        tuple(sources), np.array([owner] * len(asked), np.int64), np.array(asked, np.int64),
        *np.empty((3, SIZE), np.int64), answers,
    )  # fmt: skip
    assert answers.tolist() == [True] * len(wanted) + [False]


def test_the_list_of_a_posting_that_went_counts_for_nothing(kernel: ModuleType) -> None:
    gone = source({1: [(900, 1, 2)]}, {}, 7)
    gone.lists[:] = GONE
    sizes, rest = np.zeros(1, np.int64), np.zeros((3, 1, SIZE), np.int64)
    kernel.read((gone,) * 6, np.array([(0, 0, 7)], np.int64), sizes, *rest)
    assert sizes.tolist() == [0]


@given(one=st.lists(st.integers(1, 5), max_size=SIZE, unique=True),
       two=st.lists(st.integers(1, 5), max_size=SIZE, unique=True))  # fmt: skip
@settings(deadline=None)
def test_two_readings_differ_by_their_pairs(
    kernel: ModuleType, one: list[int], two: list[int]
) -> None:
    def written(idents: list[int]) -> tuple[Any, Any, Any]:
        mines = np.full((1, SIZE), 3, np.int64)  # what is past the end was there before
        mines[0, : len(idents)] = idents
        return np.array([len(idents)]), mines, mines + 10

    found = np.zeros((1, SIZE), np.bool_)
    kernel.differing(*written(one), *written(two), found)
    assert {one[place] for place in np.flatnonzero(found[0])} == {*one} - {*two}


def reading(owner: Owner, *pairs: tuple[int, int]) -> Reading:
    mines, others = (np.array([side], np.int64) for side in zip(*pairs, strict=True))
    return Reading([owner], np.array([len(pairs)]), mines, mines, others)


@pytest.mark.parametrize("way", [0, 1])
def test_pairs_put_the_offer_first(way: int) -> None:
    owner = Owner(False, way, 1)
    one, two = ((1, 11), (2, 12)) if way == 0 else ((11, 1), (12, 2))
    found = reading(owner, (1, 11), (2, 12))
    assert found.about({12, 99}) == {two}
    assert found.pairs(np.array([[True, False]])) == [(owner, one)]
    assert pairs_of([key(5, 1, 8), -1], -3, way) == {(-3, 8) if way == 0 else (8, -3)}


def test_what_is_noted_twice_is_read_once() -> None:
    owner, other = Owner(False, 0, 1), Owner(False, 0, 2)
    reads: list[list[Owner]] = []

    class Fake(Books):
        def __init__(self) -> None:
            self.count = SIZE

        def read(self, owners: Any) -> Reading:
            reads.append([*owners])
            shape = len(reads[-1]), SIZE
            return Reading(
                reads[-1], np.zeros(shape[0], np.int64), *np.zeros((3, *shape), np.int64)
            )

    notes = Notes(Fake())
    notes.take([owner, owner])
    notes.take([owner, other])
    entered, left, after = notes.compared()
    assert (entered, left, after.owners) == (set(), set(), [owner, other])
    assert reads == [[owner], [other], [owner, other]]


def test_nothing_asked_is_nothing_answered() -> None:
    assert Books(None, SIZE).keep([]) == []  # type: ignore[arg-type]
