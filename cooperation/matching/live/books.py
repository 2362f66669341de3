"""What each organisation keeps, one way, in one kind: read from the lists of its postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cooperation.matching.columns.layout import Whole
from cooperation.matching.kernels import books_module
from cooperation.matching.ways import identifier

from .store import Store

Pair: TypeAlias = tuple[int, int]
"""An offer and a need."""


class Owner(NamedTuple):
    """Who keeps suggestions.

    Attributes
    ----------
    is_probable : bool
        Whether these are the deduced ones.
    way : int
        0 what the organisation gives, 1 what it receives.
    number : int
        Number of the organisation.
    """

    is_probable: bool
    way: int
    number: int


class Reading(NamedTuple):
    """What some organisations keep: a row each, best first.

    Attributes
    ----------
    owners : list of Owner
        Whose row is which.
    sizes : array of int64
        How many each keeps.
    highs, mines, others : 2-D arrays of int64
        Score and other organisation together, posting of one's own, posting of the other.
    """

    owners: list[Owner]
    sizes: Whole
    highs: Whole
    mines: Whole
    others: Whole

    def pairs(self, chosen: NDArray[np.bool_]) -> list[tuple[Owner, Pair]]:
        """Give some entries, with who keeps them."""
        rows, places = np.nonzero(chosen)
        mines, others = self.mines[rows, places].tolist(), self.others[rows, places].tolist()
        return [
            (self.owners[row], _pair(self.owners[row].way, mine, other))
            for row, mine, other in zip(rows.tolist(), mines, others, strict=True)
        ]

    def about(self, idents: Set[int]) -> set[Pair]:
        """Give the pairs in which some postings are."""
        filled = np.arange(self.mines.shape[1]) < self.sizes[:, None]
        wanted = [*idents]
        chosen = filled & (np.isin(self.mines, wanted) | np.isin(self.others, wanted))
        return {both for _, both in self.pairs(chosen)}


Moved: TypeAlias = set[tuple[Owner, Pair]]
"""Pairs that organisations begin, or cease, to keep."""


class Books:
    """What organisations keep.

    Parameters
    ----------
    store : Store
        The lists.
    count : int
        How many an organisation keeps each way, in each kind.
    """

    def __init__(self, store: Store, count: int) -> None:
        self.store, self.count = store, count

    def read(self, owners: Iterable[Owner]) -> Reading:
        """Read what some organisations keep."""
        owners = [*owners]
        shape = len(owners), self.count
        found = Reading(
            owners,
            np.empty(len(owners), np.int64),
            *(np.empty(shape, np.int64) for _ in range(3)),
        )
        books_module().read(self.store.sources(), _written(owners), *found[1:])
        return found

    def moved(self, before: Sequence[Reading], after: Reading) -> tuple[Moved, Moved]:
        """Compare readings of the same organisations; give what entered, and what left."""
        then = Reading(
            after.owners,
            *(np.concatenate(parts) for parts in zip(*(row[1:] for row in before), strict=True)),
        )
        return _more(after, then), _more(then, after)

    def keep(self, asked: Sequence[tuple[Owner, Pair]]) -> list[bool]:
        """Tell whether organisations keep pairs, one each."""
        answers = np.zeros(len(asked), np.bool_)
        if asked:
            pairs = [both if owner.way == 0 else both[::-1] for owner, both in asked]
            books_module().keeping(
                self.store.sources(), _written([owner for owner, _ in asked]),
                np.array(pairs, np.int64), *np.empty((3, self.count), np.int64), answers,
            )  # fmt: skip
        found: list[bool] = answers.tolist()
        return found


class Notes:
    """What organisations keep, noted before something moves it, then compared.

    Parameters
    ----------
    books : Books
        What they keep.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._before: list[Reading] = []
        self.owners: dict[Owner, None] = {}
        """Whose books were noted."""

    def take(self, owners: Iterable[Owner]) -> None:
        """Note what organisations keep, about to change."""
        new = [owner for owner in dict.fromkeys(owners) if owner not in self.owners]
        self.owners.update(dict.fromkeys(new))
        self._before.append(self._books.read(new))

    def compared(self) -> tuple[Moved, Moved, Reading]:
        """Give what they keep now and did not, what they kept and no longer do, and what they keep.

        At least one was noted.
        """
        after = self._books.read(self.owners)
        return *self._books.moved(self._before, after), after


def _written(owners: Sequence[Owner]) -> Whole:
    """Write owners as numbers."""
    return np.array(owners, np.int64).reshape(-1, 3)


def _more(one: Reading, two: Reading) -> Moved:
    """Give what one reading has and another has not."""
    found = np.zeros(one.mines.shape, np.bool_)
    books_module().differing(
        one.sizes, one.mines, one.others, two.sizes, two.mines, two.others, found
    )
    return set(one.pairs(found))


def _pair(way: int, mine: int, other: int) -> Pair:
    """Put the offer first."""
    return (mine, other) if way == 0 else (other, mine)


def pairs_of(keys: Iterable[int], ident: int, way: int) -> set[Pair]:
    """Read the pairs of the list of a posting."""
    return {_pair(way, ident, identifier(key)) for key in keys if key >= 0}
