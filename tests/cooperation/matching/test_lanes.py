"""What vector instructions say of a pair is what the records say, or is marked doubtful."""

from datetime import date
from types import ModuleType

import numpy as np
import pytest

from cooperation.matching.columns import layout
from cooperation.matching.columns.lanes import days, folded, freshness
from cooperation.matching.points import TOTAL

from .interpreted import interpreted


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return interpreted(monkeypatch, "cooperation.matching.kernels.lanes")


def test_the_points_of_every_share_are_exact(lanes: ModuleType) -> None:
    shares = np.arange(TOTAL + 1)
    for maximum in range(TOTAL + 1):
        assert np.array_equal(lanes.part(maximum, shares), maximum * shares // TOTAL)


def test_months_are_counted_and_shared_exactly(lanes: ModuleType) -> None:
    for mask in range(1 << 12):
        assert lanes.bits(np.int32(mask)) == mask.bit_count()
    for whole in range(1, 13):
        each = np.float32(TOTAL / whole)
        for part in range(whole + 1):
            found = np.floor(np.float32(part) * each + lanes.HUNDREDTH)
            assert found == TOTAL * part // whole


@pytest.mark.parametrize("many", [1, 2, 3])
def test_averages_are_exact(lanes: ModuleType, many: int) -> None:
    each = (lanes.ONE, lanes.HALF, lanes.THIRD)[many - 1]
    totals = np.arange(many * TOTAL + 1)
    found = np.floor(totals.astype(np.float32) * each + lanes.HUNDREDTH)
    assert np.array_equal(found, totals // many)


def test_a_folded_mask_tells_that_there_are_others() -> None:
    over = 1 << layout.FOLDED
    masks = np.array([0, 1, over - 1, over, 1 << 62, -1])
    assert folded(masks).tolist() == [0, 1, over - 1, over, over, 2 * over - 1]


def test_what_has_no_date_is_never_the_oldest() -> None:
    assert freshness(np.array([-1, 0, 14, 365], np.int16)).tolist() == [layout.NEVER, 1000, 1000, 0]


def test_days_are_counted_until_2089() -> None:
    assert date(2000, 1, 1).toordinal() == layout.FIRST_DAY
    told = [date(2026, 11, 1).toordinal(), layout.LAST_DAY, 0]
    assert days(np.array(told, np.int32)).tolist() == [9801, layout.FURTHEST, -layout.FURTHEST]
