"""Where the time goes, step by step: of the clock, of this process, of its database server."""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


class Steps:
    """Time spent in some functions, for each posting."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = defaultdict(list)
        self.busy: dict[str, list[float]] = defaultdict(list)
        self._now: dict[str, list[float]] = {}

    def watch(self, owner: Any, name: str, step: str) -> None:
        """Put a function in a watched one."""
        function = getattr(owner, name)

        def watched(*args: Any, **options: Any) -> Any:
            with self.step(step):
                return function(*args, **options)

        setattr(owner, name, watched)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside; several times in one posting add up."""
        start, busy = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            spent = self._now.setdefault(name, [0.0, 0.0])
            spent[0] += 1000 * (time.perf_counter() - start)
            spent[1] += 1000 * (time.process_time() - busy)

    def each(self, act: Callable[[], None], times: int) -> None:
        """Do something several times, and keep what each one took."""
        for _ in range(times):
            self._now = {}
            act()
            for name, (wall, busy) in self._now.items():
                self.wall[name].append(wall)
                self.busy[name].append(busy)

    def forget(self) -> None:
        """Drop what was measured so far."""
        self.wall.clear()
        self.busy.clear()

    def told(self) -> str:
        """Tell the median and the 95th percentile of each step, in milliseconds."""
        head = f"{'step':<28}{'median':>8}{'p95':>8}{'  processor, mean':>18}"
        rows = (
            f"{name:<28}{np.median(wall):>8.2f}{np.percentile(wall, 95):>8.2f}"
            f"{np.mean(self.busy[name]):>18.2f}"
            for name, wall in self.wall.items()
        )
        return "\n".join((head, *rows))


def server_ms(pid: int) -> float:
    """Give the processor time of a process, by its number, so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_MS
