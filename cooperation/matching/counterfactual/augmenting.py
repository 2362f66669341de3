"""The most that supplies can give to demands: an exact maximum flow, in whole numbers.

Each demand is served by augmenting paths found breadth first (Edmonds and Karp), so that nobody is
given more than it has. From any flow that respects the amounts, augmenting until no path is left
gives the maximum: removing somebody is therefore a few more paths, never a new start.

References
----------
J. Edmonds, R. M. Karp, « Theoretical improvements in algorithmic efficiency for network flow
problems », *Journal of the ACM* 19 (2), 1972, p. 248-264.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from itertools import pairwise


class Flow:
    """A flow from supplies to demands, that grows to its maximum and shrinks with removals.

    Parameters
    ----------
    demands, supplies : sequence of int
        Amounts, 0 or more.
    links : sequence of sequence of int
        For each demand, the supplies that may serve it.

    Attributes
    ----------
    served : int
        What all the demands receive together.

    Examples
    --------
    >>> flow = Flow([4, 3], [5, 1], [[0], [0, 1]])
    >>> flow.grow(); flow.served
    6
    >>> flow.remove_supplies([0]); flow.grow(); flow.served
    1
    """

    __slots__ = ("_fed", "_flow", "_lack", "_left", "_links", "served")

    def __init__(
        self, demands: Sequence[int], supplies: Sequence[int], links: Sequence[Sequence[int]]
    ) -> None:
        self._lack, self._left = list(demands), list(supplies)
        self._links = [list(row) for row in links]
        self._flow: dict[tuple[int, int], int] = defaultdict(int)
        self._fed: dict[int, set[int]] = defaultdict(set)
        self.served = 0

    def copy(self) -> Flow:
        """Give a flow that can change without this one."""
        twin = Flow(self._lack, self._left, self._links)
        twin._flow.update(self._flow)
        twin._fed.update({key: set(rows) for key, rows in self._fed.items()})
        twin.served = self.served
        return twin

    def grow(self) -> None:
        """Serve as much as can be."""
        for demand in range(len(self._lack)):
            while self._lack[demand] and (path := self._path(demand)):
                self._push(path)

    def remove_supplies(self, gone: Collection[int]) -> None:
        """Take supplies away, with what they give."""
        for supply in gone:
            for demand in list(self._fed[supply]):
                self._give_back(demand, supply)
            self._left[supply] = 0

    def remove_demands(self, gone: Collection[int]) -> None:
        """Take demands away, with what they receive."""
        for demand in gone:
            for supply in self._links[demand]:
                self._give_back(demand, supply)
            self._lack[demand] = 0

    def _give_back(self, demand: int, supply: int) -> None:
        """Cancel what a supply gives to a demand."""
        amount = self._flow.pop((demand, supply), 0)
        self._fed[supply].discard(demand)
        self._lack[demand] += amount
        self._left[supply] += amount
        self.served -= amount

    def _path(self, start: int) -> list[tuple[int, int]]:
        """Find a shortest path from a demand to a supply with something left.

        Returns
        -------
        list of (int, int)
            (demand, supply): each supply will serve its demand more, and the next demand less; the
            last supply has something left. Empty when there is no path.
        """
        reached_by: dict[int, int] = {}
        fed_by: dict[int, int] = {start: -1}
        queue = deque([start])
        while queue:
            demand = queue.popleft()
            for supply in self._links[demand]:
                if supply in reached_by:
                    continue
                reached_by[supply] = demand
                if self._left[supply]:
                    return _back(supply, reached_by, fed_by)
                for other in sorted(self._fed[supply] - fed_by.keys()):
                    fed_by[other] = supply
                    queue.append(other)
        return []

    def _push(self, path: list[tuple[int, int]]) -> None:
        """Move as much as a path lets through."""
        passed = [(demand, supply) for (_, supply), (demand, _) in pairwise(path)]
        first, last = path[0][0], path[-1][1]
        amount = min(self._lack[first], self._left[last], *(self._flow[row] for row in passed))
        for demand, supply in path:
            self._flow[demand, supply] += amount
            self._fed[supply].add(demand)
        for demand, supply in passed:
            self._flow[demand, supply] -= amount
            if not self._flow[demand, supply]:
                self._fed[supply].discard(demand)
        self._lack[first] -= amount
        self._left[last] -= amount
        self.served += amount


def _back(supply: int, reached_by: dict[int, int], fed_by: dict[int, int]) -> list[tuple[int, int]]:
    """Write a path from its start."""
    path: list[tuple[int, int]] = []
    while supply >= 0:
        demand = reached_by[supply]
        path.append((demand, supply))
        supply = fed_by[demand]
    return path[::-1]
