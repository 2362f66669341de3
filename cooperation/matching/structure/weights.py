"""What a shared neighbour is worth: the fewer others share it, the more. Integers, by degree.

Every path reads these same integers, so that no rounding differs between them.

References
----------
L. Adamic, E. Adar, « Friends and neighbors on the Web », *Social Networks* 25 (3), 2003.
T. Zhou, L. Lü, Y.-C. Zhang, « Predicting missing links via local information », 2009.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import log
from typing import TypeAlias

Weight: TypeAlias = Callable[[int], int]
"""Weight of a shared neighbour by its degree."""

THOUSAND = 1_000
MILLION = 1_000_000
LEAST_DEGREE = 2


@cache
def adamic_adar(degree: int) -> int:
    """Give the Adamic-Adar weight of a shared neighbour, in thousandths: ``1000 / ln(degree)``.

    Rounded to the nearest integer. No degree up to a million falls within a hundred-millionth of a
    half, so that every machine rounds the same way. A neighbour shared by two has two neighbours at
    least; below that the weight is 0.

    Examples
    --------
    >>> adamic_adar(2), adamic_adar(10), adamic_adar(100), adamic_adar(1)
    (1443, 434, 217, 0)
    """
    return round(THOUSAND / log(degree)) if degree >= LEAST_DEGREE else 0


def resource_allocation(degree: int) -> int:
    """Give the resource-allocation weight of a shared neighbour, in millionths, rounded down.

    Examples
    --------
    >>> resource_allocation(2), resource_allocation(3), resource_allocation(0)
    (500000, 333333, 0)
    """
    return MILLION // degree if degree else 0


def common_neighbours(degree: int) -> int:
    """Count a shared neighbour for one, whatever its degree.

    Examples
    --------
    >>> common_neighbours(7)
    1
    """
    return min(degree, 1)
