"""What an organisation keeps, when entries come one by one."""

from types import SimpleNamespace
from typing import Any

import pytest

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
