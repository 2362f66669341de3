"""Shares in whole numbers: nobody gets more than its part, nothing is lost to rounding."""

import pytest

from cooperation.matching.allocate.season.sharing import proportional


@pytest.mark.parametrize(
    ("parts", "total", "expected"),
    [
        ([10, 30], 20, [5, 15]),
        ([1, 1, 1], 2, [1, 1, 0]),  # equal remainders: the first ones
        ([1, 3, 6], 5, [1, 1, 3]),  # 0.5, 1.5 and 3: the first of the two halves
        ([2, 5, 0], 6, [2, 4, 0]),  # 1.71 and 4.29: the largest remainder
        ([2, 5], 9, [2, 5]),  # more than all the parts
        ([0, 0], 0, [0, 0]),
    ],
)
def test_what_rounding_leaves_goes_to_the_largest_remainders(
    parts: list[int], total: int, expected: list[int]
) -> None:
    assert proportional(parts, total) == expected
