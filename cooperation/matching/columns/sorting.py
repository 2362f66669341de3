"""From records in any order to a side: groups, order, blocks and segments."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .lanes import of_blocks, of_postings
from .layout import BLOCK, CHUNK, SEGMENT, SIZE, Array, Side, Whole

STEPS_IN_KM = 4000
BOUNDED_KM = 100
"""Reach up to which a posting is bounded."""
BOUNDED = (BOUNDED_KM * STEPS_IN_KM + 2) ** 2
CELL = BOUNDED_KM * STEPS_IN_KM + 2
FINE = 10
"""Bits dropped from coordinates before the Morton code: 256 metres."""


def square_reach(kilometres: int) -> int:
    """Give the squared steps under which a rounded distance is at most some kilometres.

    Examples
    --------
    >>> square_reach(1)
    16016004
    """
    return (kilometres * STEPS_IN_KM + 2) ** 2 if kilometres >= 0 else 0


def is_bounded(rows: Array) -> NDArray[np.bool_]:
    """Tell which postings only match near them."""
    reach = rows["reach"]
    found: NDArray[np.bool_] = (rows["located"] == 1) & (rows["area"] < 0) & (reach <= BOUNDED)
    return found


def set_groups(parts: list[Array]) -> None:
    """Find the groups of all the postings of a network, in place.

    Cells of 100 km of the three coordinates are linked when they touch: two bounded postings that
    match are in the same cell or in two that touch.
    """
    bounded = [is_bounded(rows) for rows in parts]
    found = [cells(rows[near]) for rows, near in zip(parts, bounded, strict=True)]
    every = np.concatenate(found)
    known, inverse = np.unique(every, axis=0, return_inverse=True)
    numbers = _components([(int(x), int(y), int(z)) for x, y, z in known])
    start = 0
    for rows, near, mine in zip(parts, bounded, found, strict=True):
        rows["group"] = 0
        rows["group"][near] = numbers[inverse.reshape(-1)[start : start + len(mine)]]
        start += len(mine)


def cells(rows: Array) -> Whole:
    """Give the cell of each posting."""
    return np.stack([rows[axis].astype(np.int64) // CELL for axis in "xyz"], axis=1)


def _components(cells: list[tuple[int, int, int]]) -> NDArray[np.int16]:
    """Give a number to the sets of cells that touch, from 1, in the order of their first cell."""
    left = {cell: place for place, cell in enumerate(cells)}
    found = np.zeros(len(cells), np.int16)
    number = 0
    while left:
        number += 1
        open_ = [next(iter(left))]
        while open_:
            cell = open_.pop()
            place = left.pop(cell, None)
            if place is not None:
                found[place] = number
                open_ += [near for near in around(cell) if near in left]
    return found


def around(cell: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    """Give the cells that touch one, itself included."""
    x, y, z = cell
    steps = (-1, 0, 1)
    return [(x + i, y + j, z + k) for i in steps for j in steps for k in steps]


def order(rows: Array) -> NDArray[np.intp]:
    """Give the order of a side: resource, group, social worth, months stated, then the Morton code.

    Social worth comes first because it tells scores apart the most after closeness and distance;
    months stated only compare with months stated.
    """
    places = rows["told"], rows["social"], rows["group"], rows["resource"]
    keys = (-rows["tie"], _morton(rows), *places)
    found: NDArray[np.intp] = np.lexsort(keys)
    return found


def _morton(rows: Array) -> NDArray[np.uint64]:
    """Interleave the bits of the three coordinates; 0 where they are unknown."""
    code = np.zeros(len(rows), np.uint64)
    for shift, axis in enumerate("xyz"):
        fine = ((rows[axis].astype(np.int64) + (1 << 25)) >> FINE).astype(np.uint64)
        code |= _spread(fine) << np.uint64(shift)
    return code


def _spread(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Put two zero bits between the 16 bits of a number."""
    for shift, mask in (
        (16, 0x0000_FF00_00FF),
        (8, 0x00F0_0F00_F00F),
        (4, 0x0C30_C30C_30C3),
        (2, 0x2492_4924_9249),
    ):
        number = (number | (number << np.uint64(shift))) & np.uint64(mask)
    return number


def side(rows: Array, resources: int) -> Side:
    """Make a side of sorted records.

    Parameters
    ----------
    rows : array of ROW
        In the order that :func:`order` gives.
    resources : int
        How many resources there are.
    """
    starts = _cuts(rows)
    ends = np.append(starts[1:], len(rows))
    counts = -(-(ends - starts) // SIZE)
    owner = np.repeat(np.arange(len(starts)), counts)
    rank = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    length = (ends - starts)[owner]
    first = starts[owner] + rank * length // counts[owner]
    last = starts[owner] + (rank + 1) * length // counts[owner]
    blocks = np.zeros(len(first), BLOCK)
    blocks["first"], blocks["last"] = first, last
    blocks["tie"] = np.maximum.reduceat(rows["tie"], first)
    segments = np.zeros(len(starts), SEGMENT)
    segments["group"] = rows["group"][starts]
    segments["last"] = np.cumsum(counts)
    segments["first"] = segments["last"] - counts
    chunks = -(-counts // CHUNK)
    segments["chunk"] = np.cumsum(chunks) - chunks
    held = np.bincount(rows["resource"][starts], minlength=resources)
    index = np.concatenate([[0], np.cumsum(held)]).astype(np.int32)
    boxes = of_blocks(rows, first, segments["chunk"][owner] + rank // CHUNK, rank % CHUNK)
    return Side(rows, blocks, segments, index, rows["tie"].copy(), of_postings(rows, blocks), boxes)


def _cuts(rows: Array) -> NDArray[np.intp]:
    """Tell where each segment begins."""
    if not len(rows):
        return np.zeros(0, np.intp)
    both = rows["resource"].astype(np.int64) << 32 | rows["group"].astype(np.int64)
    return np.flatnonzero(np.append(True, both[1:] != both[:-1]))
