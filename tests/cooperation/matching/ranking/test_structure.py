"""What the network says, against walks written plainly."""

from math import isqrt
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cooperation.matching.ranking.features import Features
from cooperation.matching.ranking.structure import (
    TYPICAL,
    Edges,
    Structure,
    inverse_roots,
    relative,
    rows_between,
)

SIZE = 6
ROWS = st.integers(0, SIZE - 1)
EDGES = st.lists(
    st.tuples(ROWS, ROWS, st.integers(500, 1000)).filter(lambda row: row[0] != row[1]), max_size=12
)
FEATURES = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.integers(1, 1000), max_size=2),
    min_size=SIZE,
    max_size=SIZE,
)


def made(rows: list[tuple[int, int, int]]) -> Edges:
    return Edges(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)


def structure(rows: list[tuple[int, int, int]], features: list[dict[str, int]]) -> Structure:
    return Structure(made(rows), Features(features))


def sum_at(size: int, pairs: Any) -> list[int]:
    found = [0] * size
    for at, value in pairs:
        found[at] += value
    return found


def kin(features: list[dict[str, int]], one: int, two: int) -> int:
    shared = features[one].keys() & features[two].keys()
    return max((features[one][key] * features[two][key] // 1000 for key in shared), default=0)


def paths(rows: list[tuple[int, int, int]], me: int) -> list[int]:
    """Follow the paths of length three and two, edge by edge."""
    out = sum_at(SIZE, ((s, 1) for s, _, _ in rows))
    into = sum_at(SIZE, ((t, 1) for _, t, _ in rows))

    def root(count: int) -> int:
        return isqrt(1_000_000 // count) if count else 0

    first = sum_at(SIZE, ((t, w) for s, t, w in rows if s == me))
    back = [value * root(into[y]) // 1000 for y, value in enumerate(first)]
    alike = sum_at(SIZE, ((s, back[t] * w // 1000) for s, t, w in rows if s != me))
    three = sum_at(SIZE, ((t, alike[s] * root(out[s]) * w // 1000) for s, t, w in rows))
    near = {t for s, t, _ in rows if s == me} | {s for s, t, _ in rows if t == me}
    share = [1000 // max(out[z] + into[z], 1) if z in near else 0 for z in range(SIZE)]
    two = sum_at(SIZE, [(t, share[s]) for s, t, _ in rows] + [(s, share[t]) for s, t, _ in rows])
    return [long + short * 500 for long, short in zip(three, two, strict=True)]


@given(EDGES, ROWS)
def test_paths_equal_those_followed_one_by_one(rows: Any, me: int) -> None:
    assert structure(rows, [{}] * SIZE).partners(me).tolist() == paths(rows, me)


@given(EDGES, FEATURES, ROWS)
def test_alike_equals_the_formula(rows: Any, features: Any, me: int) -> None:
    near = [0 if row == me else kin(features, me, row) for row in range(SIZE)]
    direct = sum_at(SIZE, ((t, near[s] * w // 1000) for s, t, w in rows))
    typical = [1000 if row == me else near[row] * TYPICAL // 1000 for row in range(SIZE)]
    worked = sum_at(SIZE, ((t, typical[s] * w // 1000) for s, t, w in rows))
    names = sorted({name for row in features for name in row})
    sums = {
        name: sum(row[name] * worked[at] // 1000 for at, row in enumerate(features) if name in row)
        for name in names
    }
    most = max([1, *sums.values()])
    best = [
        max((row[name] * (sums[name] * 1000 // most) // 1000 for name in row), default=0)
        for row in features
    ]
    top = max(direct)
    shares = [value * 1000 // top if top else value for value in direct]
    expected = [one // 2 + two // 2 for one, two in zip(shares, best, strict=True)]
    assert structure(rows, features).alike(me).tolist() == expected


@given(EDGES, FEATURES, st.integers(-1, SIZE - 1), st.data())
def test_flows_equal_the_formula_and_rest_on_an_edge(
    rows: Any, features: Any, me: int, data: Any
) -> None:
    close = data.draw(st.lists(st.integers(0, 1000), min_size=len(rows), max_size=len(rows)))
    worth = [0 if s == me else c * w // 1000 for (s, _, w), c in zip(rows, close, strict=True)]
    own = [
        max((v for (_, t, _), v in zip(rows, worth, strict=True) if t == x), default=0)
        for x in range(SIZE)
    ]
    found = structure(rows, features)
    mine, like = found.exchanged(np.array(close, dtype=np.int64), me)
    assert mine.tolist() == own
    highest = {
        name: max((row[name] * own[at] // 1000 for at, row in enumerate(features) if name in row))
        for name in {name for row in features for name in row}
    }
    assert like.tolist() == [
        max((row[name] * highest[name] // 1000 for name in row), default=0) for row in features
    ]
    for row in range(SIZE):
        if max(own[row], like[row]) and rows:
            edge, is_own = found.best_edge(np.array(close, dtype=np.int64), me, row)
            assert worth[edge] > 0
            assert is_own == (rows[edge][1] == row) or not is_own


def test_what_one_already_works_with() -> None:
    found = structure([(0, 1, 1000), (2, 1, 1000), (2, 3, 1000)], [{}] * SIZE)
    assert found.known(0).tolist() == [False, True, False, False, False, False]
    assert found.active().tolist() == [0, 400, 0, 250, 0, 0]


def test_who_is_on_the_way() -> None:
    edges = made([(0, 1, 1000), (2, 1, 1000), (2, 3, 1000), (4, 0, 900), (4, 5, 900)])
    assert rows_between(edges, 0, 3, 3) == [2]
    assert rows_between(edges, 0, 5, 3) == [4]
    assert rows_between(edges, 3, 4, 3) == []


def test_roots_and_relative_values() -> None:
    assert inverse_roots(np.array([0, 1, 4, 9])).tolist() == [0, 1000, 500, 333]
    assert relative(np.array([0, 5, 10])).tolist() == [0, 500, 1000]
    assert relative(np.array([0, 0])).tolist() == [0, 0]


def test_the_reverse_goes_the_other_way() -> None:
    edges = made([(0, 1, 700)]).reverse
    assert (edges.source.tolist(), edges.target.tolist()) == ([1], [0])
