"""What an organisation keeps, when entries come one by one."""

from types import SimpleNamespace
from typing import Any

import pytest

from cooperation.matching.columns.encoding import HALF
from cooperation.matching.columns.layout import ID_BITS
from cooperation.matching.live.books import Books, Entry

DECLARED, PROBABLE = (True, 0, 1), (False, 0, 1)
FIRST: Entry = (-900, 1, 2, 1, 2)
SECOND: Entry = (-500, 1, 3, 1, 3)


def with_more(owner: Any, before: list[Entry], more: list[Entry], read: list[Entry]) -> list[Entry]:
    books: Any = SimpleNamespace(count=2, kept=lambda _: read)
    return Books.with_more(books, owner, before, more)


@pytest.mark.parametrize("owner", [DECLARED, PROBABLE])
def test_an_entry_takes_its_place_and_the_last_one_leaves(owner: Any) -> None:
    better: Entry = (-700, 1, 4, 1, 4)
    assert with_more(owner, [FIRST, SECOND], [better], []) == [FIRST, better]
    worse: Entry = (-100, 1, 4, 1, 4)
    assert with_more(owner, [FIRST, SECOND], [worse], []) == [FIRST, SECOND]


def test_a_probable_entry_that_says_the_same_has_everything_read() -> None:
    same: Entry = (-900, 1, 2, 1, -7)
    assert with_more(PROBABLE, [FIRST, SECOND], [same], [SECOND]) == [SECOND]
    assert with_more(DECLARED, [FIRST], [same], [SECOND]) == [same, FIRST]


def key(rank: int, other: int) -> int:
    return rank << ID_BITS | HALF - 1 - other


@pytest.mark.parametrize("way", [0, 1])
def test_a_pair_is_kept_when_too_few_are_better(way: int) -> None:
    lists = [(1, [key(9, 11), key(5, 12), -1]), (2, [key(7, 13), key(5, 14), key(3, 15)])]
    read: list[Entry] = [(0, 0, 0, *([2, 14] if way == 0 else [14, 2]))]

    def keeps(count: int, *both: int) -> bool:
        books: Any = SimpleNamespace(count=count, _lists=lambda _: lists, kept=lambda _: read)
        return Books.keeps(books, (True, way, 1), both if way == 0 else both[::-1])

    assert [keeps(2, 1, 11), keeps(2, 2, 13), keeps(2, 1, 12), keeps(2, 2, 15)] == [
        *(True, True),
        *(False, False),
    ]
    assert keeps(4, 1, 12)
    assert [keeps(3, 1, 12), keeps(3, 2, 14)] == [False, True]
    assert not any([keeps(9, 1, 99), keeps(9, 2, 11), keeps(9, 3, 11)])


def test_a_probable_pair_is_kept_when_it_is_read_so() -> None:
    books: Any = SimpleNamespace(kept=lambda _: [FIRST])
    assert Books.keeps(books, PROBABLE, (1, 2))
    assert not Books.keeps(books, PROBABLE, (1, 3))
