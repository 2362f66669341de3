"""Months of the year as a 12-bit mask: bit 0 is January, 0 means 'not told'."""

from collections.abc import Iterable

ALL_MONTHS = (1 << 12) - 1


def to_mask(months: Iterable[int]) -> int:
    """Return the mask of months numbered 1 to 12."""
    mask = 0
    for month in months:
        mask |= 1 << (month - 1)
    return mask


def from_mask(mask: int) -> tuple[int, ...]:
    """Return the months (1 to 12) of a mask, in order."""
    return tuple(month for month in range(1, 13) if mask >> (month - 1) & 1)
