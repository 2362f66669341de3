"""What columns hold, what they refuse, and how they are sorted."""

import numpy as np
import pytest

from cooperation.matching import columns
from cooperation.matching.columns import encoding, sorting
from cooperation.matching.columns.layout import ROW
from cooperation.matching.context import build
from cooperation.matching.tables import TABLE
from cooperation.matching.types import Network, Place

from .builders import CARROT, TODAY, actor, network, offer


def two(first: int = 1, posting: int = 10) -> Network:
    """Two organisations in two communes, one posting each."""
    return network(
        actors=(actor(first), actor(2, place=Place(insee="38002"))),
        postings=(offer(posting, first, CARROT), offer(11, 2, CARROT)),
    )


@pytest.mark.parametrize("ident", [1 << 31, -(1 << 31) - 1])
def test_an_identifier_beyond_32_bits_is_refused(ident: int) -> None:
    with pytest.raises(columns.TooManyError, match=f"posting {ident}: identifier beyond 32 bits"):
        columns.build(two(posting=ident), TODAY, TABLE)


@pytest.mark.parametrize(
    ("bound", "most", "match"),
    [("NOWHERE", 1, "more than 1 communes"), ("LAST_ACTOR", 1, "more than 1 organisations")],
)
def test_more_than_records_number_is_refused(
    monkeypatch: pytest.MonkeyPatch, bound: str, most: int, match: str
) -> None:
    monkeypatch.setattr(encoding, bound, most)
    with pytest.raises(columns.TooManyError, match=match):
        columns.build(two(), TODAY, TABLE)


@pytest.mark.parametrize("greatest", [9, 1 << 40])
def test_organisations_are_numbered_in_their_order(greatest: int) -> None:
    rows = two(first=greatest)
    _, encoder = columns.laid_out(build(rows, TODAY, TABLE))
    numbers = [encoder.numbers[ident] for ident in sorted(row.id for row in rows.actors)]
    assert numbers == sorted(numbers)
    assert max(numbers) <= encoding.LAST_ACTOR
    assert [encoder.idents[number] for number in numbers] == [2, greatest]


def test_cells_that_touch_are_one_group() -> None:
    near = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 1)]  # each touches the three others
    rows = np.zeros(len(near) + 1, ROW)
    for axis, places in zip("xyz", zip(*near, (9, 9, 9), strict=True), strict=True):
        rows[axis] = np.array(places) * sorting.CELL
    rows["located"], rows["area"], rows["reach"] = 1, -1, sorting.BOUNDED
    sorting.set_groups([rows])
    assert rows["group"].tolist() == [1, 1, 1, 1, 2]
