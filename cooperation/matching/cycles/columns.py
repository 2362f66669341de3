"""Successors as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.signedinteger[Any]]
"""Integers of 32 or 64 bits."""


def columns(successors: Sequence[Iterable[int]]) -> tuple[Integers, Integers]:
    """Give ``indptr`` and ``indices`` of a graph: successors sorted, none twice.

    Examples
    --------
    >>> indptr, indices = columns([[2, 1, 2], [], [0]])
    >>> indptr.tolist(), indices.tolist()
    ([0, 2, 2, 3], [1, 2, 0])
    """
    rows = [sorted(set(row)) for row in successors]
    indptr = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int32)
    return indptr, np.array([node for row in rows for node in row], dtype=np.int32)
