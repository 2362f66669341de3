"""Kinds of number of the kernels, typed loosely: numba, not mypy, knows what they hold."""

from __future__ import annotations

from typing import Any

import numpy as np

int64: Any = np.int64
int32: Any = np.int32
float64: Any = np.float64
