"""A bar that says how far a long command is; nothing where nobody watches."""

import time
from typing import Protocol

from django.utils.formats import number_format

WIDTH = 30
SECONDS = 0.1


class Stream(Protocol):
    """Where a command writes."""

    def isatty(self) -> bool: ...

    def write(self, msg: str, *, ending: str) -> None: ...


class Bar:
    """Drawn over itself on a terminal, at most ten times a second."""

    def __init__(self, stream: Stream, label: str, total: int) -> None:
        self.stream, self.label, self.total = stream, label, total
        self._drawn_at = float("-inf")

    def __call__(self, done: int) -> None:
        """Draw how far it is."""
        now = time.monotonic()
        if not self.stream.isatty() or (now - self._drawn_at < SECONDS and done < self.total):
            return
        self._drawn_at = now
        self.stream.write(f"\r{self.line(done)}", ending="")

    def line(self, done: int) -> str:
        """Give the bar: ``Elasticsearch [######......] 300 / 600``."""
        share = min(done / self.total, 1.0) if self.total else 1.0
        filled = round(WIDTH * share)
        numbers = [number_format(number, force_grouping=True) for number in (done, self.total)]
        bar = "#" * filled + "." * (WIDTH - filled)
        return f"{self.label} [{bar}] {numbers[0]} / {numbers[1]}"

    def close(self) -> None:
        """Leave the line."""
        if self._drawn_at > 0:
            self.stream.write("", ending="\n")
