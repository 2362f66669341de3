"""Graphs made for the measures, the same for the same size and seed."""

from collections.abc import Iterable

import numpy as np

OUT = 10
TYPES = 60
HUBS = 30


def flow_graph(size: int, *, seed: int = 2026) -> list[list[int]]:
    """Give who may feed whom: the ten nearest takers of what each organisation gives.

    One organisation in five takes and gives (it transforms, or it needs and offers); of the others,
    half only give and half only take.
    """
    rng = np.random.default_rng(seed)
    places = rng.random((size, 2))
    takes, gives, role = (rng.integers(0, most, size) for most in (TYPES, TYPES, 10))
    takers = [
        np.flatnonzero((takes == kind) & ((role < 2) | (role % 2 == 1))) for kind in range(TYPES)
    ]
    rows: list[list[int]] = []
    for node in range(size):
        near = takers[gives[node]] if role[node] < 2 or role[node] % 2 == 0 else takers[0][:0]
        near = near[near != node]
        far = ((places[near] - places[node]) ** 2).sum(axis=1)
        rows.append(near[np.lexsort((near, far))[:OUT]].tolist())
    return rows


def partners(size: int, *, seed: int = 2026) -> list[tuple[int, int]]:
    """Link each organisation to eight others on average, and thirty hubs to a fifth of them."""
    rng = np.random.default_rng(seed)
    links = rng.integers(0, size, (4 * size, 2)).tolist()
    for hub in range(HUBS):
        links += [[hub, other] for other in rng.choice(size, size // 5, replace=False).tolist()]
    return _simple(links)


def villages(size: int, *, seed: int = 2026) -> list[tuple[int, int]]:
    """Link organisations in 120 villages, a few across, and a tenth by one link only."""
    rng = np.random.default_rng(seed)
    village = np.sort(rng.integers(0, 120, size))
    starts = np.searchsorted(village, np.arange(121))
    hanging = set(rng.choice(size, size // 10, replace=False).tolist())
    links = []
    for node in range(size):
        low, high = starts[village[node]], starts[village[node] + 1]
        near = rng.integers(low, high, 3).tolist()
        others = near[:1] if node in hanging else [*near, *rng.integers(0, size, 1).tolist()]
        links += [[node, other] for other in others if node in hanging or other not in hanging]
    return _simple(links)


def _simple(links: Iterable[list[int]]) -> list[tuple[int, int]]:
    """Keep each link once, and none of a node to itself."""
    return sorted({(min(one, two), max(one, two)) for one, two in links if one != two})


def neighbours(size: int, links: list[tuple[int, int]]) -> list[list[int]]:
    """Give the neighbours of each node."""
    rows: list[list[int]] = [[] for _ in range(size)]
    for one, two in links:
        rows[one].append(two)
        rows[two].append(one)
    return rows
