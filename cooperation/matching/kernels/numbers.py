"""Kinds of number of the kernels, typed loosely: numba, not mypy, knows what they hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from cooperation.matching.columns.lanes import MARGIN
from cooperation.matching.criteria import REACH_M
from cooperation.matching.distance import STEPS
from cooperation.matching.points import TOTAL

int64: Any = np.int64
int32: Any = np.int32
float32: Any = np.float32

NONE, ONE, TWO, WHOLE = float32(0), float32(1), float32(2), float32(TOTAL)
HALF, THIRD = float32(1 / 2), float32(1 / 3)
HUNDREDTH = float32(0.01)
"""What brings back to a whole number what fell short of it, where no other is that close."""
THOUSANDTH, ROUNDING = float32(0.001), float32(2e-4)
"""Inverse of 1000, and the same for points: a test goes through all of them."""
CLOSE = float32(5e-4)
"""More than the error of a share of a quantity, out of 1000."""
A_POINT = float32(TOTAL * (1 - 2 * MARGIN) / (REACH_M * STEPS))
"""Share of the distance that a step costs, a little less."""
FURTHER = float32(1 + 4 * MARGIN)
"""By what a number is multiplied to be a little more instead."""


def lines(count: int, width: int) -> tuple[Any, ...]:
    """Give where each line of a row begins, as numbers without a sign: these never count backwards."""
    return tuple(np.uint64(width * line) for line in range(count))
